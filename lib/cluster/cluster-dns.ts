import { valueError } from '../errors';
import { checkDnsLabel, checkDnsSubdomain, Peer, Port } from '../traffic';

const CLUSTER_DNS = Symbol.for('cdk8s-networking.ClusterDns');

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
  /** The domain under which the cluster names its Services, such as `cluster.local`. */
  public readonly clusterDomain: string;
  /** The DNS pods, for a policy. */
  public readonly peer: Peer;

  private constructor(props: ClusterDnsProps) {
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
    const labels = props.labels ?? { 'k8s-app': 'kube-dns' };
    if (Object.keys(labels).length === 0) {
      throw valueError({
        law: 'the pods of the cluster DNS must be known by a label',
        remedy: 'leave `labels` out for k8s-app: kube-dns; `kubectl get pods -A --show-labels` shows those of the pods',
      });
    }
    this.peer = Peer.pods({ namespace: this.namespace, labels });
  }
}
