import { valueError } from '../errors';
import { Cidr } from './cidr';
import { CiliumEntity } from './cilium-entity';
import type { IConnectionEnd } from './connection-end';
import { internetRanges } from './internet';
import { IpRange } from './ip-range';
import { LabelSelector } from './label-selector';
import type { AnywherePeerProps, CidrPeerProps, NamespacesPeerProps, PodsPeerProps } from './peer-props';
import { PodSelection } from './pod-selection';

/** A registered symbol, so that two copies of this library in one program know each other's peers. */
const PEER = Symbol.for('cdk8s-networking.Peer');

/**
 * Someone to talk to who is known only by labels or addresses, or by a network plugin.
 *
 * Pods and namespaces are found inside the cluster, networks outside of it:
 * an address range says nothing dependable about pods, and labels say nothing
 * about what is outside.
 *
 * @example
 * const ledger = Peer.pods({ namespace: 'payments', labels: { app: 'ledger' } });
 * const teamA = Peer.namespaces({ labels: { team: 'a' } });
 * const partner = Peer.cidr('203.0.113.0/24', { exceptFor: ['203.0.113.7/32'] });
 * const customers = Peer.anywhere({ reason: 'public API' });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export class Peer implements IConnectionEnd {
  /**
   * Pods with these labels, in one namespace.
   *
   * @param props - their labels, and their namespace
   * @throws when there is no label, when Kubernetes would refuse one, or when the namespace is no DNS-1123 label
   */
  public static pods(props: PodsPeerProps): Peer {
    if (Object.keys(props?.labels ?? {}).length === 0) {
      throw valueError({
        law: 'Peer.pods() must have at least one label',
        got: props,
        remedy: 'for every pod of a namespace, use Peer.namespace(name) or Peer.sameNamespace()',
      });
    }
    const pods = LabelSelector.of({ labels: props.labels });
    if (props.namespace === undefined) return Peer.selecting(PodSelection.of({ pods }));
    return Peer.selecting(PodSelection.inNamespace(props.namespace, pods));
  }

  /**
   * Every pod of the namespace with this name.
   *
   * @param name - the name of the namespace
   * @throws when the name is no DNS-1123 label
   */
  public static namespace(name: string): Peer {
    return Peer.selecting(PodSelection.inNamespace(name, LabelSelector.everything()));
  }

  /**
   * Every pod of all namespaces with these labels.
   *
   * @param props - at least one condition on the labels of the namespaces
   * @throws when there is no condition, or a label that Kubernetes would refuse
   */
  public static namespaces(props: NamespacesPeerProps): Peer {
    if (Object.keys(props?.labels ?? {}).length === 0 && (props?.expressions ?? []).length === 0) {
      throw valueError({
        law: 'Peer.namespaces() must have at least one label or expression',
        got: props,
        remedy: 'for every namespace, use LabelExpression.exists("kubernetes.io/metadata.name")',
      });
    }
    const namespaces = LabelSelector.of(props);
    return Peer.selecting(PodSelection.of({ namespaces, pods: LabelSelector.everything() }));
  }

  /** Every pod of the namespace of the workload that names this peer. */
  public static sameNamespace(): Peer {
    return Peer.selecting(PodSelection.of({ pods: LabelSelector.everything() }));
  }

  /**
   * The pods of a selection, such as those that a cluster profile knows.
   *
   * @param selection - which pods, and in which namespaces
   */
  public static selecting(selection: PodSelection): Peer {
    return new Peer({ selections: [selection], displayName: selection.toString() });
  }

  /**
   * The addresses of one network, outside the cluster.
   *
   * @param text - the network, such as `203.0.113.0/24`
   * @param props - what to leave out
   * @throws when `Cidr.of` refuses a network, or when one to leave out isn't smaller and inside
   */
  public static cidr(text: string, props: CidrPeerProps = {}): Peer {
    const { exceptFor = [] } = props;
    if (!Array.isArray(exceptFor)) {
      throw valueError({
        law: '`exceptFor` must be a list of networks',
        got: exceptFor,
        remedy: "write it as in { exceptFor: ['203.0.113.7/32'] }",
      });
    }
    const except = exceptFor.map((hole) => Cidr.of(hole));
    return Peer.ranges(IpRange.of(Cidr.of(text), except));
  }

  /**
   * The addresses of several networks, outside the cluster.
   *
   * @param ranges - at least one
   * @throws when there is none
   */
  public static ranges(...ranges: IpRange[]): Peer {
    if (ranges.length === 0) {
      throw valueError({
        law: 'Peer.ranges() must have at least one range',
        remedy: 'for every address, use Peer.internet() or Peer.anywhere()',
      });
    }
    const byText = new Map(ranges.map((range) => [range.toString(), range]));
    // By text first, so that ranges of one network with different exceptions have an order too.
    const blocks = [...byText.keys()].sort().flatMap((text) => byText.get(text) ?? []);
    blocks.sort((a, b) => a.cidr._compareTo(b.cidr));
    return new Peer({ blocks, displayName: blocks.join(', ') });
  }

  /**
   * Every public address, IPv4 and IPv6.
   *
   * Private, link-local, reserved and multicast networks are left out, and
   * with them the metadata services from which clouds hand out credentials.
   * Where the pods of a cluster have public addresses they are not left out: use `Peer.ranges()` there.
   */
  public static internet(): Peer {
    return new Peer({ blocks: internetRanges(), displayName: 'internet' });
  }

  /**
   * What only Cilium knows, such as the Envoy on its nodes that serves Ingresses and Gateways.
   *
   * No NetworkPolicy can name it. Workloads that let it in have a CiliumNetworkPolicy beside their NetworkPolicy; nobody
   * can connect to it, and a `NetworkPolicy` of your own can't have it among its peers.
   *
   * @param entity - which one
   * @throws when it is none that is known
   *
   * @example
   * const shop = new IsolatedNamespace(
   *   new Platform({ cluster: Clusters.kubeadm({ networkPlugin: NetworkPlugin.cilium() }) }),
   *   'shop',
   * );
   * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
   * api.connections.allowFrom(Peer.ciliumEntity(CiliumEntity.INGRESS));
   *
   * @see https://docs.cilium.io/en/stable/security/policy/language/#entities-based
   */
  public static ciliumEntity(entity: CiliumEntity): Peer {
    if (!Object.values(CiliumEntity).includes(entity)) {
      throw valueError({
        law: `an entity of Cilium must be one of ${Object.values(CiliumEntity).join(', ')}`,
        got: entity,
        remedy: 'write it as in Peer.ciliumEntity(CiliumEntity.INGRESS)',
      });
    }
    return new Peer({ entities: [entity], displayName: `Cilium entity ${entity}` });
  }

  /**
   * Everyone: every pod, every node and every address.
   *
   * The reason is written to the policy, as the annotation `cdk8s-networking/reasons`, for whoever reviews it.
   *
   * @param props - the reason
   * @throws when there is no reason
   */
  public static anywhere(props: AnywherePeerProps): Peer {
    const given: unknown = props?.reason;
    const reason = typeof given === 'string' ? given.trim() : '';
    if (reason === '') {
      throw valueError({
        law: 'Peer.anywhere() must give a reason',
        got: given,
        remedy: 'say why everyone may connect, such as "public API"; for public addresses only, use Peer.internet()',
      });
    }
    return new Peer({ displayName: 'anywhere', reason });
  }

  /**
   * Whether this is a peer.
   *
   * Unlike `instanceof`, it also knows the peers of another copy of this library.
   *
   * @param x - anything
   */
  public static isPeer(x: unknown): boolean {
    return typeof x === 'object' && x !== null && PEER in x;
  }

  /** The pods, where the peer is known by labels. Frozen. */
  public readonly selections: PodSelection[];

  /** The networks, where the peer is known by addresses: sorted, each once, frozen. */
  public readonly blocks: IpRange[];

  /** What only Cilium knows, where the peer is that. Frozen. */
  public readonly entities: CiliumEntity[];

  /** Why the peer may be anywhere. Absent for every other peer. */
  public readonly reason?: string;

  /** How reports call it: `internet`, `namespace payments`, `203.0.113.0/24`, `anywhere`. */
  public readonly displayName: string;

  private constructor({ selections = [], blocks = [], entities = [], displayName, reason }: Known) {
    this.selections = selections;
    this.blocks = blocks;
    this.entities = entities;
    this.displayName = displayName;
    this.reason = reason;
    Object.freeze(this.selections);
    Object.freeze(this.blocks);
    Object.freeze(this.entities);
    Object.defineProperty(this, PEER, { value: true });
  }

  /** Whether the peer is everyone, known neither by labels nor by addresses nor by Cilium. */
  public get isAnywhere(): boolean {
    return this.selections.length === 0 && this.blocks.length === 0 && this.entities.length === 0;
  }

  /**
   * The canonical text of whom the peer stands for, to sort peers and to find duplicates.
   *
   * The reason has no part in it: two peers that are anywhere for two reasons are the same peer.
   */
  public get key(): string {
    if (this.isAnywhere) return 'anywhere';
    return [...this.selections, ...this.blocks, ...this.entities.map((entity) => `Cilium entity ${entity}`)].join('; ');
  }

  /**
   * Whether both stand for the same, whatever their reasons.
   *
   * @param other - another peer
   */
  public sameAs(other: Peer): boolean {
    return this.key === other.key;
  }

  /** The same as the display name. */
  public toString(): string {
    return this.displayName;
  }
}

/** What a peer is made of. */
interface Known {
  readonly selections?: PodSelection[];
  readonly blocks?: IpRange[];
  readonly entities?: CiliumEntity[];
  readonly displayName: string;
  readonly reason?: string;
}
