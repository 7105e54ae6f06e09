import { valueError } from '../../errors';
import type { Protocol } from '../../traffic';
import type { LoadBalancerRequest } from './load-balancer';

/** What a Service asks for in vain. */
interface Lack {
  /** What the Service says, such as `with \`proxyProtocol\``. */
  readonly service: string;
  /** What its load balancer would have to do: `speak the PROXY protocol`. */
  readonly must: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** The error for what a load balancer can't do. */
export function lack(balancer: string, { service, must, remedy }: Lack): Error {
  return valueError({ law: `the load balancer of a Service ${service} must ${must}, and ${balancer} doesn't`, remedy });
}

/** Refuses the PROXY protocol on behalf of a load balancer that doesn't open connections of its own. */
export function refuseProxyProtocol(balancer: string, { usesProxyProtocol }: LoadBalancerRequest): void {
  if (!usesProxyProtocol) return;
  throw lack(balancer, {
    service: 'with `proxyProtocol`',
    must: 'speak the PROXY protocol',
    remedy: 'leave it out, or use one that does: aws-nlb; with TrafficPolicy.LOCAL the pods see the client as it is',
  });
}

/** Refuses the protocols that a load balancer doesn't forward. */
export function refuseProtocols(balancer: string, known: Protocol[], { protocols }: LoadBalancerRequest): void {
  const unknown = protocols.find((protocol) => !known.includes(protocol));
  if (unknown === undefined) return;
  throw lack(balancer, {
    service: `with ${unknown} ports`,
    must: `forward ${unknown}`,
    remedy: REMEDIES[unknown],
  });
}

const REMEDIES: Record<Protocol, string> = {
  TCP: 'use one that does',
  UDP: 'use one that does: aws-nlb, azure, gcp or metallb; say which one the cluster has by `loadBalancer` in its profile',
  SCTP: 'use one that does: metallb; say which one the cluster has by `loadBalancer` in its profile',
};
