import type { LoadBalancerAnswer } from '../cluster';
import { Address } from './address';
import type { ServiceType } from './service-type';
import type { LoadBalancerOptions } from './service-type-options';
import { addresses, networks } from './type-laws';

/** The fields of a Service that its type decides. */
export function typeSpec(type: ServiceType, answer: LoadBalancerAnswer | undefined): any {
  const { ipFamilies, publishNotReadyAddresses } = type._options;
  return {
    type: type.isHeadless ? 'ClusterIP' : type.name,
    ...(type.isHeadless ? { clusterIP: 'None' } : addressSpec(type._options)),
    ...(answer ? balancerSpec(type._options, answer) : {}),
    ...(ipFamilies?._spec ?? {}),
    ...(publishNotReadyAddresses ? { publishNotReadyAddresses } : {}),
  };
}

function addressSpec(options: LoadBalancerOptions): any {
  const { clusterIp, sessionAffinity, externalIps } = options;
  const { internalTrafficPolicy, externalTrafficPolicy, trafficDistribution } = options;
  return {
    ...(clusterIp === undefined ? {} : { clusterIP: Address.of('the cluster IP of a Service', clusterIp).text }),
    ...(sessionAffinity?._spec ?? {}),
    ...(externalIps ? { externalIPs: addresses('externalIps', 'an external IP', externalIps) } : {}),
    ...(internalTrafficPolicy ? { internalTrafficPolicy } : {}),
    ...(externalTrafficPolicy ? { externalTrafficPolicy } : {}),
    ...(trafficDistribution ? { trafficDistribution } : {}),
  };
}

function balancerSpec(options: LoadBalancerOptions, answer: LoadBalancerAnswer): any {
  const { sourceRanges, healthCheckNodePort } = options;
  const loadBalancerClass = options.loadBalancerClass ?? answer.loadBalancerClass;
  return {
    ...(loadBalancerClass ? { loadBalancerClass } : {}),
    ...(allocatesNodePorts(options, answer) ? {} : { allocateLoadBalancerNodePorts: false }),
    ...(sourceRanges ? { loadBalancerSourceRanges: networks('sourceRanges', sourceRanges) } : {}),
    ...(healthCheckNodePort === undefined ? {} : { healthCheckNodePort }),
  };
}

/** Whether node ports are kept for a load balancer: what the user says, else what the provider needs. */
export function allocatesNodePorts(options: LoadBalancerOptions, answer: LoadBalancerAnswer): boolean {
  return options.allocatesNodePorts ?? answer.needsNodePorts ?? true;
}
