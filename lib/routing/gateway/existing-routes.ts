import type { Construct, IConstruct } from 'constructs';
import type { Entry, IGatewayImplementation, Tls } from '../../cluster';
import { constructError, type Located } from '../../errors';
import { PerApp } from '../../objects';
import type { Between, IConnectable, IExternalPeer } from '../../policy';
import type { Peer } from '../../traffic';
import { type AnyBackend, podPort } from '../backend';
import type { Binding, ParentReference, RouteRequest, StreamProtocol, StreamRequest } from './binding';
import { letIn, sayRouteHint } from './data-plane';
import { ExistingClaims } from './existing-claims';
import { type ExistingListener, ListenerProtocol, protocolOf, usualPort } from './existing-listener';
import { clientPort, listenerPort } from './listener-ports';
import { accepts, bySpecificity, HTTP_PORT, HTTPS_PORT } from './listeners';
import { Listening, type ListeningMember } from './listening';
import type { RouteParent } from './route-parent';

/** The Gateway, and what is known of it. */
export interface ExistingRoutesProps {
  readonly name: string;
  readonly namespace: string;
  readonly entry: Entry;
  readonly implementation: IGatewayImplementation;
  readonly dataPlane: Peer;
  readonly listeners: ExistingListener[];
}

/** Who listens at each Gateway, by its name: it may be told of more than once. */
const LISTENING = new PerApp<Map<string, Listening>>(() => new Map());

/** How routes are bound to the listeners of a Gateway that others write. */
export class ExistingRoutes implements RouteParent {
  public readonly ownsCertificates = true;
  public readonly entry: Entry;
  public readonly implementation: IGatewayImplementation;
  public readonly httpsPort: number;
  public readonly listening: Listening;
  private readonly claims: ExistingClaims;

  public constructor(
    public readonly construct: Construct,
    private readonly props: ExistingRoutesProps,
  ) {
    this.entry = props.entry;
    this.implementation = props.implementation;
    this.claims = new ExistingClaims(construct, this.displayName);
    const known = LISTENING.of(construct);
    const httpPort = this.clientPortFor(ListenerProtocol.HTTP) ?? HTTP_PORT;
    this.httpsPort = this.clientPortFor(ListenerProtocol.HTTPS) ?? HTTPS_PORT;
    this.listening = known.get(this.displayName) ?? new Listening({ httpPort, httpsPort: this.httpsPort });
    this.listening.join(toldListeners(construct, props));
    known.set(this.displayName, this.listening);
  }

  public check(request: RouteRequest): void {
    const { hosts, route, tls } = request;
    if (tls && !tls.isNone) {
      throw constructError(route, {
        law: `the certificates of Gateway ${this.displayName} must be left to its owner`,
        got: `${tls}`,
        remedy: "leave `tls` out; for a host that it serves in clear text, write Tls.none({ reason: '...' })",
      });
    }
    for (const host of hosts) this.serving(request, host);
    this.claims.check(request);
  }

  public bind(request: RouteRequest): Binding[] {
    const { hosts, namespace, tls } = request;
    this.claims.take(request);
    return hosts.map((host) => ({
      parent: this.section(this.serving(request, host)),
      tls,
      plain: this.plain(namespace, host),
    }));
  }

  public checkStream(request: StreamRequest): void {
    this.streamListeners(request);
    this.claims.checkStream(request);
  }

  public bindStream(request: StreamRequest): ParentReference[] {
    this.claims.takeStream(request);
    return this.streamListeners(request).map((listener) => this.section(listener));
  }

  public hasPlain(namespace: string, host: string): boolean {
    return this.plain(namespace, host) !== undefined;
  }

  public plain(namespace: string, host: string): ParentReference | undefined {
    const found = this.closest(ListenerProtocol.HTTP, host);
    return found && admits(found, namespace) ? this.section(found) : undefined;
  }

  public takesListenerSets(): undefined {
    return undefined;
  }

  public letIn(callee: IConnectable | IExternalPeer, way: Between): void {
    letIn(this.props.dataPlane, callee, way);
  }

  public reach(route: IConstruct, backend: AnyBackend, port?: number): void {
    const ports = [podPort(route, backend, port)];
    sayRouteHint(route, this.implementation);
    this.letIn(backend, { ports, reason: `routes of Gateway ${this.displayName}`, declaredBy: route });
  }

  private get displayName(): string {
    return `${this.props.namespace}/${this.props.name}`;
  }

  /** The listener that serves a host: one for HTTPS, unless clear text was asked for. */
  private serving({ tls, namespace, route }: { tls?: Tls; namespace: string; route: Located }, host: string) {
    const protocol = tls?.isNone ? ListenerProtocol.HTTP : ListenerProtocol.HTTPS;
    const found = this.closest(protocol, host);
    if (!found) throw this.noListener(route, `${protocol} and ${host}`);
    this.checkAdmitted(found, namespace, route);
    return found;
  }

  private streamListeners({ protocol, port, hosts, tls, namespace, route }: StreamRequest): ExistingListener[] {
    if (tls) {
      throw constructError(route, {
        law: `the certificates of Gateway ${this.displayName} must be left to its owner`,
        got: `${tls}`,
        remedy: 'leave `tls` out: its listener says whether it ends TLS',
      });
    }
    const found =
      protocol === 'TLS'
        ? hosts.map((host) => this.closest(ListenerProtocol.TLS, host, port) ?? `${protocol} ${port} and ${host}`)
        : [this.onPort(protocol, port) ?? `${protocol} ${port}`];
    return found.map((listener) => {
      if (typeof listener === 'string') throw this.noListener(route, listener);
      this.checkAdmitted(listener, namespace, route);
      return listener;
    });
  }

  private clientPortFor(protocol: ListenerProtocol): number | undefined {
    const told = this.props.listeners.find((listener) => protocolOf(listener) === protocol);
    return told && clientPort(this.implementation, this.portOf(told));
  }

  /** The port that a listener names: that which was told, or the usual one of the implementation. */
  private portOf(listener: ExistingListener): number {
    return listener.port ?? listenerPort(this.implementation, usualPort(protocolOf(listener)) as number);
  }

  private onPort(protocol: string, port: number): ExistingListener | undefined {
    return this.props.listeners.find((each) => protocolOf(each) === protocol && this.isOn(each, port));
  }

  /** The listener that fits a host best; one without a hostname fits every host, and best where nothing else does. */
  private closest(protocol: ListenerProtocol, host: string, port?: number): ExistingListener | undefined {
    const speaking = this.props.listeners.filter(
      (each) => protocolOf(each) === protocol && (port === undefined || this.isOn(each, port)),
    );
    const named = speaking.filter(({ hostname }) => hostname !== undefined && accepts(hostname, host));
    const [best] = named.sort((a, b) => bySpecificity(a.hostname as string, b.hostname as string));
    return best ?? speaking.find(({ hostname }) => hostname === undefined);
  }

  /** Whether clients come to a listener by a port. */
  private isOn(listener: ExistingListener, port: number): boolean {
    return clientPort(this.implementation, this.portOf(listener)) === port;
  }

  private section({ name: sectionName }: ExistingListener): ParentReference {
    const { name, namespace } = this.props;
    return { name, namespace, sectionName };
  }

  private checkAdmitted(listener: ExistingListener, namespace: string, route: Located): void {
    if (admits(listener, namespace)) return;
    throw constructError(route, {
      law: `the listener of a route must admit its namespace, and ${listener.name} of Gateway ${this.displayName} admits ${listener.namespaces?.join(', ') || 'none'}`,
      got: namespace,
      remedy: "have its owner add the namespace to `allowedRoutes`, and then to the listener's `namespaces` here",
    });
  }

  private noListener(route: Located, what: string): Error {
    const told = this.props.listeners.map(
      (each) => `${each.name} (${protocolOf(each)} ${this.portOf(each)}${each.hostname ? `, ${each.hostname}` : ''})`,
    );
    return constructError(route, {
      law: `a route must have a listener, and Gateway ${this.displayName} has none for ${what}; its listeners are ${told.join(', ')}`,
      remedy: 'tell its other `listeners`, or choose another host or Gateway',
    });
  }
}

function admits({ namespaces }: ExistingListener, namespace: string): boolean {
  return namespaces === undefined || namespaces.includes(namespace);
}

/** What is told of the listeners, as far as others could be in conflict with them. */
function toldListeners(
  construct: Construct,
  { listeners, namespace, implementation }: ExistingRoutesProps,
): ListeningMember {
  const streams = listeners.flatMap((listener) => {
    const protocol = protocolOf(listener);
    if (protocol === ListenerProtocol.HTTP || protocol === ListenerProtocol.HTTPS) return [];
    const port = clientPort(implementation, listener.port ?? (usualPort(protocol) as number));
    const { name, hostname: host } = listener;
    return [{ name, protocol: protocol as StreamProtocol, port, host, namespace, route: construct }];
  });
  const secure = listeners.filter((listener) => protocolOf(listener) === ListenerProtocol.HTTPS);
  return {
    place: construct,
    plainHosts: [],
    secureHosts: secure.flatMap(({ hostname }) => hostname ?? []),
    certificates: [],
    streams,
  };
}
