import type { ClusterProfile, ILoadBalancer, LoadBalancerAnswer } from '../cluster';
import { constructError, type Located, located } from '../errors';
import { TrafficPolicy } from '../traffic';
import { Address } from './address';
import { checkAnswer } from './answer-laws';
import type { ServicePort } from './service-port';
import type { ServiceType } from './service-type';
import { networks } from './type-laws';
import { allocatesNodePorts } from './type-spec';

/** What a load balancer was asked, and how it answers. */
export interface LoadBalancing {
  readonly provider: ILoadBalancer;
  readonly answer: LoadBalancerAnswer;
}

/**
 * What the load balancer in front of a Service does for it; undefined for a Service without one.
 *
 * What the Service says and what the load balancer answers must not contradict each other.
 */
export function loadBalancing(
  place: Located,
  type: ServiceType,
  ports: ServicePort[],
  profile: ClusterProfile,
): LoadBalancing | undefined {
  if (type.name !== 'LoadBalancer') return undefined;
  const options = type._options;
  const provider = options.provider ?? profile.loadBalancer;
  const answer = located(place, () => {
    const answer = provider.serve({
      isInternal: options.internal ?? false,
      addresses: (options.addresses ?? []).map((text) => Address.of('an address', text).text),
      usesProxyProtocol: options.proxyProtocol ?? false,
      sourceRanges: options.sourceRanges ? networks('sourceRanges', options.sourceRanges) : [],
      externalTrafficPolicy: options.externalTrafficPolicy ?? TrafficPolicy.CLUSTER,
      protocols: [...new Set(ports.map(({ target }) => target.protocol))],
      ipFamilies: options.ipFamilies?.families ?? [],
    });
    checkAnswer(provider.name, answer);
    return answer;
  });
  checkClass(place, type, { provider, answer });
  checkNodePorts(place, type, ports, { provider, answer });
  return { provider, answer };
}

function checkClass(place: Located, { _options }: ServiceType, { provider, answer }: LoadBalancing): void {
  const { loadBalancerClass } = _options;
  if (loadBalancerClass === undefined || (answer.loadBalancerClass ?? loadBalancerClass) === loadBalancerClass) return;
  throw constructError(place, {
    law: `the class of a load balancer of ${provider.name} must be ${answer.loadBalancerClass}`,
    got: loadBalancerClass,
    remedy: 'leave `loadBalancerClass` out, or give the `provider` that answers to this class',
  });
}

function checkNodePorts(
  place: Located,
  { _options }: ServiceType,
  ports: ServicePort[],
  { provider, answer }: LoadBalancing,
): void {
  if (_options.allocatesNodePorts === false && answer.needsNodePorts !== false) {
    throw constructError(place, {
      law: `a load balancer of ${provider.name} must have node ports, by which it reaches the pods`,
      got: 'allocatesNodePorts: false',
      remedy: 'leave `allocatesNodePorts` out, or give a `provider` that connects to the pods themselves',
    });
  }
  const numbered = ports.find(({ nodePort }) => nodePort !== undefined);
  if (!numbered || allocatesNodePorts(_options, answer)) return;
  throw constructError(place, {
    law: 'a Service for which no node ports are kept must not name one',
    got: numbered.nodePort,
    remedy: 'leave `nodePort` out, or give `allocatesNodePorts: true`',
  });
}
