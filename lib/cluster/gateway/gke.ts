import { valueError } from '../../errors';
import { Cidr, IpRange, Peer } from '../../traffic';
import { featuresOf, without } from './feature-table';
import { GatewayFeature } from './gateway-feature';
import type { GatewayAnswer, GatewayReference, GatewayRequest, IGatewayImplementation } from './gateway-implementation';
import { refuse } from './gateway-lacks';
import { checkOptions, rangesOf } from './gateway-options';

/** How GKE's Gateway controller is used. */
export interface GkeGatewayProps {
  /**
   * Which of GKE's classes serves the Gateways: it decides between public and internal, global and regional.
   *
   * @default 'gke-l7-global-external-managed'
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/gateway-api#gatewayclass
   */
  readonly gatewayClassName?: string;

  /**
   * The networks of the proxy-only subnet, in CIDR notation, from which requests come by the regional and the internal
   * classes. `gcloud compute networks subnets list --filter="purpose~MANAGED_PROXY"` shows them.
   *
   * @default - none; needed by every class that isn't global and external
   */
  readonly proxyOnlyRanges?: string[];
}

/** What stands between the clients and the pods. */
interface GkeClass {
  readonly isInternal: boolean;
  /** Whether Google's front ends connect to the pods themselves. Otherwise proxies in a subnet of their own do. */
  readonly isGlobal: boolean;
}

const PUBLIC: GkeClass = { isInternal: false, isGlobal: true };
const REGIONAL: GkeClass = { isInternal: false, isGlobal: false };
const INTERNAL: GkeClass = { isInternal: true, isGlobal: false };

const CLASSES: { readonly [name: string]: GkeClass } = {
  'gke-l7-cross-regional-internal-managed-mc': INTERNAL,
  'gke-l7-global-external-managed': PUBLIC,
  'gke-l7-global-external-managed-mc': PUBLIC,
  'gke-l7-gxlb': PUBLIC,
  'gke-l7-gxlb-mc': PUBLIC,
  'gke-l7-regional-external-managed': REGIONAL,
  'gke-l7-regional-external-managed-mc': REGIONAL,
  'gke-l7-rilb': INTERNAL,
  'gke-l7-rilb-mc': INTERNAL,
};

/**
 * Whoever asks after the pods' health.
 *
 * @see https://cloud.google.com/load-balancing/docs/firewall-rules
 */
const HEALTH_CHECKS = ['35.191.0.0/16', '130.211.0.0/22', '2600:2d00:1:b029::/64'];
/** Google's front ends have the same addresses, and these of IPv6. */
const FRONT_ENDS = ['2600:2d00:1:1::/64'];
const FIND_PROXIES =
  'give the networks that `gcloud compute networks subnets list --filter="purpose~MANAGED_PROXY"` shows, since proxies ' +
  'in a subnet of their own serve this class';

/**
 * GKE's Gateway controller: a load balancer of Google Cloud outside of the cluster serves each Gateway.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/gateway-api
 */
export class Gke implements IGatewayImplementation {
  public readonly name = 'gke';
  public readonly gatewayClassName: string;
  public readonly controllerName = 'networking.gke.io/gateway';
  public readonly routeHint =
    'GKE asks each backend of a Gateway for GET / on its port, and sends requests only where that is answered by 200: for ' +
    'Services that answer otherwise, write a HealthCheckPolicy (networking.gke.io/v1) with another path';
  // Its load balancers speak HTTP, and its controller knows no GRPCRoutes.
  public readonly features = without(
    featuresOf('gke'),
    GatewayFeature.GRPC_ROUTE,
    GatewayFeature.TLS_ROUTE,
    GatewayFeature.TLS_ROUTE_MODE_MIXED,
    GatewayFeature.TLS_ROUTE_MODE_TERMINATE,
    GatewayFeature.TCP_ROUTE,
    GatewayFeature.UDP_ROUTE,
  );
  private readonly isInternal: boolean;
  private readonly ranges: IpRange[];

  public constructor(props: GkeGatewayProps = {}) {
    checkOptions('GatewayImplementations.gke()', props, ['gatewayClassName', 'proxyOnlyRanges']);
    this.gatewayClassName = props.gatewayClassName ?? 'gke-l7-global-external-managed';
    const { isInternal, isGlobal } = classOf(this.gatewayClassName);
    this.isInternal = isInternal;
    this.ranges = [...HEALTH_CHECKS, ...(isGlobal ? FRONT_ENDS : [])].map((text) => IpRange.of(Cidr.of(text)));
    if (isGlobal) return;
    const what = `the \`proxyOnlyRanges\` of GatewayImplementations.gke() with ${this.gatewayClassName}`;
    this.ranges.push(...rangesOf(what, props.proxyOnlyRanges, FIND_PROXIES));
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

  public cloudCertificate(certificate: string): { readonly [key: string]: string } {
    return { 'networking.gke.io/pre-shared-certs': certificate };
  }

  public serve(request: GatewayRequest): GatewayAnswer {
    refuse(this.name, request, {
      ...(this.isInternal
        ? {}
        : { internal: `name an internal class in GatewayImplementations.gke(), such as gke-l7-rilb` }),
      proxyProtocol: 'leave it out, since its load balancers speak HTTP',
      trustedHops: 'leave it out, since its load balancers add to what they get in X-Forwarded-For',
    });
    return {};
  }
}

function classOf(name: string): GkeClass {
  const found = Object.hasOwn(CLASSES, name) ? CLASSES[name] : undefined;
  if (found) return found;
  throw valueError({
    law: `the \`gatewayClassName\` of GatewayImplementations.gke() must be one of ${Object.keys(CLASSES).join(', ')}`,
    got: name,
    remedy: '`kubectl get gatewayclass` lists those of the cluster',
  });
}
