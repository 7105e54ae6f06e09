import { valueError } from '../../errors';
import { type IpRange, Peer } from '../../traffic';
import type { ControllerObject } from '../controller-object';
import { featuresOf, without } from './feature-table';
import { GatewayFeature } from './gateway-feature';
import type { GatewayAnswer, GatewayReference, GatewayRequest, IGatewayImplementation } from './gateway-implementation';
import { refuse } from './gateway-lacks';
import { checkOptions, rangesOf } from './gateway-options';

/** How the Gateway API support of the AWS Load Balancer Controller is used. */
export interface AwsGatewayProps {
  /**
   * The GatewayClass that names `gateway.k8s.aws/alb` as its controller. The controller creates none.
   *
   * What the class says in a LoadBalancerConfiguration of its own counts more than what a Gateway says, unless its
   * `mergingMode` is `prefer-gateway`.
   */
  readonly gatewayClassName: string;

  /**
   * The networks of the load balancer's subnets, in CIDR notation, from which its requests come.
   *
   * `aws ec2 describe-subnets --query "Subnets[].[SubnetId,CidrBlock,Ipv6CidrBlockAssociationSet[].Ipv6CidrBlock]"`
   * shows them.
   */
  readonly subnetRanges: string[];
}

const API_VERSION = 'gateway.k8s.aws/v1beta1';
const TARGETS = 'targets';
const FIND_CLASS =
  '`kubectl get gatewayclass` lists those of the cluster; make one whose controller is gateway.k8s.aws/alb';
const FIND_SUBNETS =
  'give the networks of the subnets of its load balancers, as `aws ec2 describe-subnets --query ' +
  '"Subnets[].[SubnetId,CidrBlock,Ipv6CidrBlockAssociationSet[].Ipv6CidrBlock]"` shows them';

/**
 * The AWS Load Balancer Controller as an implementation of the Gateway API: an Application Load Balancer outside of the
 * cluster serves each Gateway, and connects to the pods by their own addresses.
 *
 * Its certificates are those of AWS Certificate Manager: it reads no Secret.
 *
 * @see https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/gateway/l7gateway/
 */
export class Aws implements IGatewayImplementation {
  public readonly name = 'aws';
  public readonly gatewayClassName: string;
  public readonly controllerName = 'gateway.k8s.aws/alb';
  // Application Load Balancers speak HTTP; Network Load Balancers are another class.
  public readonly features = without(
    featuresOf('aws'),
    GatewayFeature.TLS_ROUTE,
    GatewayFeature.TLS_ROUTE_MODE_MIXED,
    GatewayFeature.TLS_ROUTE_MODE_TERMINATE,
    GatewayFeature.TCP_ROUTE,
    GatewayFeature.UDP_ROUTE,
  );
  public readonly takesSecrets = false;
  private readonly ranges: IpRange[];

  public constructor(props: AwsGatewayProps) {
    checkOptions('GatewayImplementations.aws()', props, ['gatewayClassName', 'subnetRanges']);
    checkClass(props.gatewayClassName);
    this.gatewayClassName = props.gatewayClassName;
    this.ranges = rangesOf('the `subnetRanges` of GatewayImplementations.aws()', props.subnetRanges, FIND_SUBNETS);
  }

  public dataPlane(_gateway: GatewayReference): Peer {
    return Peer.ranges(...this.ranges);
  }

  public podPort(listenerPort: number): number {
    return listenerPort;
  }

  public localDataPlane(_gateway: GatewayReference): undefined {
    return undefined;
  }

  public cloudCertificate(_certificate: string): { readonly [key: string]: string } {
    return {};
  }

  public serve(request: GatewayRequest): GatewayAnswer {
    refuse(this.name, request, {
      proxyProtocol: 'leave it out, since an Application Load Balancer speaks HTTP',
      trustedHops: 'leave it out, since an Application Load Balancer adds to what it gets in X-Forwarded-For',
    });
    return { objects: [loadBalancer(request), targets()], parameters: 0 };
  }
}

function checkClass(name: unknown): void {
  if (name !== undefined) return;
  throw valueError({
    law: 'the `gatewayClassName` of GatewayImplementations.aws() must be given, since the controller creates no class',
    remedy: FIND_CLASS,
  });
}

/** What nobody says, it takes for internal. */
function loadBalancer({
  gateway,
  isInternal,
  cloudCertificates = [],
  httpsPort = 443,
}: GatewayRequest): ControllerObject {
  return {
    apiVersion: API_VERSION,
    kind: 'LoadBalancerConfiguration',
    suffix: 'load-balancer',
    fields: {
      spec: {
        scheme: isInternal ? 'internal' : 'internet-facing',
        ...listeners(httpsPort, cloudCertificates),
        defaultTargetGroupConfiguration: { name: `${gateway.name}-${TARGETS}` },
      },
    },
  };
}

function listeners(port: number, [defaultCertificate, ...certificates]: string[]): object {
  if (defaultCertificate === undefined) return {};
  const more = certificates.length > 0 ? { certificates } : {};
  return { listenerConfigurations: [{ protocolPort: `HTTPS:${port}`, defaultCertificate, ...more }] };
}

/** By default it goes by the nodes' ports, which only some Services have, and a policy would see a node. */
function targets(): ControllerObject {
  return {
    apiVersion: API_VERSION,
    kind: 'TargetGroupConfiguration',
    suffix: TARGETS,
    fields: { spec: { defaultConfiguration: { targetType: 'ip' } } },
  };
}
