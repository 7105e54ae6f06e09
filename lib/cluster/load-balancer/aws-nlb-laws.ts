import { valueError } from '../../errors';
import { IpFamily, Protocol, TrafficPolicy } from '../../traffic';
import type { AwsNlbProps } from './aws-nlb-props';
import type { LoadBalancerRequest } from './load-balancer';
import { checkKinds, Kind } from './option-kinds';

const KINDS = {
  subnetRanges: Kind.LIST,
  subnets: Kind.LIST,
  elasticIps: Kind.LIST,
  privateIps: Kind.LIST,
  preservesClientIp: Kind.FLAG,
  isCrossZone: Kind.FLAG,
  healthCheckPort: Kind.PORT,
  targetType: Kind.NLB_TARGET,
};

/** Checks what is said of Network Load Balancers, before any Service asks. */
export function checkNlbProps(props: AwsNlbProps): void {
  checkKinds('LoadBalancers.awsNlb()', props, KINDS);
}

/** Checks that a Network Load Balancer can give what a Service asks, as it is set up. */
export function checkNlb(request: LoadBalancerRequest, props: AwsNlbProps, isByNode: boolean): void {
  checkAddresses(request, props);
  const { protocols, usesProxyProtocol, externalTrafficPolicy } = request;
  const isUdp = protocols.includes(Protocol.UDP);
  const isIpv6 = request.ipFamilies.includes(IpFamily.IPV6);
  if (isIpv6 && isByNode) {
    throw valueError({
      law: 'a Service with IPv6 by load balancer aws-nlb must have pods as its targets, not nodes',
      remedy: 'give LoadBalancers.awsNlb({ targetType: NlbTarget.IP })',
    });
  }
  if (isIpv6 && isUdp) {
    throw valueError({
      law:
        'a Service by load balancer aws-nlb must not have both IPv6 and UDP, since clients would arrive under ' +
        'translated addresses',
      remedy: 'make a Service of its own for UDP, with IPv4 alone',
    });
  }
  if (isUdp && props.preservesClientIp === false) {
    throw valueError({
      law: 'load balancer aws-nlb must preserve the addresses of clients by UDP',
      got: 'preservesClientIp: false',
      remedy: 'leave it out in LoadBalancers.awsNlb(), or make a Service of its own for UDP by another one',
    });
  }
  const asksNodes = isByNode && externalTrafficPolicy === TrafficPolicy.LOCAL;
  if (isUdp && !asksNodes && props.healthCheckPort === undefined) {
    throw valueError({
      law: 'load balancer aws-nlb must have a TCP port for the health checks of a Service with UDP ports',
      remedy: isByNode
        ? 'give the Service TrafficPolicy.LOCAL, by which nodes answer them, or LoadBalancers.awsNlb({ healthCheckPort ' +
          '}): a TCP port on which each node answers, such as 10256 of kube-proxy'
        : 'give LoadBalancers.awsNlb({ healthCheckPort }): a TCP port on which the pods answer',
    });
  }
  if (usesProxyProtocol && asksNodes) {
    throw valueError({
      law:
        'a Service by load balancer aws-nlb must not have both `proxyProtocol` and TrafficPolicy.LOCAL, since nodes ' +
        'answer its health checks without that protocol',
      remedy: 'leave out `proxyProtocol`: with TrafficPolicy.LOCAL the pods see the client as it is',
    });
  }
}

function checkAddresses({ addresses, isInternal }: LoadBalancerRequest, props: AwsNlbProps): void {
  if (addresses.length > 0) {
    throw valueError({
      law: 'the `addresses` of a Service by load balancer aws-nlb must be said for each of its subnets',
      got: addresses,
      remedy:
        'leave them out and give LoadBalancers.awsNlb({ privateIps }), or { elasticIps } where it faces the internet',
    });
  }
  const { elasticIps = [], privateIps = [], subnets = [] } = props;
  const [option, misplaced] = isInternal ? ['elasticIps', elasticIps] : ['privateIps', privateIps];
  if (misplaced.length > 0) {
    throw valueError({
      law: `load balancer aws-nlb must have no \`${option}\` where it ${isInternal ? 'is internal' : 'faces the internet'}`,
      got: misplaced,
      remedy: `give \`${isInternal ? 'privateIps' : 'elasticIps'}\`, or leave them out`,
    });
  }
  const given = isInternal ? privateIps : elasticIps;
  if (given.length === 0 || subnets.length === 0 || given.length === subnets.length) return;
  throw valueError({
    law: `load balancer aws-nlb must have an address for each of its ${subnets.length} subnets`,
    got: given,
    remedy: 'give as many as subnets',
  });
}
