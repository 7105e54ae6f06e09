import { Cidr, checkFlags, checkKnownOptions, checkObject, IpRange } from '../traffic';
import { distinct } from './address-ranges';

const NODE_LOCAL_DNS = Symbol.for('cdk8s-networking.NodeLocalDns');
const WHAT = 'NodeLocalDns.of()';

/** How names are cached on the nodes. */
export interface NodeLocalDnsProps {
  /**
   * The address of the Service `kube-dns`, at which the cache answers as well. `kubectl get service kube-dns -n
   * kube-system` shows it.
   */
  readonly clusterIp: string;

  /**
   * The link-local address of the cache. `kubectl get configmap node-local-dns -n kube-system -o yaml` shows it as `bind`.
   *
   * @default '169.254.20.10'
   */
  readonly address?: string;

  /**
   * Whether Cilium, or GKE Dataplane V2, leads what is meant for the Service to the pods of the cache, which then don't use
   * the network of their nodes. `kubectl get ciliumlocalredirectpolicies -A` shows it.
   *
   * @default false
   */
  readonly redirected?: boolean;
}

/**
 * NodeLocal DNSCache: on each node a cache that answers in the place of the cluster's DNS.
 *
 * @see https://kubernetes.io/docs/tasks/administer-cluster/nodelocaldns/
 */
export class NodeLocalDns {
  /**
   * A cache on each node.
   *
   * @param props - where it answers
   * @throws when an address is none
   */
  public static of(props: NodeLocalDnsProps): NodeLocalDns {
    return new NodeLocalDns(props);
  }

  /**
   * Whether this is a NodeLocalDns, of this or another copy of this library.
   *
   * @internal
   */
  public static _isNodeLocalDns(x: unknown): boolean {
    return typeof x === 'object' && x !== null && NODE_LOCAL_DNS in x;
  }

  /** The address of the Service `kube-dns`. */
  public readonly clusterIp: string;
  /** The link-local address of the cache. */
  public readonly address: string;
  /** Whether what is meant for the Service is led to the pods of the cache. */
  public readonly isRedirected: boolean;
  /** Both addresses. Frozen. */
  public readonly ranges: IpRange[];

  private constructor(props: NodeLocalDnsProps) {
    Object.defineProperty(this, NODE_LOCAL_DNS, { value: true });
    checkObject(`the options of ${WHAT}`, props);
    checkKnownOptions(WHAT, props, ['clusterIp', 'address', 'redirected']);
    checkFlags({ redirected: props.redirected });
    this.clusterIp = props.clusterIp;
    this.address = props.address ?? '169.254.20.10';
    this.isRedirected = props.redirected ?? false;
    this.ranges = distinct([this.address, this.clusterIp].map((address) => IpRange.of(Cidr.host(address))));
  }
}
