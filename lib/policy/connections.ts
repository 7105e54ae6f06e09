import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { constructError, type Fault, located } from '../errors';
import { clusterOf, type IWorkload, readAnew } from '../objects';
import { type Connection, Peer, type Port, type Workload } from '../traffic';
import { adopted, described } from './adopted';
import type { AdoptionOptions } from './adoption-options';
import { type ConnectOptions, checkOptions } from './connect-options';
import type { ConnectionsProps } from './connections-props';
import { checkDeclaration } from './declaration-laws';
import { type End, isPeer } from './edge';
import { type IExternalPeer, isExternalPeer } from './external-peer';
import { ConnectionGraph } from './graph';
import { noAdoptee, noPeer, objectOf } from './no-peer';
import { noPolicy } from './no-policy';
import { OwnWorkload } from './own-workload';
import { claim, ofAnotherCopy, type Party, partyOf } from './party';
import { isPodless } from './pod-template';
import { inOneLine } from './reasons';

const CONNECTIONS = Symbol.for('cdk8s-networking.Connections');

/** Something that takes part in connections: each workload of this library, and a construct of yours that has one. */
export interface IConnectable {
  /** Who may connect to it, and to whom it connects. */
  readonly connections: Connections;
}

/**
 * Who may connect to a workload, and to whom it connects.
 *
 * A connection is declared once, from either end. Both sides of it are written, each into the one policy of its
 * workload, in the file of the workload's namespace. Declaring it again, or in another order, changes nothing.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * const job = new Worker(shop, 'reports', { image: 'ghcr.io/acme/reports:1.0' });
 * job.connections.allowTo(api);
 * job.connections.allowTo(Peer.cidr('203.0.113.0/24'), { ports: [Port.tcp(443)], reason: 'the archive' });
 * api.connections.allowFrom(Peer.namespace('partners'));
 */
export class Connections implements IWorkload {
  private readonly graph: ConnectionGraph;
  private readonly party: Party;

  /**
   * The connections of a workload that somebody else's construct makes: one of cdk8s-plus in any version, a raw object,
   * one that was included, or one out of a Helm chart. Nothing of the object changes.
   *
   * Its policy is written with its first connection, beside it, and governs only the directions that were declared: what
   * it does beside that is its owner's business, or that of a `DefaultDeny`. A `Peer` in somebody else's connection that
   * means it counts where its namespace is closed in that direction, and changes nothing where it is open. However often
   * it is asked for, the connections are the same.
   *
   * @param object - what runs the pods, or the custom resource from which a controller makes them
   * @param options - what the object doesn't say of its pods
   * @throws when that is no single object with pods, when the options are none or differ from earlier ones, or when
   * another copy of this library connects it; at synth when its pods have no labels, use the network of their node, or
   * lack the labels that were given, or when a patch changes its name or namespace
   *
   * @example
   * const shop = new Chart(new Platform(), 'shop', { namespace: 'shop' });
   * const cache = new ApiObject(shop, 'cache', {
   *   apiVersion: 'v1',
   *   kind: 'Pod',
   *   metadata: { labels: { app: 'cache' } },
   *   spec: { containers: [{ name: 'redis', image: 'redis:7.4', ports: [{ containerPort: 6379 }] }] },
   * });
   * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
   * Connections.of(cache).allowFrom(api);
   */
  public static of(object: IConstruct, options: AdoptionOptions = {}): Connections {
    const runs = objectOf(object);
    if (!runs || isPodless(runs)) throw noAdoptee(object);
    const party = described(runs, options);
    // All the rest is said by the party.
    return new Connections(runs, { _party: party } as ConnectionsProps);
  }

  /**
   * @param host - the construct of the workload: its chart is where the policy is written
   * @param props - the workload
   * @throws when the name of its policy is no DNS-1123 label, or when what is true or false is neither
   */
  public constructor(host: Construct, props: ConnectionsProps) {
    Object.defineProperty(this, CONNECTIONS, { value: true });
    this.graph = ConnectionGraph.of(host);
    this.party = props._party ?? new OwnWorkload(host, props);
  }

  /**
   * The policy that governs the workload: in both directions from the start, and that of an adopted workload from its
   * first connection on.
   *
   * @throws when there is none: an adopted workload isn't connected yet, or in a namespace that enforces nothing, or pods
   * use the network of their node
   */
  public get policy(): ApiObject {
    const { policy } = this.party;
    if (policy) return policy;
    throw noPolicy(this.party);
  }

  /**
   * The policy beside it in the language of the network plugin, with the first connection that a NetworkPolicy has no word
   * for: a host by its name, or an entity of Cilium.
   *
   * @default - there is no such connection
   */
  public get policyBeside(): ApiObject | undefined {
    return this.party.policyBeside;
  }

  /**
   * The objects that say by identities who may connect to it, where its namespace is in a mesh: with Istio its
   * AuthorizationPolicy from the start, and all else when the app is synthesized.
   */
  public get identityPolicies(): ApiObject[] {
    return this.party.identityPolicies;
  }

  /** @internal why nothing can be connected to it; undefined where something can */
  public get _refusal(): Fault | undefined {
    return this.party.refusal;
  }

  /** Its pods as they are when asked. */
  public get workload(): Workload {
    readAnew(this.party.construct);
    return this.party.workload();
  }

  /**
   * Allows the workload to connect to a peer.
   *
   * @param peer - another workload of this library, one of cdk8s-plus in any version, any object with pods, an external
   * peer, or a Peer
   * @param options - ports and reason
   * @throws when that is no peer or an entity of Cilium, when the options are none, when a Peer is given no ports, when
   * only one end's namespace is known, when the pods of an end use the network of their node, or when the ends are in two
   * apps or of two copies of this library
   */
  public allowTo(peer: IConnectable | IConstruct | IExternalPeer | Peer, options: ConnectOptions = {}): void {
    this.connect(this.party, this.endOf(peer), options, this.portsOf(peer));
  }

  /**
   * Allows a peer to connect to the workload.
   *
   * For an entity of Cilium, which no NetworkPolicy can name, a CiliumNetworkPolicy is written beside the policy.
   *
   * @param peer - another workload of this library, one of cdk8s-plus in any version, any object with pods, an external
   * peer, or a Peer
   * @param options - ports and reason; where no ports are named, those of this workload are meant
   * @throws when that is no peer, when the options are none, when only one end's namespace is known, when the pods of an
   * end use the network of their node, when the ends are in two apps or of two copies of this library, or when it is an
   * entity of Cilium and the cluster profile names no such network plugin
   */
  public allowFrom(peer: IConnectable | IConstruct | IExternalPeer | Peer, options: ConnectOptions = {}): void {
    this.connect(this.endOf(peer), this.party, options);
  }

  /**
   * Allows the pods of the workload to connect to each other, such as the members of a cluster of databases.
   *
   * A policy can't tell a pod from its sisters: each reaches each, and none of them is left out.
   *
   * @param options - ports and reason; where no ports are named, those that clients connect to are meant
   * @throws when the options are none, or when the pods use the network of their node
   */
  public allowInternally(options: ConnectOptions = {}): void {
    this.connect(this.party, this.party, options);
  }

  /**
   * What was declared so far, from both ends and in both directions, sorted.
   *
   * @throws when the callee of a connection has declared no port by now, and none was named
   */
  public list(): Connection[] {
    return this.graph.connections(this.party);
  }

  /**
   * Says that an object is this very workload, so that naming the object means the workload and not a stranger.
   *
   * @param object - the Deployment, StatefulSet or other object that runs the pods
   */
  public standFor(object: IConstruct): void {
    const runs = ApiObject.of(object);
    const known = partyOf(runs);
    if (known && known !== this.party) {
      throw constructError(this.party.construct, {
        law: `an object must stand for one workload, but [${runs.node.path}] is another one already`,
        remedy: 'call standFor() before the object is connected',
      });
    }
    claim(runs, this.party);
  }

  private connect(from: End, to: End, options: ConnectOptions, meant?: Port[]): void {
    const declaredBy = this.party.construct;
    located(declaredBy, () => checkOptions(options));
    const ports = options.ports ?? meant;
    located(declaredBy, () => checkOptions({ ports }));
    const reasons = [options.reason, peerReason(from), peerReason(to)].flatMap((text) => inOneLine(text ?? '') || []);
    const declaration = { from, to, ports, reasons, http: options.http, declaredBy };
    checkDeclaration(declaration);
    this.graph.connect(declaration);
  }

  /** The ports that a peer says itself. */
  private portsOf(peer: unknown): Port[] | undefined {
    if (Peer.isPeer(peer)) return clusterOf(this.party.construct)._find(peer as Peer).ports;
    return isOutside(peer) ? peer.peerPorts : undefined;
  }

  private endOf(peer: unknown): End {
    const { construct } = this.party;
    if (Peer.isPeer(peer)) return located(construct, () => clusterOf(construct)._find(peer as Peer).peer);
    const connections = connectionsOf(peer);
    if (connections instanceof Connections) return connections.party;
    if (connections) throw constructError(construct, ofAnotherCopy(peer));
    if (isOutside(peer)) return this.endOf(located(construct, () => peer.peer));
    const object = objectOf(peer);
    if (object && !isPodless(object)) return adopted(object, construct);
    throw constructError(construct, noPeer(peer));
  }
}

/** The connections of a peer, be they of another copy of this library. Those of cdk8s-plus workloads are of another kind. */
function connectionsOf(peer: unknown): unknown {
  const connections: any = (peer as Partial<IConnectable> | undefined)?.connections;
  return connections?.[CONNECTIONS] ? connections : undefined;
}

/** Whether someone is known as an external peer: what has connections is known by these, whatever else it says. */
function isOutside(peer: unknown): peer is IExternalPeer {
  return connectionsOf(peer) === undefined && isExternalPeer(peer);
}

function peerReason(end: End): string | undefined {
  return isPeer(end) ? end.reason : undefined;
}
