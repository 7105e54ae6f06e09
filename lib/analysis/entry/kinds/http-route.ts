import type { EntryKind } from '../entry-kind';
import { waysByRoutes } from '../route-ways';

/** Requests by HTTP, told apart by host, path and method. */
export const httpRoute: EntryKind = {
  name: 'HTTPRoute',
  waysIn: (context) => waysByRoutes(context, { kind: 'HTTPRoute', protocol: 'HTTP', pathOf: (match) => match }),
};
