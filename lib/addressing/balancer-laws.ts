import { valueError } from '../errors';
import { Cidr, checkQualifiedName, TrafficPolicy } from '../traffic';
import { Address } from './address';
import { checkNodePort, nodePortRange } from './node-ports';
import type { LoadBalancerOptions } from './service-type-options';
import { addresses, checkFamilies, checkFlag, networks } from './type-laws';

/** What holds for Services behind a load balancer. */
export function checkLoadBalancer(options: LoadBalancerOptions): void {
  const { provider, loadBalancerClass, sourceRanges, healthCheckNodePort } = options;
  if (provider !== undefined && typeof provider?.serve !== 'function') {
    throw valueError({
      law: 'the `provider` of a load balancer must be an ILoadBalancer',
      got: provider,
      remedy: 'take one from LoadBalancers, or leave it out for the one of the cluster profile',
    });
  }
  if (loadBalancerClass !== undefined) {
    checkQualifiedName('a load balancer class', loadBalancerClass, 'internal-vip or service.k8s.aws/nlb');
  }
  checkFlag('internal', options.internal);
  checkFlag('proxyProtocol', options.proxyProtocol);
  checkFlag('allocatesNodePorts', options.allocatesNodePorts);
  if (sourceRanges !== undefined) networks('sourceRanges', sourceRanges);
  checkClientsAreLetIn(options);
  if (options.addresses !== undefined) {
    checkBalancerAddresses(options.addresses);
    checkFamilies('the address of a load balancer', options.addresses, options.ipFamilies);
  }
  const range = nodePortRange(options.nodePortRange);
  if (healthCheckNodePort === undefined) return;
  checkNodePort('a health check node port', healthCheckNodePort, range);
  if (options.externalTrafficPolicy === TrafficPolicy.LOCAL) return;
  throw valueError({
    law: 'only a Service with TrafficPolicy.LOCAL must have a health check node port, since any node answers for others',
    got: healthCheckNodePort,
    remedy: 'leave it out, or give `externalTrafficPolicy: TrafficPolicy.LOCAL`',
  });
}

/** Where the load balancer doesn't keep to the source ranges, the policy does, which knows the clients. */
function checkClientsAreLetIn({ sourceRanges, clientRanges = [] }: LoadBalancerOptions): void {
  if (!sourceRanges) return;
  const open = sourceRanges.map((text) => Cidr.of(text));
  const stray = clientRanges.find((text) => !open.some((range) => range.contains(Cidr.of(text))));
  if (stray === undefined) return;
  throw valueError({
    law: 'the `clientRanges` of a Service must be inside its `sourceRanges`, which let in nobody else',
    got: stray,
    remedy: 'leave it out, or let it in',
  });
}

function checkBalancerAddresses(texts: string[]): void {
  const families = addresses('addresses', 'the address of a load balancer', texts).map(
    (text) => Address.of('an address', text).family,
  );
  if (new Set(families).size === families.length) return;
  throw valueError({
    law: 'a load balancer must have at most one address of each family',
    got: texts,
    remedy: 'make a Service for each address',
  });
}
