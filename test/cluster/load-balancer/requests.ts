import { type LoadBalancerAnswer, type LoadBalancerRequest, LoadBalancerSource } from '../../../lib/cluster';
import { Protocol, TrafficPolicy } from '../../../lib/traffic';

/** What a Service asks that says nothing but its port. */
const PLAIN: LoadBalancerRequest = {
  isInternal: false,
  addresses: [],
  usesProxyProtocol: false,
  sourceRanges: [],
  externalTrafficPolicy: TrafficPolicy.CLUSTER,
  protocols: [Protocol.TCP],
  ipFamilies: [],
};

export const LOCAL = { externalTrafficPolicy: TrafficPolicy.LOCAL };

/** What a Service asks that says this. */
export function request(said: Partial<LoadBalancerRequest> = {}): LoadBalancerRequest {
  return { ...PLAIN, ...said };
}

/** Under whose addresses connections arrive: `client`, `node`, or `balancer` with its ranges. */
export function arrivals({ source, balancerRanges }: LoadBalancerAnswer): string {
  const own = balancerRanges?.join(', ');
  if (source === LoadBalancerSource.BALANCER) return `${source} ${own}`;
  return own ? `${source}, and balancer ${own}` : source;
}
