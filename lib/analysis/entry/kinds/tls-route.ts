import type { EntryKind } from '../entry-kind';
import { waysByRoutes } from '../route-ways';

/** Connections by TLS, told apart by the host that the client names when it begins. */
export const tlsRoute: EntryKind = {
  name: 'TLSRoute',
  waysIn: (context) => waysByRoutes(context, { kind: 'TLSRoute', protocol: 'TLS', pathOf: (_match) => '' }),
};
