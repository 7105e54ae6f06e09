import { valueError } from '../../errors';
import { Cidr, IpFamily, Protocol, TrafficPolicy } from '../../traffic';
import { checkNlb, checkNlbProps } from './aws-nlb-laws';
import { type AwsNlbProps, NlbTarget } from './aws-nlb-props';
import { refuseProtocols } from './lacks';
import {
  type ILoadBalancer,
  type LoadBalancerAnswer,
  type LoadBalancerRequest,
  LoadBalancerSource,
} from './load-balancer';

const PREFIX = 'service.beta.kubernetes.io/aws-load-balancer-';

/**
 * Network Load Balancers by the AWS Load Balancer Controller, 2.6 or newer, which keeps source ranges by a security
 * group of the balancer.
 *
 * By instances, pods see the client with `TrafficPolicy.LOCAL`, and the node that forwards the connection otherwise. By
 * pods' addresses, pods see the client where its address is preserved, and the balancer otherwise; health checks come
 * from the balancer in both cases.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/service/annotations/
 * @see https://docs.aws.amazon.com/elasticloadbalancing/latest/network/edit-target-group-attributes.html
 */
export class AwsNlb implements ILoadBalancer {
  public readonly name = 'aws-nlb';
  private readonly isByNode: boolean;
  private readonly subnetRanges: Cidr[];

  public constructor(private readonly props: AwsNlbProps = {}) {
    checkNlbProps(props);
    this.isByNode = props.targetType !== NlbTarget.IP;
    this.subnetRanges = (props.subnetRanges ?? []).map((text) => Cidr.of(text));
  }

  public serve(request: LoadBalancerRequest): LoadBalancerAnswer {
    refuseProtocols(this.name, [Protocol.TCP, Protocol.UDP], request);
    checkNlb(request, this.props, this.isByNode);
    const source = this.source(request);
    return {
      annotations: { ...this.kind(request), ...this.places(), ...this.targets(request) },
      loadBalancerClass: 'service.k8s.aws/nlb',
      needsNodePorts: this.isByNode,
      // Unless newer versions are told otherwise, the controller makes one listener for a number, of one protocol.
      tellsProtocolsApart: false,
      claims: this.claims(),
      source,
      balancerRanges: this.connectsToPods(source) ? this.ownRanges(request) : undefined,
      healthCheckPort: this.isByNode ? undefined : this.props.healthCheckPort,
    };
  }

  private source(request: LoadBalancerRequest): LoadBalancerSource {
    if (this.isByNode && request.externalTrafficPolicy !== TrafficPolicy.LOCAL) return LoadBalancerSource.NODE;
    return this.preserves(request) ? LoadBalancerSource.CLIENT : LoadBalancerSource.BALANCER;
  }

  /** One word for all ports: TCP and UDP would differ otherwise, and a policy couldn't tell them apart. */
  private preserves({ protocols }: LoadBalancerRequest): boolean {
    return this.props.preservesClientIp ?? (this.isByNode || protocols.includes(Protocol.UDP));
  }

  /** Health checks of nodes end at the nodes; those of pods come to the pods. */
  private connectsToPods(source: LoadBalancerSource): boolean {
    return !this.isByNode || source === LoadBalancerSource.BALANCER;
  }

  private ownRanges(request: LoadBalancerRequest): string[] {
    // Where the Service takes what the cluster has, it may be either.
    const families = request.ipFamilies.length > 0 ? request.ipFamilies : [IpFamily.IPV4];
    const missing = families.find((family) => this.subnetRanges.every((range) => range.family !== family));
    if (missing === undefined) return this.subnetRanges.map(String);
    throw valueError({
      law: `load balancer aws-nlb must say from which ${missing} addresses it connects to the pods`,
      remedy:
        'give LoadBalancers.awsNlb({ subnetRanges }): the networks of its subnets, as `aws ec2 describe-subnets --query ' +
        '"Subnets[].[SubnetId,CidrBlock,Ipv6CidrBlockAssociationSet[].Ipv6CidrBlock]"` shows them',
    });
  }

  private kind(request: LoadBalancerRequest): { [key: string]: string } {
    return {
      [`${PREFIX}nlb-target-type`]: this.isByNode ? NlbTarget.INSTANCE : NlbTarget.IP,
      [`${PREFIX}scheme`]: request.isInternal ? 'internal' : 'internet-facing',
      ...(isIpv6(request) ? { [`${PREFIX}ip-address-type`]: 'dualstack' } : {}),
    };
  }

  private places(): { [key: string]: string } {
    const { isCrossZone, subnets, elasticIps, privateIps } = this.props;
    return {
      ...(isCrossZone ? { [`${PREFIX}attributes`]: 'load_balancing.cross_zone.enabled=true' } : {}),
      ...list('subnets', subnets),
      ...list('eip-allocations', elasticIps),
      ...list('private-ipv4-addresses', privateIps),
    };
  }

  /** One address of the VPC belongs to one balancer. */
  private claims(): string[] {
    const { elasticIps = [], privateIps = [] } = this.props;
    return [...elasticIps, ...privateIps].map((address) => `address ${address}`);
  }

  private targets(request: LoadBalancerRequest): { [key: string]: string } {
    const { healthCheckPort } = this.props;
    // Its own port, which the cluster chooses, tells which nodes have such a pod.
    const asksNodes = this.isByNode && request.externalTrafficPolicy === TrafficPolicy.LOCAL;
    const preserves = this.preserves(request);
    // What AWS does with TCP where nothing is said.
    const isUsual = preserves === this.isByNode;
    return {
      ...(request.usesProxyProtocol ? { [`${PREFIX}proxy-protocol`]: '*' } : {}),
      ...(healthCheckPort === undefined || asksNodes ? {} : { [`${PREFIX}healthcheck-port`]: `${healthCheckPort}` }),
      ...(isUsual ? {} : { [`${PREFIX}target-group-attributes`]: `preserve_client_ip.enabled=${preserves}` }),
    };
  }
}

function list(annotation: string, values: string[] = []): { [key: string]: string } {
  return values.length > 0 ? { [`${PREFIX}${annotation}`]: values.join(',') } : {};
}

function isIpv6({ ipFamilies }: LoadBalancerRequest): boolean {
  return ipFamilies.includes(IpFamily.IPV6);
}
