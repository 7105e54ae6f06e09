import { valueError } from '../../errors';
import { TrafficPolicy } from '../../traffic';
import { oneOfEach } from './addresses';
import { lack, refuseProxyProtocol } from './lacks';
import {
  type ILoadBalancer,
  type LoadBalancerAnswer,
  type LoadBalancerRequest,
  LoadBalancerSource,
} from './load-balancer';
import { checkKinds, Kind } from './option-kinds';

/** How MetalLB is set up. `kubectl get ipaddresspools -A` lists its pools. */
export interface MetallbProps {
  /**
   * The pool from which Services get their addresses.
   *
   * @default - any pool that gives addresses by itself
   */
  readonly addressPool?: string;

  /**
   * The pool from which Services get their addresses that ask for an internal one.
   *
   * @default - not known: such a Service is an error, since MetalLB can't tell private addresses from public ones
   */
  readonly internalAddressPool?: string;

  /**
   * The key that Services have in common which may share an address, on different ports.
   *
   * @default - no address is shared
   */
  readonly sharingKey?: string;

  /**
   * The class that MetalLB was told to serve.
   *
   * @default - none: it serves Services without a class
   */
  readonly loadBalancerClass?: string;
}

/**
 * MetalLB 0.14.9 or newer, which announces addresses from pools: nodes receive the connections themselves.
 *
 * Pods see the client with `TrafficPolicy.LOCAL`, and the node that forwards the connection otherwise. Source ranges are
 * kept by kube-proxy or what stands in for it, on the node.
 *
 * @see https://metallb.io/usage/
 */
export class Metallb implements ILoadBalancer {
  public readonly name = 'metallb';

  public constructor(private readonly props: MetallbProps = {}) {
    checkKinds('LoadBalancers.metallb()', props, {
      addressPool: Kind.TEXT,
      internalAddressPool: Kind.TEXT,
      sharingKey: Kind.TEXT,
      loadBalancerClass: Kind.TEXT,
    });
  }

  public serve(request: LoadBalancerRequest): LoadBalancerAnswer {
    refuseProxyProtocol(this.name, request);
    const { sharingKey, loadBalancerClass } = this.props;
    const { ipv4, ipv6 } = oneOfEach(this.name, request.addresses);
    const pool = this.pool(request);
    const addresses = [ipv4, ipv6].filter((address) => address !== undefined);
    checkBothFamilies(addresses, request);
    return {
      annotations: {
        ...(pool === undefined ? {} : { 'metallb.io/address-pool': pool }),
        ...(addresses.length > 0 ? { 'metallb.io/loadBalancerIPs': addresses.join(',') } : {}),
        ...(sharingKey === undefined ? {} : { 'metallb.io/allow-shared-ip': sharingKey }),
      },
      loadBalancerClass,
      needsNodePorts: false,
      claims: sharingKey === undefined ? addresses.map((address) => `address ${address}`) : [],
      source:
        request.externalTrafficPolicy === TrafficPolicy.LOCAL ? LoadBalancerSource.CLIENT : LoadBalancerSource.NODE,
    };
  }

  private pool({ isInternal }: LoadBalancerRequest): string | undefined {
    const { addressPool, internalAddressPool } = this.props;
    if (!isInternal) return addressPool;
    if (internalAddressPool !== undefined) return internalAddressPool;
    throw lack(this.name, {
      service: 'with `internal`',
      must: 'know which of its pools has private addresses',
      remedy:
        'give LoadBalancers.metallb({ internalAddressPool }); `kubectl get ipaddresspools -A -o wide` shows the pools',
    });
  }
}

/** It gives no address at all to a Service of two families that asks for one address. */
function checkBothFamilies(addresses: string[], { ipFamilies }: LoadBalancerRequest): void {
  if (addresses.length !== 1 || ipFamilies.length < 2) return;
  throw valueError({
    law: 'the `addresses` of a Service by load balancer metallb must be one of each of its families',
    got: addresses,
    remedy: 'name the other one as well, or give IpFamilies.only()',
  });
}
