import { ApiObject, Chart, Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { Challenge, checkTls, type IGatewayImplementation, type Tls } from '../../cluster';
import { located, placeOf, valueError } from '../../errors';
import { clusterOf, notice, objectMetadata, patchable } from '../../objects';
import { type Peer, Port } from '../../traffic';
import { AcmeSolver } from '../acme-solver';
import { type AnyBackend, podPort } from '../backend';
import { knownNamespace } from '../known-namespace';
import { gatewayName } from '../names';
import { type Claim, RouteClaims } from '../route-claims';
import type { Binding, RouteRequest } from './binding';
import { LocalDataPlanePods, letIn, localClients, policyOf } from './data-plane';
import { checkGateway, checkHostnames, GATEWAY, implementationOf } from './gateway-laws';
import { Hosts } from './hosts';
import { HTTP_LISTENER, HTTP_PORT, HTTPS_PORT, httpManifest, httpsManifest, listenerName } from './listeners';
import { NamespaceGateways } from './namespace-gateways';
import { grant, secretGrant } from './needed-grants';
import type { ReferenceGrant } from './reference-grant';

const GATEWAYS = new NamespaceGateways<Gateway>();
const MAX_LISTENERS = 64;
const NEEDED = { kind: 'a Gateway', why: "its data plane's labels tell it" };

/** What a Gateway is. */
export interface GatewayProps {
  /**
   * Its name, a DNS-1123 label.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The entry of the cluster profile that serves it; it must be one by Gateway.
   *
   * @default - the profile's default entry
   */
  readonly entry?: string;

  /**
   * The hosts that it serves, such as `shop.example.com` or `*.example.com`. A route for any other host is an error.
   *
   * @default - the hosts of its routes
   */
  readonly hostnames?: string[];

  /**
   * Where the certificates of its hosts come from.
   *
   * @default - each route says it, or the entry of the cluster profile
   */
  readonly tls?: Tls;
}

/**
 * A Gateway with one listener for plain HTTP and one for HTTPS for each host.
 *
 * Routes of its own namespace are admitted, those of others by name where they have one for the listener, and nobody
 * else's. The plain listener serves redirects, certificate challenges, and hosts that said `Tls.none()`.
 *
 * @example
 * const edge = new Gateway(new IsolatedNamespace(new Platform(), 'edge'), 'gateway', {
 *   hostnames: ['*.example.com'],
 *   tls: Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 }),
 * });
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/gateway/
 */
export class Gateway extends ApiObject {
  /**
   * The Gateway that serves the apps of a namespace which name none: the one given to the namespace, else one that its
   * apps share.
   *
   * @param scope - a construct of the namespace
   * @param entry - the name of an entry of the cluster profile; without it, the default one
   */
  public static shared(scope: Construct, entry?: string): Gateway {
    return GATEWAYS.serving(Chart.of(scope), entry, (home, id) => new Gateway(home, id, { entry }));
  }

  /**
   * Whether a namespace was given a Gateway.
   *
   * @internal
   */
  public static _isGiven(scope: Construct): boolean {
    return GATEWAYS.givenTo(Chart.of(scope)) !== undefined;
  }

  /**
   * Has the apps of a namespace served by a Gateway, unless they name another. It counts for all charts of the
   * namespace, and for what is made from now on.
   *
   * @param chart - a chart of the namespace
   * @param gateway - the Gateway, of this or another namespace
   * @throws when it is no Gateway of the chart's app, or when the namespace was given another one
   */
  public static attach(chart: Chart, gateway: Gateway): void {
    checkGateway(chart, chart, gateway);
    GATEWAYS.give(chart, gateway);
  }

  /** Its namespace. */
  public readonly namespace: string;
  /** The policy of its data plane, where that runs in its namespace (Istio); undefined where it runs elsewhere. */
  public readonly dataPlanePolicy?: ApiObject;
  private readonly implementation: IGatewayImplementation;
  private readonly closed: boolean;
  private readonly tls?: Tls;
  private readonly hosts: Hosts;
  private readonly httpNamespaces = new Set<string>();
  private readonly taken = new RouteClaims();
  private readonly granted = new Set<ReferenceGrant>();
  private solver?: AcmeSolver;
  private readonly dataPlane: Peer | LocalDataPlanePods;

  /**
   * @throws when its namespace isn't known, when the entry is an ingress controller, or when hostnames are given that
   * no certificate is known for
   */
  public constructor(scope: Construct, id: string, props: GatewayProps = {}) {
    const place = placeOf(scope, id);
    const name = gatewayName(scope, id, props.name);
    const namespace = knownNamespace(place, scope, NEEDED);
    const profile = clusterOf(scope);
    const entry = located(place, () => profile.entry(props.entry));
    const implementation = implementationOf(entry, place);
    located(place, () => checkTls(props.tls));
    if (props.hostnames !== undefined) checkHostnames(props.hostnames, place);
    const tls = props.tls ?? entry.tls;
    const hosts = new Hosts({ gateway: `${namespace}/${name}`, namespace, tls });
    for (const hostname of props.hostnames ?? []) hosts.open(hostname, place);
    const local = implementation.localDataPlane({ name, namespace });
    const clients = local ? localClients(place, name, entry) : undefined;
    super(scope, id, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: objectMetadata(scope, name),
      spec: Lazy.any({ produce: () => this.spec() }),
    });
    Object.defineProperty(this, GATEWAY, { value: true });
    this.namespace = namespace;
    this.implementation = implementation;
    this.closed = props.hostnames !== undefined;
    this.tls = tls;
    this.hosts = hosts;
    const listenerPorts = () => this.podPorts();
    this.dataPlane =
      local && clients
        ? new LocalDataPlanePods(this, 'DataPlane', {
            gateway: name,
            namespace,
            implementation,
            local,
            clients,
            listenerPorts,
          })
        : implementation.dataPlane({ name, namespace });
    this.dataPlanePolicy = policyOf(this.dataPlane);
    for (const listener of hosts.secure) this.certify(listener.tls);
    this.node.addValidation({ validate: () => this.problems() });
    const { addressHint } = profile;
    if (addressHint) notice(this, `address ${profile.name}`, () => addressHint);
    patchable(this);
  }

  /**
   * Checks that a route can be bound, before anything of it is made.
   *
   * @throws when no listener accepts a host, no certificate is known for it, or another route has it
   * @internal
   */
  public _checkRoute(request: RouteRequest): void {
    const { hosts, route, tls } = request;
    for (const host of hosts) {
      if (this.closed) this.hosts.accepting(host, route, tls);
      else this.hosts.check(host, route, tls);
    }
    this.taken.check(this.claims(request));
  }

  /**
   * Binds a route, which was checked, to the listeners of its hosts.
   *
   * @internal
   */
  public _bind(request: RouteRequest): Binding[] {
    this.taken.claim(this.claims(request));
    this.httpNamespaces.add(request.namespace);
    return request.hosts.map((host) => {
      const { route, tls, namespace } = request;
      const listener = this.closed ? this.hosts.accepting(host, route, tls) : this.hosts.open(host, route, tls);
      if (!listener) return { sectionName: HTTP_LISTENER, tls: (tls ?? this.tls) as Tls };
      if (!this.closed) this.certify(listener.tls);
      listener.namespaces.add(namespace);
      return { sectionName: listenerName(listener.hostname), tls: listener.tls };
    });
  }

  /**
   * Lets the data plane connect to a backend, on the port of its pods.
   *
   * @internal
   */
  public _reach(route: IConstruct, backend: AnyBackend, port?: number): void {
    const ports = [podPort(route, backend, port)];
    letIn(this.dataPlane, backend, { ports, reason: `routes of Gateway ${this.displayName}`, declaredBy: route });
  }

  /** The name by which reports call it: `shop/gateway`. */
  public get displayName(): string {
    return `${this.namespace}/${this.name}`;
  }

  /** The policy of cert-manager's solver pods, one for the namespace; once a certificate is proven by HTTP01. */
  public get solverPolicy(): ApiObject | undefined {
    return this.solver?.connections.policy;
  }

  /**
   * The grants by which it may read the Secrets of other namespaces, for its hosts so far. One grant counts for all
   * Gateways of its namespace.
   */
  public get grants(): ReferenceGrant[] {
    return [...this.granted];
  }

  private claims({ hosts, paths, tls = this.tls, route }: RouteRequest): Claim[] {
    return hosts.flatMap((host) =>
      paths.map((path) => ({ host, path, tls: tls as Tls, home: this.namespace, claimedBy: route })),
    );
  }

  /** Sees to what a certificate needs; doing so again changes nothing. */
  private certify(tls: Tls): void {
    const needed = secretGrant(tls, this.namespace);
    if (needed) this.granted.add(grant(this, needed));
    if (tls.clusterIssuer) this.metadata.addAnnotation('cert-manager.io/cluster-issuer', tls.clusterIssuer);
    if (tls.issuer) this.metadata.addAnnotation('cert-manager.io/issuer', tls.issuer);
    if (tls.challenge !== Challenge.HTTP01) return;
    const reason = `certificate challenges on Gateway ${this.displayName}`;
    this.solver = AcmeSolver.of(Chart.of(this));
    letIn(this.dataPlane, this.solver, { reason, declaredBy: this });
  }

  private podPorts(): Port[] {
    const ports = [HTTP_PORT, ...(this.hosts.secure.length > 0 ? [HTTPS_PORT] : [])];
    return ports.map((port) => Port.tcp(this.implementation.podPort(port)));
  }

  private spec(): any {
    return {
      gatewayClassName: this.implementation.gatewayClassName,
      listeners: [
        // Its own namespace too: cert-manager puts the routes of its challenges there.
        httpManifest([this.namespace, ...this.httpNamespaces]),
        ...this.hosts.secure.map((listener) => httpsManifest(listener, this.namespace)),
      ],
    };
  }

  private problems(): string[] {
    const count = this.hosts.secure.length + 1;
    if (count <= MAX_LISTENERS) return [];
    return [
      valueError({
        law: `a Gateway must have at most ${MAX_LISTENERS} listeners, one for plain HTTP and one for each host`,
        got: count,
        remedy: 'use a wildcard in `hostnames`, or a second Gateway',
      }).message,
    ];
  }
}
