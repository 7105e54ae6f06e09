import type { EntryKind } from '../entry-kind';
import { waysByRoutes } from '../route-ways';

/** Calls by gRPC, told apart by host, service and method. */
export const grpcRoute: EntryKind = {
  name: 'GRPCRoute',
  waysIn: (context) =>
    waysByRoutes(context, {
      kind: 'GRPCRoute',
      protocol: 'HTTP',
      pathOf: (match) => (match === '/' ? match : `/${match.replace(/^\//, '')}`),
    }),
};
