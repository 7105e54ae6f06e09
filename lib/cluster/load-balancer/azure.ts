import { Protocol, TrafficPolicy } from '../../traffic';
import { oneOfEach } from './addresses';
import { refuseProtocols, refuseProxyProtocol } from './lacks';
import {
  type ILoadBalancer,
  type LoadBalancerAnswer,
  type LoadBalancerRequest,
  LoadBalancerSource,
} from './load-balancer';
import { checkKinds, Kind } from './option-kinds';

/** How Azure's load balancers are used. */
export interface AzureProps {
  /**
   * The subnet from which an internal load balancer takes its address.
   *
   * @default - that of the nodes
   */
  readonly subnet?: string;

  /**
   * The resource group of public addresses that a Service asks for.
   *
   * @default - the one in which the nodes are
   */
  readonly addressResourceGroup?: string;
}

const PREFIX = 'service.beta.kubernetes.io/azure-';

/**
 * Azure Load Balancer, public and internal.
 *
 * It changes no address: pods see the client with `TrafficPolicy.LOCAL`, and the node that forwards the connection
 * otherwise. Its probes (168.63.129.16) ask the nodes.
 *
 * @see https://cloud-provider-azure.sigs.k8s.io/topics/loadbalancer/
 */
export class Azure implements ILoadBalancer {
  public readonly name = 'azure';

  public constructor(private readonly props: AzureProps = {}) {
    checkKinds('LoadBalancers.azure()', props, { subnet: Kind.TEXT, addressResourceGroup: Kind.TEXT });
  }

  public serve(request: LoadBalancerRequest): LoadBalancerAnswer {
    refuseProxyProtocol(this.name, request);
    refuseProtocols(this.name, [Protocol.TCP, Protocol.UDP], request);
    return {
      annotations: { ...this.network(request), ...this.addresses(request) },
      source:
        request.externalTrafficPolicy === TrafficPolicy.LOCAL ? LoadBalancerSource.CLIENT : LoadBalancerSource.NODE,
    };
  }

  private network({ isInternal, sourceRanges }: LoadBalancerRequest): { [key: string]: string } {
    const { subnet } = this.props;
    if (!isInternal) return {};
    return {
      [`${PREFIX}load-balancer-internal`]: 'true',
      ...(subnet === undefined ? {} : { [`${PREFIX}load-balancer-internal-subnet`]: subnet }),
      // A default rule lets in the whole virtual network, beside the ranges.
      ...(sourceRanges.length > 0 ? { [`${PREFIX}deny-all-except-load-balancer-source-ranges`]: 'true' } : {}),
    };
  }

  private addresses({ addresses, isInternal }: LoadBalancerRequest): { [key: string]: string } {
    const { ipv4, ipv6 } = oneOfEach(this.name, addresses);
    const { addressResourceGroup } = this.props;
    const isElsewhere = addressResourceGroup !== undefined && addresses.length > 0 && !isInternal;
    return {
      ...(ipv4 === undefined ? {} : { [`${PREFIX}load-balancer-ipv4`]: ipv4 }),
      ...(ipv6 === undefined ? {} : { [`${PREFIX}load-balancer-ipv6`]: ipv6 }),
      ...(isElsewhere ? { [`${PREFIX}load-balancer-resource-group`]: addressResourceGroup } : {}),
    };
  }
}
