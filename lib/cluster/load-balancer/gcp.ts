import { valueError } from '../../errors';
import { Protocol, TrafficPolicy } from '../../traffic';
import { lack, refuseProtocols, refuseProxyProtocol } from './lacks';
import {
  type ILoadBalancer,
  type LoadBalancerAnswer,
  type LoadBalancerRequest,
  LoadBalancerSource,
} from './load-balancer';
import { checkKinds, Kind } from './option-kinds';

/** How GKE's load balancers are used. */
export interface GcpProps {
  /**
   * The names of reserved regional addresses, one of each family at most: `gcloud compute addresses list` shows them.
   *
   * A Service names its addresses by these names, so give them where one Service alone uses this load balancer.
   *
   * @default - any address
   */
  readonly addressNames?: string[];

  /**
   * The subnet from which an internal load balancer takes its address.
   *
   * @default - that of the cluster
   */
  readonly subnet?: string;

  /**
   * Whether clients in all regions of the network reach an internal load balancer.
   *
   * @default false
   */
  readonly globalAccess?: boolean;
}

/**
 * GKE's passthrough Network Load Balancers, external and internal.
 *
 * They change no address: pods see the client with `TrafficPolicy.LOCAL`, and the node that forwards the connection
 * otherwise. Their health checks (35.191.0.0/16, 130.211.0.0/22) ask the nodes, and reach no pod.
 *
 * @see https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer-parameters
 */
export class Gcp implements ILoadBalancer {
  public readonly name = 'gcp';

  public constructor(private readonly props: GcpProps = {}) {
    checkKinds('LoadBalancers.gcp()', props, { addressNames: Kind.LIST, subnet: Kind.TEXT, globalAccess: Kind.FLAG });
  }

  public serve(request: LoadBalancerRequest): LoadBalancerAnswer {
    refuseProxyProtocol(this.name, request);
    refuseProtocols(this.name, [Protocol.TCP, Protocol.UDP], request);
    if (request.protocols.length > 1) {
      throw lack(this.name, {
        service: `with ${request.protocols.join(' and ')} ports`,
        must: 'forward both on every version of GKE',
        remedy: 'make a Service for each protocol',
      });
    }
    if (request.addresses.length > 0) {
      throw valueError({
        law: 'the `addresses` of a Service by load balancer gcp must be told by the names under which they are reserved',
        got: request.addresses,
        remedy: "leave them out and give LoadBalancers.gcp({ addressNames: ['shop-ipv4'] })",
      });
    }
    return {
      annotations: { ...this.kind(request), ...this.reserved() },
      source:
        request.externalTrafficPolicy === TrafficPolicy.LOCAL ? LoadBalancerSource.CLIENT : LoadBalancerSource.NODE,
    };
  }

  private kind({ isInternal }: LoadBalancerRequest): { [key: string]: string } {
    const { subnet, globalAccess } = this.props;
    // The older kind, by target pools, is what a Service gets that says nothing.
    if (!isInternal) return { 'cloud.google.com/l4-rbs': 'enabled' };
    return {
      'networking.gke.io/load-balancer-type': 'Internal',
      ...(subnet === undefined ? {} : { 'networking.gke.io/internal-load-balancer-subnet': subnet }),
      ...(globalAccess ? { 'networking.gke.io/internal-load-balancer-allow-global-access': 'true' } : {}),
    };
  }

  private reserved(): { [key: string]: string } {
    const { addressNames = [] } = this.props;
    if (addressNames.length === 0) return {};
    return { 'networking.gke.io/load-balancer-ip-addresses': addressNames.join(',') };
  }
}
