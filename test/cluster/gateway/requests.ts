import type { GatewayRequest } from '../../../lib/cluster';

/** The Gateway that the tests of implementations speak of. */
export const GATEWAY = Object.freeze({ name: 'public', namespace: 'edge' });

/** The annotations of some load balancer that keep to the private network. */
export const INTERNAL = Object.freeze({ 'networking.gke.io/load-balancer-type': 'Internal' });

/** What a Gateway asks that asks for nothing, and what a test adds. */
export function request(asked: Partial<GatewayRequest> = {}): GatewayRequest {
  return { gateway: GATEWAY, isInternal: false, usesProxyProtocol: false, trustedHops: 0, ...asked };
}
