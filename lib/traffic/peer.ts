import { valueError } from '../errors';
import type { Cidr } from './cidr';
import type { CiliumEntity } from './cilium-entity';
import { computedOnce } from './computed-once';
import type { IConnectionEnd } from './connection-end';
import { checkHostname } from './dns-label';
import { internetRanges } from './internet';
import type { IpRange } from './ip-range';
import { KnownPeer } from './known-peer';
import { LabelSelector } from './label-selector';
import { checkEntity, entryOf, reasonOf } from './peer-laws';
import { networksOf, sortedRanges } from './peer-networks';
import type {
  AnywherePeerProps,
  CidrPeerProps,
  DataPlanePeerProps,
  NamespacesPeerProps,
  PodsPeerProps,
} from './peer-props';
import { namespacesOf, podsOf } from './peer-selections';
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
   * Pods with these labels, in one namespace or in those with some labels.
   *
   * @param props - their labels, and their namespace
   * @throws when there is no label, when Kubernetes would refuse one, when the namespace is no DNS-1123 label, or when
   * namespaces are given by name and by labels
   */
  public static pods(props: PodsPeerProps): Peer {
    return Peer.selecting(podsOf(props));
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
    return Peer.selecting(namespacesOf(props));
  }

  /** Every pod of every namespace of the cluster, and nobody outside. */
  public static everyNamespace(): Peer {
    return Peer.selecting(
      PodSelection.of({ namespaces: LabelSelector.everything(), pods: LabelSelector.everything() }),
    );
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
    return Peer.cidrs([text], props);
  }

  /**
   * The addresses of several networks, IPv4 and IPv6, outside the cluster.
   *
   * @param texts - at least one network, such as `203.0.113.0/24` and `2001:db8::/32`
   * @param props - what to leave out: each of it from the networks that it is inside
   * @throws when there is no network, when `Cidr.of` refuses one, or when one to leave out isn't smaller and inside
   *
   * @example
   * const partner = Peer.cidrs(['203.0.113.0/24', '2001:db8::/32'], { exceptFor: ['2001:db8:1::/48'] });
   */
  public static cidrs(texts: string[], props: CidrPeerProps = {}): Peer {
    return Peer.ranges(...networksOf(texts, props));
  }

  /**
   * The addresses of several networks, outside the cluster.
   *
   * @param ranges - at least one
   * @throws when there is none
   */
  public static ranges(...ranges: IpRange[]): Peer {
    const blocks = sortedRanges(ranges);
    return new Peer({ blocks, displayName: blocks.join(', ') });
  }

  /**
   * Every public address, IPv4 and IPv6.
   *
   * Private, link-local, reserved and multicast networks are left out, and
   * with them the metadata services from which clouds hand out credentials.
   * Where the pods or Services of a cluster have public addresses, these are left out as far as the cluster profile
   * says them: `podRanges` and `serviceRanges`.
   */
  public static internet(): Peer {
    return new Peer({ known: KnownPeer.INTERNET, blocks: internetRanges(), displayName: 'internet' });
  }

  /**
   * A host outside the cluster, by its name.
   *
   * Only some network plugins know names: Cilium, and Calico Enterprise. They watch what the pods are told by DNS, and
   * write a policy of their own; on any other plugin it is an error.
   *
   * @param name - the host, such as `api.stripe.com`; `*.stripe.com` means the hosts one label below on Cilium, and all
   * below on Calico Enterprise
   * @throws when it is no DNS-1123 subdomain, with an optional `*.` in front
   *
   * @example
   * const cluster = Clusters.kubeadm({ networkPlugin: NetworkPlugin.cilium() });
   * const shop = new IsolatedNamespace(new Platform({ cluster }), 'shop');
   * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
   * api.connections.allowTo(Peer.hostname('api.stripe.com'), { ports: [Port.tcp(443)], reason: 'card payments' });
   *
   * @see https://docs.cilium.io/en/stable/security/policy/language/#dns-based
   * @see https://docs.tigera.io/calico-enterprise/latest/network-policy/domain-based-policy
   */
  public static hostname(name: string): Peer {
    checkHostname(name);
    return new Peer({ hostnames: [name], displayName: name });
  }

  /**
   * The servers of the Kubernetes API.
   *
   * No labels select them. The cluster profile says where they are (`kubernetesApi`), and on which ports, which need not
   * be named. On Cilium they are the entity `kube-apiserver`.
   */
  public static kubernetesApi(): Peer {
    return Peer.findable(KnownPeer.KUBERNETES_API);
  }

  /**
   * The metadata service of the cloud, from which a pod can have the credentials of its node.
   *
   * It is closed to everybody who doesn't name it; a pod that only wants credentials of its own is given a workload
   * identity instead. The ports need not be named.
   */
  public static cloudMetadata(): Peer {
    return Peer.findable(KnownPeer.CLOUD_METADATA);
  }

  /** What hands out the credentials of a pod's own identity, as the cluster profile says. The ports need not be named. */
  public static workloadIdentity(): Peer {
    return Peer.findable(KnownPeer.WORKLOAD_IDENTITY);
  }

  /**
   * The nodes of the cluster, and all that uses their network, as the cluster profile says (`nodeRanges`).
   *
   * On Cilium they are the entities `host` and `remote-node`.
   */
  public static nodes(): Peer {
    return Peer.findable(KnownPeer.NODES);
  }

  /** What scrapes metrics, as the cluster profile says (`monitoring`). */
  public static monitoring(): Peer {
    return Peer.findable(KnownPeer.MONITORING);
  }

  /**
   * From where the requests of an entry come, as the cluster profile says: its pods, or addresses.
   *
   * Routes open the way for their data plane by themselves; this is for what is reached without one.
   *
   * @param props - which entry
   */
  public static dataPlane(props: DataPlanePeerProps = {}): Peer {
    const entry = entryOf(props);
    return new Peer({
      known: KnownPeer.DATA_PLANE,
      entry,
      displayName: entry === undefined ? KnownPeer.DATA_PLANE : `${KnownPeer.DATA_PLANE} of ${entry}`,
    });
  }

  private static findable(known: KnownPeer): Peer {
    return new Peer({ known, displayName: known });
  }

  /**
   * Whom a profile of a cluster found behind a peer; its name stays.
   *
   * @param peers - at least one, and none that is yet to be found
   * @internal
   */
  public static _found(displayName: string, peers: Peer[]): Peer {
    const anywhere = peers.find((peer) => peer.isAnywhere);
    if (anywhere) return new Peer({ displayName, reason: anywhere.reason });
    const blocks = peers.flatMap((peer) => peer.blocks);
    const found = new Peer({
      selections: peers.flatMap((peer) => peer.selections),
      blocks: blocks.length > 0 ? [...Peer.ranges(...blocks).blocks] : [],
      entities: [...new Set(peers.flatMap((peer) => peer.entities))].sort(),
      hostnames: [...new Set(peers.flatMap((peer) => peer.hostnames))].sort(),
      displayName,
    });
    // Nobody would be taken for everyone.
    if (found.isAnywhere) throw valueError({ law: `somebody must be found for ${displayName}`, got: peers });
    return found;
  }

  /**
   * Every public address but for some networks.
   *
   * @internal
   */
  public static _internetWithout(others: Cidr[]): Peer {
    return new Peer({ blocks: internetRanges(others), displayName: 'internet' });
  }

  /**
   * What only Cilium knows, such as the Envoy on its nodes that serves Ingresses and Gateways.
   *
   * No NetworkPolicy can name it. Workloads that are connected to it have a CiliumNetworkPolicy beside their
   * NetworkPolicy, unless the dialect of the cluster is Cilium's anyway. To the entity `ingress` nobody can connect.
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
    checkEntity(entity);
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
    return new Peer({ displayName: 'anywhere', reason: reasonOf(props) });
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

  /** The names of hosts outside the cluster, where the peer is known by that. Frozen. */
  public readonly hostnames: string[];

  /** What the profile of a cluster has to find, where it isn't found yet. */
  public readonly known?: KnownPeer;

  /** The entry whose data plane is meant; absent for the default one, and for every other peer. */
  public readonly entry?: string;

  /** Why the peer may be anywhere. Absent for every other peer. */
  public readonly reason?: string;

  /** How reports call it: `internet`, `namespace payments`, `203.0.113.0/24`, `anywhere`. */
  public readonly displayName: string;

  private constructor(whom: Whom) {
    this.selections = whom.selections ?? [];
    this.blocks = whom.blocks ?? [];
    this.entities = whom.entities ?? [];
    this.hostnames = whom.hostnames ?? [];
    this.known = whom.known;
    this.entry = whom.entry;
    this.displayName = whom.displayName;
    this.reason = whom.reason;
    for (const list of [this.selections, this.blocks, this.entities, this.hostnames]) Object.freeze(list);
    Object.defineProperty(this, PEER, { value: true });
  }

  /** Whether the peer is everyone, rather than somebody who is known in some way. */
  public get isAnywhere(): boolean {
    const ways = [this.selections, this.blocks, this.entities, this.hostnames];
    return this.known === undefined && ways.every(({ length }) => length === 0);
  }

  /**
   * The canonical text of whom the peer stands for, to sort peers and to find duplicates.
   *
   * The reason has no part in it: two peers that are anywhere for two reasons are the same peer.
   */
  public get key(): string {
    return keyOf(this);
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
interface Whom {
  readonly selections?: PodSelection[];
  readonly blocks?: IpRange[];
  readonly entities?: CiliumEntity[];
  readonly hostnames?: string[];
  readonly known?: KnownPeer;
  readonly entry?: string;
  readonly displayName: string;
  readonly reason?: string;
}

const keyOf = computedOnce(({ isAnywhere, selections, blocks, entities, hostnames, displayName }: Peer): string => {
  if (isAnywhere) return 'anywhere';
  const ways = [
    ...[...selections, ...blocks].map(String),
    ...entities.map((entity) => `Cilium entity ${entity}`),
    ...hostnames.map((name) => `host ${name}`),
  ];
  return ways.length > 0 ? ways.join('; ') : displayName;
});
