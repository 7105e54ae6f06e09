import { valueError } from '../errors';
import { Cidr, checkFlags, checkQualifiedName, TrafficPolicy } from '../traffic';
import { Address } from './address';
import type { IpFamilies } from './ip-families';
import { checkNodePort, nodePortRange } from './node-ports';
import type { LoadBalancerOptions } from './service-type-options';
import { addresses, checkFamilies, checkRanges } from './type-laws';

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
  const { internal, proxyProtocol, allocatesNodePorts } = options;
  checkFlags({ internal, proxyProtocol, allocatesNodePorts });
  checkRanges('sourceRanges', sourceRanges, options.ipFamilies);
  checkEachFamilyIsKept(options);
  checkClientsAreLetIn(options);
  if (options.addresses !== undefined) {
    checkBalancerAddresses(options.addresses, options.ipFamilies);
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

/** Nodes keep to the ranges of each family by themselves: one without any lets in everybody. */
function checkEachFamilyIsKept({ sourceRanges, ipFamilies }: LoadBalancerOptions): void {
  if (!sourceRanges || !ipFamilies) return;
  const given = sourceRanges.map((text) => Cidr.of(text).family);
  const open = ipFamilies.families.find((family) => !given.includes(family));
  if (open === undefined) return;
  throw valueError({
    law: `the \`sourceRanges\` of a Service must have one of each of its families, since everybody comes in by one without any, which is ${open}`,
    got: sourceRanges,
    remedy: `name ranges of ${open}, or give IpFamilies.only() for the other`,
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

function checkBalancerAddresses(texts: string[], ipFamilies: IpFamilies | undefined): void {
  const families = addresses('addresses', 'the address of a load balancer', texts).map(
    (text) => Address.of('an address', text).family,
  );
  if (new Set(families).size !== families.length) {
    throw valueError({
      law: 'a load balancer must have at most one address of each family',
      got: texts,
      remedy: 'make a Service for each address',
    });
  }
  if (families.length < 2 || ipFamilies) return;
  throw valueError({
    law: 'a Service must say that it has both families, where its load balancer has an address of each',
    got: texts,
    remedy: 'give `ipFamilies: IpFamilies.requireBoth()`, or make a Service for each address',
  });
}
