import type { Construct, IConstruct } from 'constructs';
import type { Entry, IGatewayImplementation, Tls } from '../../cluster';
import { constructError, type Located } from '../../errors';
import type { Between, IConnectable, IExternalPeer } from '../../policy';
import { type AnyBackend, podPort } from '../backend';
import { type Claim, RouteClaims } from '../route-claims';
import type { Binding, HostRouteKind, ParentReference, RouteRequest, StreamRequest } from './binding';
import { sayRouteHint } from './data-plane';
import { noPlain } from './host-laws';
import { ListenerCertificates } from './listener-certificates';
import { checkServedPort } from './listener-ports';
import { listenerName } from './listeners';
import type { Listening } from './listening';
import type { OwnListeners } from './own-listeners';
import type { RouteParent } from './route-parent';

/** What the routes of a Gateway are bound to. */
export interface GatewayRoutesProps {
  /** What routes name as their parent. */
  readonly parent: Omit<ParentReference, 'sectionName'>;
  readonly entry: Entry;
  readonly listeners: OwnListeners;
  /** Whether there is a listener for plain HTTP that a namespace can use. */
  readonly hasPlain: (namespace: string, host: string) => boolean;
  /** The listener for plain HTTP, opened for a namespace; undefined where there is none. */
  readonly plain: (namespace: string, host: string) => ParentReference | undefined;
  readonly takesListenerSets: (namespace: string) => boolean | undefined;
  /** Lets the data plane connect to somebody. */
  readonly letIn: (callee: IConnectable | IExternalPeer, way: Between) => void;
}

/** How routes are bound to the listeners of a Gateway, or of a listener set, that is written here. */
export class GatewayRoutes implements RouteParent {
  public readonly entry: Entry;
  public readonly implementation: IGatewayImplementation;
  public readonly listening: Listening;
  /** What the certificates of its listeners need. */
  public readonly certificates: ListenerCertificates;
  private readonly taken = new RouteClaims();
  private readonly kinds = new Map<string, { readonly kind: HostRouteKind; readonly route: Located }>();
  /** The hosts of routes that have TLS. */
  private readonly secured = new Set<string>();

  public constructor(
    public readonly construct: Construct,
    private readonly props: GatewayRoutesProps,
  ) {
    const { entry, listeners, plain, letIn } = props;
    this.entry = entry;
    this.implementation = listeners.props.implementation;
    this.listening = listeners.listening;
    this.certificates = new ListenerCertificates(construct, { ...listeners.props, plain, letIn });
    this.provideAll();
    this.listening.join(listeners);
  }

  public get ownsCertificates(): boolean {
    return this.props.listeners.isClosed;
  }

  public get httpsPort(): number {
    return this.listening.httpsPort;
  }

  public check(request: RouteRequest): void {
    const { hosts, isClosed } = this.props.listeners;
    for (const host of request.hosts) {
      const listener = isClosed ? hosts.accepting({ ...request, host }) : undefined;
      const hasTls = isClosed ? listener !== undefined : !hosts.check(host, request.route, request.tls).isNone;
      this.checkKind(request, host);
      if (hasTls) this.checkNotHidden(request.route, host, listener?.hostname ?? host);
      else if (!this.hasPlain(request.namespace, host)) throw noPlain(request.route, host, this.title);
    }
    this.taken.check(this.claims(request));
  }

  public bind(request: RouteRequest): Binding[] {
    const { hosts, isClosed } = this.props.listeners;
    const { namespace, tls, route, kind } = request;
    this.taken.claim(this.claims(request));
    return request.hosts.map((host) => {
      if (!this.kinds.has(host)) this.kinds.set(host, { kind, route });
      hosts.bind({ ...request, host });
      const listener = isClosed ? hosts.accepting({ ...request, host }) : hosts.open(host, route, tls);
      const plain = this.plain(namespace, host);
      // A host without TLS was refused by the check where there is no plain listener.
      if (!listener) return { parent: plain as ParentReference, tls: tls ?? this.tls };
      this.secured.add(host);
      if (!isClosed) this.certificates.provide(listener);
      listener.namespaces.add(namespace);
      return { parent: this.section(listenerName(listener.hostname)), tls: listener.tls, plain };
    });
  }

  public checkStream(request: StreamRequest): void {
    const { hosts, byConnection, isClosed } = this.props.listeners;
    const { route, port } = request;
    for (const host of request.hosts) {
      hosts.checkStream({ ...request, host }, isClosed);
      if (port === this.httpsPort) hosts.checkAlone(host, route);
    }
    checkServedPort(route, this.implementation, port);
    byConnection.check(request, new Map([...this.secured].map((host) => [host, this.hostnameServing(host)])));
  }

  public bindStream(request: StreamRequest): ParentReference[] {
    const { tls, port } = request;
    const { hosts, byConnection } = this.props.listeners;
    for (const host of request.hosts) {
      hosts.bind({ ...request, host });
      if (port === this.httpsPort) hosts.release(host);
      if (tls) this.certificates.provide({ tls, certificateOf: host });
    }
    return byConnection.open(request).map((name) => this.section(name));
  }

  /** Sees to what the certificates of all open hosts need. */
  public provideAll(): void {
    for (const listener of this.props.listeners.hosts.secure) this.certificates.provide(listener);
  }

  public hasPlain(namespace: string, host: string): boolean {
    return this.props.hasPlain(namespace, host);
  }

  public plain(namespace: string, host: string): ParentReference | undefined {
    return this.props.plain(namespace, host);
  }

  public takesListenerSets(namespace: string): boolean | undefined {
    return this.props.takesListenerSets(namespace);
  }

  public checkLeft(hostname: string, claimant: Located, namespace: string): void {
    this.props.listeners.hosts.checkForeign(hostname, claimant, namespace);
  }

  public letIn(callee: IConnectable | IExternalPeer, way: Between): void {
    this.props.letIn(callee, way);
  }

  public reach(route: IConstruct, backend: AnyBackend, port?: number): void {
    const ports = [podPort(route, backend, port)];
    sayRouteHint(route, this.implementation);
    this.props.letIn(backend, { ports, reason: `routes of ${this.title}`, declaredBy: route });
  }

  private get title(): string {
    return this.props.listeners.props.title;
  }

  private get tls(): Tls | undefined {
    return this.props.listeners.props.tls;
  }

  private section(sectionName: string): ParentReference {
    return { ...this.props.parent, sectionName };
  }

  private hostnameServing(host: string): string {
    const { hosts, isClosed } = this.props.listeners;
    return (isClosed ? hosts.closest(host) : undefined) ?? host;
  }

  private claims({ hosts, paths, tls = this.tls, route }: RouteRequest): Claim[] {
    const home = this.props.parent.namespace;
    return hosts.flatMap((host) => paths.map((path) => ({ host, path, tls: tls as Tls, home, claimedBy: route })));
  }

  /** Of two kinds of routes for one host the cluster serves the older one alone. */
  private checkKind({ kind, route }: RouteRequest, host: string): void {
    const earlier = this.kinds.get(host);
    if (!earlier || earlier.kind === kind) return;
    throw constructError(route, {
      law: `a host must be served by HTTPRoutes or by GRPCRoutes, but [${earlier.route.node.path}] is a ${earlier.kind} of ${host} already`,
      remedy: 'choose another host: a cluster would serve the older one alone',
    });
  }

  private checkNotHidden(route: Located, host: string, hostname: string): void {
    if (!this.props.listeners.byConnection.hiding(host, hostname)) return;
    throw constructError(route, {
      law: `a host must be served by HTTPS or by a TLSRoute, but a TLSRoute of ${this.title} has ${host} already`,
      remedy: 'choose another host or Gateway',
    });
  }
}
