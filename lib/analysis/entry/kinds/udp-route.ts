import type { EntryKind } from '../entry-kind';
import { waysByRoutes } from '../route-ways';

/** Datagrams on a port of its own. */
export const udpRoute: EntryKind = {
  name: 'UDPRoute',
  waysIn: (context) => waysByRoutes(context, { kind: 'UDPRoute', protocol: 'UDP', pathOf: (_match) => '' }),
};
