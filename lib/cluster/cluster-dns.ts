import { valueError } from '../errors';
import { CiliumEntity, checkDnsLabel, checkDnsSubdomain, computedOnce, type IpRange, Peer, Port } from '../traffic';
import { addressRanges } from './address-ranges';
import type { NetworkPlugin } from './network-plugin/catalogue';
import { NodeLocalDns } from './node-local-dns';

const CLUSTER_DNS = Symbol.for('cdk8s-networking.ClusterDns');
const KUBE_DNS = { 'k8s-app': 'kube-dns' };
const NODE_LOCAL_PODS = { namespace: 'kube-system', labels: { 'k8s-app': 'node-local-dns' } };

/** Where a cluster resolves names. */
export interface ClusterDnsProps {
  /**
   * The namespace of the DNS pods.
   *
   * @default 'kube-system'
   */
  readonly namespace?: string;

  /**
   * Labels that the DNS pods have, all of them.
   *
   * @default - `k8s-app: kube-dns`, which kubeadm gives to CoreDNS as well
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * The ports on which the DNS **pods** listen, which need not be those of their Service.
   *
   * @default - UDP 53 and TCP 53: an answer that does not fit a datagram comes over TCP
   */
  readonly ports?: Port[];

  /**
   * The ports of their Service, where those of the pods are others: policies open both.
   *
   * @default - UDP 53 and TCP 53
   */
  readonly servicePorts?: Port[];

  /**
   * The cache on each node that answers in the place of the DNS pods.
   *
   * @default - none
   */
  readonly nodeLocal?: NodeLocalDns;

  /**
   * The domain under which the cluster names its Services.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
}

/** What is said of a cluster DNS that isn't made of pods. */
export interface ClusterDnsAddressOptions {
  /**
   * The ports on which it answers.
   *
   * @default - UDP 53 and TCP 53
   */
  readonly ports?: Port[];

  /**
   * The domain under which the cluster names its Services.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
}

/**
 * How the pods of a cluster resolve names: a fact that no chart contains and every egress policy needs.
 *
 * @example
 * const dns = ClusterDns.of({ namespace: 'openshift-dns', labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' }, ports: [Port.udp(5353), Port.tcp(5353)] });
 * new Platform({ cluster: Clusters.kubeadm({ dns }) });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export class ClusterDns {
  /** What kubeadm sets up, and most other installers after it: CoreDNS in kube-system. */
  public static kubeDns(): ClusterDns {
    return ClusterDns.of({});
  }

  /**
   * A cluster DNS that differs from kubeadm's.
   *
   * @throws when a name or a label breaks Kubernetes' syntax, or when there is no label or no port
   */
  public static of(props: ClusterDnsProps): ClusterDns {
    return new ClusterDns(props);
  }

  /**
   * A cluster DNS that is known by its addresses alone, since no pods of the cluster answer: GKE's Cloud DNS.
   *
   * @param addresses - its addresses, or the networks they are in
   * @param options - its ports, and the domain of the cluster
   * @throws when there is no address, or one that is none
   *
   * @example
   * const cloudDns = ClusterDns.at(['169.254.169.254']);
   */
  public static at(addresses: string[], options: ClusterDnsAddressOptions = {}): ClusterDns {
    const ranges = addressRanges('ClusterDns.at()', addresses, 'give those that a pod has in /etc/resolv.conf');
    return new ClusterDns(options, Peer.ranges(...ranges));
  }

  /**
   * Whether this is a ClusterDns, of this or another copy of this library.
   *
   * @internal
   */
  public static _isClusterDns(x: unknown): boolean {
    return typeof x === 'object' && x !== null && CLUSTER_DNS in x;
  }

  /** The namespace of the DNS pods. */
  public readonly namespace: string;
  /** The ports on which the DNS pods listen. Frozen. */
  public readonly ports: Port[];
  /** The ports of the Service in front of them. Frozen. */
  public readonly servicePorts: Port[];
  /** The cache on each node that answers in the place of the DNS pods, where there is one. */
  public readonly nodeLocal?: NodeLocalDns;
  /** The domain under which the cluster names its Services, such as `cluster.local`. */
  public readonly clusterDomain: string;
  /** The DNS pods, for a policy; or the addresses, where it is known by them alone. */
  public readonly peer: Peer;

  private constructor(
    private readonly props: ClusterDnsProps,
    addresses?: Peer,
  ) {
    Object.defineProperty(this, CLUSTER_DNS, { value: true });
    this.namespace = props.namespace ?? 'kube-system';
    checkDnsLabel('the namespace of the cluster DNS', this.namespace);
    this.clusterDomain = props.clusterDomain ?? 'cluster.local';
    checkDnsSubdomain('the cluster domain', this.clusterDomain);
    this.ports = [...(props.ports ?? [Port.udp(53), Port.tcp(53)])];
    if (this.ports.length === 0) {
      throw valueError({
        law: 'the cluster DNS must have a port',
        remedy: 'leave `ports` out for UDP 53 and TCP 53; `kubectl get endpointslices -A` shows those of the DNS pods',
      });
    }
    Object.freeze(this.ports);
    this.servicePorts = [...(props.servicePorts ?? (addresses ? this.ports : [Port.udp(53), Port.tcp(53)]))];
    if (this.servicePorts.length === 0) {
      throw valueError({
        law: 'the Service of the cluster DNS must have a port',
        remedy: 'leave `servicePorts` out for UDP 53 and TCP 53; `kubectl get services -n kube-system` shows its ports',
      });
    }
    Object.freeze(this.servicePorts);
    this.nodeLocal = nodeLocalIn(props);
    const labels = props.labels ?? KUBE_DNS;
    if (Object.keys(labels).length === 0) {
      throw valueError({
        law: 'the pods of the cluster DNS must be known by a label',
        remedy: 'leave `labels` out for k8s-app: kube-dns; `kubectl get pods -A --show-labels` shows those of the pods',
      });
    }
    this.peer = addresses ?? Peer.pods({ namespace: this.namespace, labels });
  }

  /** The addresses of the cache on each node; none where there is no cache. Frozen. */
  public get nodeLocalRanges(): IpRange[] {
    return this.nodeLocal?.ranges ?? NO_RANGES;
  }

  /**
   * The ports under which a pod that resolves names may ask, as a policy has to open them: those of the DNS pods and
   * those of their Service.
   *
   * A cache on the node answers under the ports of the Service, and a network plugin that judges before the address of
   * the Service is translated sees no others. Frozen.
   *
   * @internal
   */
  public get _askedPorts(): Port[] {
    return askedPorts(this);
  }

  /**
   * Everyone who may answer a pod that resolves a name, as a policy has to name them: the DNS pods, and the cache on the
   * pod's node where there is one.
   *
   * Cilium takes the addresses of a node for its entity `host`, unless it leads to the pods of the cache.
   *
   * @param plugin - the network plugin, where it is known
   */
  public peers(plugin?: NetworkPlugin): Peer[] {
    const { nodeLocal } = this;
    if (!nodeLocal) return [this.peer];
    if (nodeLocal.isRedirected) return [this.peer, Peer.pods(NODE_LOCAL_PODS)];
    if (plugin?.matchesEntities) return [this.peer, Peer.ciliumEntity(CiliumEntity.HOST)];
    return [this.peer, Peer.ranges(...nodeLocal.ranges)];
  }

  /**
   * The same DNS, with a cache on each node.
   *
   * @throws when it has one already, or isn't made of pods
   * @internal
   */
  public _withNodeLocal(nodeLocal: NodeLocalDns): ClusterDns {
    if (this.nodeLocal !== undefined || this.peer.selections.length === 0) {
      throw valueError({
        law: 'the cache on each node must be said once, of a cluster DNS that is made of pods',
        remedy: 'leave out `nodeLocalDns`, or `dns`',
      });
    }
    return ClusterDns.of({ ...this.props, nodeLocal });
  }
}

const NO_RANGES: IpRange[] = [];
Object.freeze(NO_RANGES);

const askedPorts = computedOnce(({ ports, servicePorts }: ClusterDns): Port[] => {
  const asked = [...ports, ...servicePorts];
  Object.freeze(asked);
  return asked;
});

function nodeLocalIn({ nodeLocal }: ClusterDnsProps): NodeLocalDns | undefined {
  if (nodeLocal === undefined || nodeLocal === null || NodeLocalDns._isNodeLocalDns(nodeLocal)) {
    return nodeLocal ?? undefined;
  }
  throw valueError({
    law: 'the `nodeLocal` of the cluster DNS must be a NodeLocalDns',
    got: nodeLocal,
    remedy: "write it as in NodeLocalDns.of({ clusterIp: '10.96.0.10' })",
  });
}
