import type { EntryKind } from '../entry-kind';
import { waysByRoutes } from '../route-ways';

/** Connections on a port of its own. */
export const tcpRoute: EntryKind = {
  name: 'TCPRoute',
  waysIn: (context) => waysByRoutes(context, { kind: 'TCPRoute', protocol: 'TCP', pathOf: (_match) => '' }),
};
