import { ApiObject } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { constructError, located } from '../errors';
import type { IWorkload } from '../objects';
import { type Connection, checkDnsLabel, Direction, Peer, type Port } from '../traffic';
import { adopted } from './adopted';
import { type ConnectOptions, checkOptions } from './connect-options';
import { type End, isPeer } from './edge';
import { ConnectionGraph } from './graph';
import { noPeer, objectOf } from './no-peer';
import { OwnWorkload } from './own-workload';
import { claim, type Party, partyOf } from './party';
import { isPodless } from './pod-template';
import { inOneLine } from './reasons';
import { workloadPolicy } from './workload-policy';

const CONNECTIONS = Symbol.for('cdk8s-networking.Connections');

/** Something that takes part in connections: each workload of this library, and a construct of yours that has one. */
export interface IConnectable {
  /** Who may connect to it, and to whom it connects. */
  readonly connections: Connections;
}

/** Whose connections they are. */
export interface ConnectionsProps {
  /** The workload: its labels select the pods that the policy governs. Asked at synth. */
  readonly workload: IWorkload;

  /** The written name of its policy. */
  readonly policyName: string;

  /**
   * The ports that are meant when a connection to it names none.
   *
   * @default - all ports of the workload
   */
  readonly defaultPorts?: Port[];

  /**
   * Whether its pods may resolve names.
   *
   * @default true
   */
  readonly resolvesNames?: boolean;
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
export class Connections {
  /** The policy that governs the workload, in both directions from the start. */
  public readonly policy: ApiObject;
  private readonly graph: ConnectionGraph;
  private readonly party: Party;

  /**
   * @param host - the construct of the workload: its chart is where the policy is written
   * @param props - the workload
   * @throws when the name of its policy is no DNS-1123 label
   */
  public constructor(host: Construct, props: ConnectionsProps) {
    Object.defineProperty(this, CONNECTIONS, { value: true });
    located(host, () => checkDnsLabel('the name of a NetworkPolicy', props.policyName));
    this.graph = ConnectionGraph.of(host);
    this.party = new OwnWorkload(host, props);
    this.policy = workloadPolicy(host, 'Policy', {
      name: props.policyName,
      party: this.party,
      directions: () => [Direction.INGRESS, Direction.EGRESS],
      resolvesNames: props.resolvesNames ?? true,
    });
  }

  /**
   * Allows the workload to connect to a peer.
   *
   * @param peer - another workload of this library, one of cdk8s-plus in any version, any object with pods, or a Peer
   * @param options - ports and reason
   * @throws when that is no peer, when the options are none, when a Peer is given no ports, when only one end's namespace is known, or when the
   * ends are in two apps
   */
  public allowTo(peer: IConnectable | IConstruct | Peer, options: ConnectOptions = {}): void {
    this.connect(this.party, this.endOf(peer), options);
  }

  /**
   * Allows a peer to connect to the workload.
   *
   * @param peer - another workload of this library, one of cdk8s-plus in any version, any object with pods, or a Peer
   * @param options - ports and reason
   * @throws when that is no peer, when the options are none, when only one end's namespace is known, or when the ends are
   * in two apps
   */
  public allowFrom(peer: IConnectable | IConstruct | Peer, options: ConnectOptions = {}): void {
    this.connect(this.endOf(peer), this.party, options);
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

  private connect(from: End, to: End, options: ConnectOptions): void {
    const declaredBy = this.party.construct;
    located(declaredBy, () => checkOptions(options));
    const ports = options.ports ?? undefined;
    if (isPeer(to) && ports === undefined) {
      throw constructError(declaredBy, {
        law: `a connection must have a port, and ${to.displayName} names none`,
        remedy: 'name them: `{ ports: [Port.tcp(443)] }`; every TCP port is Port.allTcp()',
      });
    }
    const reasons = [options.reason, peerReason(from), peerReason(to)].flatMap((text) => inOneLine(text ?? '') || []);
    this.graph.connect({ from, to, ports, reasons, declaredBy });
  }

  private endOf(peer: unknown): End {
    if (Peer.isPeer(peer)) return peer as Peer;
    const connections = (peer as Partial<IConnectable> | undefined)?.connections;
    // cdk8s-plus workloads have `connections` as well, of another kind.
    if ((connections as any)?.[CONNECTIONS]) return (connections as Connections).party;
    const { construct } = this.party;
    const object = objectOf(peer);
    if (object && !isPodless(object)) return adopted(object, construct);
    throw constructError(construct, noPeer(peer));
  }
}

function peerReason(end: End): string | undefined {
  return isPeer(end) ? end.reason : undefined;
}
