import { ApiObject, Chart, Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { Challenge, checkTls, type IGatewayImplementation, type Tls } from '../../cluster';
import { constructError, type Located, located, placeOf } from '../../errors';
import { clusterOf, notice, objectMetadata, patchable } from '../../objects';
import { Peer, Port } from '../../traffic';
import { AcmeSolver } from '../acme-solver';
import { type IBackend, podPort } from '../backend';
import { type Claim, Door } from '../door';
import { gatewayName } from '../names';
import { PerNamespace, sharedRouting } from '../shared-routing';
import { LocalDataPlanePods, letIn, localClients } from './data-plane';
import { checkHostnames, implementationOf, knownNamespace } from './gateway-laws';
import { Hosts } from './hosts';
import { HTTP_LISTENER, HTTP_PORT, HTTPS_PORT, httpManifest, httpsManifest, listenerName } from './listeners';
import { grant, secretGrant } from './reference-grant';

const GATEWAY = Symbol.for('cdk8s-networking.Gateway');
const GIVEN = new PerNamespace<Gateway>();
const MAX_LISTENERS = 64;

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

/** A route that wants to be served. */
export interface RouteRequest {
  readonly hosts: string[];
  readonly paths: string[];
  readonly tls?: Tls;
  readonly namespace: string;
  readonly route: Located;
}

/** How a route is served: the listener it binds to. */
export interface Binding {
  readonly sectionName: string;
  readonly isSecure: boolean;
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
    const chart = Chart.of(scope);
    const given = GIVEN.of(chart);
    if (given && entry === undefined) return given;
    const home = sharedRouting(chart);
    const id = entry === undefined || entry === clusterOf(chart).entry().name ? 'gateway' : `${entry}-gateway`;
    return (home.node.tryFindChild(id) as Gateway | undefined) ?? new Gateway(home, id, { entry });
  }

  /** @internal whether a namespace was given a Gateway */
  public static _isGiven(scope: Construct): boolean {
    return GIVEN.of(Chart.of(scope)) !== undefined;
  }

  /** @internal that something is a Gateway which can serve what is made in a scope */
  public static _check(place: Located, scope: IConstruct, gateway: Gateway): void {
    if (!(typeof gateway === 'object' && gateway !== null && GATEWAY in gateway)) {
      throw constructError(place, {
        law: 'the `gateway` must be a Gateway',
        got: gateway,
        remedy: 'give one that was made with `new Gateway()`, or Gateway.shared() for the one of a namespace',
      });
    }
    if (gateway.node.root !== scope.node.root) {
      throw constructError(place, {
        law: `a Gateway and whom it serves must be in one app, but [${gateway.node.path}] is in another`,
        remedy: 'make a Gateway in this app, or the routes in that one',
      });
    }
  }

  /**
   * Has the apps of a namespace served by a Gateway, unless they name another. It counts for all charts of the
   * namespace, and for what is made from now on.
   *
   * @param chart - a chart of the namespace
   * @param gateway - the Gateway, of this or another namespace
   * @throws when it is no Gateway of the chart's app, or when the namespace was given another one
   */
  public static serve(chart: Chart, gateway: Gateway): void {
    Gateway._check(chart, chart, gateway);
    const given = GIVEN.of(chart);
    if (given && given !== gateway) {
      throw constructError(chart, {
        law: `a namespace is given one Gateway, and ${given.displayName} serves this one already`,
        got: gateway.displayName,
        remedy: 'give all charts of the namespace the same, or name the `gateway` where an app is exposed',
      });
    }
    GIVEN.give(chart, gateway);
  }

  /** Its namespace. */
  public readonly namespace: string;
  private readonly implementation: IGatewayImplementation;
  private readonly closed: boolean;
  private readonly tls?: Tls;
  private readonly hosts: Hosts;
  private readonly httpNamespaces = new Set<string>();
  private readonly door = new Door();
  private readonly dataPlane: Peer | LocalDataPlanePods;

  /**
   * @throws when its namespace isn't known, when the entry is an ingress controller, or when hostnames are given that
   * no certificate is known for
   */
  public constructor(scope: Construct, id: string, props: GatewayProps = {}) {
    const place = placeOf(scope, id);
    const name = gatewayName(scope, id, props.name);
    const namespace = knownNamespace(scope, place);
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
        : Peer.selecting(implementation.dataPlane({ name, namespace }));
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
    this.door.check(this.claims(request));
  }

  /**
   * Binds a route, which was checked, to the listeners of its hosts.
   *
   * @internal
   */
  public _bind(request: RouteRequest): Binding[] {
    this.door.claim(this.claims(request));
    this.httpNamespaces.add(request.namespace);
    return request.hosts.map((host) => {
      const { route, tls, namespace } = request;
      const listener = this.closed ? this.hosts.accepting(host, route, tls) : this.hosts.open(host, route, tls);
      if (!listener) return { sectionName: HTTP_LISTENER, isSecure: false };
      if (!this.closed) this.certify(listener.tls);
      listener.namespaces.add(namespace);
      return { sectionName: listenerName(listener.hostname), isSecure: true };
    });
  }

  /**
   * Lets the data plane connect to a backend, on the port of its pods.
   *
   * @internal
   */
  public _reach(route: Located, backend: IBackend, port?: number): void {
    const ports = [podPort(route, backend, port)];
    letIn(this.dataPlane, backend, { ports, reason: `routes of Gateway ${this.displayName}` });
  }

  /** The name by which reports call it: `shop/gateway`. */
  public get displayName(): string {
    return `${this.namespace}/${this.name}`;
  }

  private claims({ hosts, paths, tls = this.tls, route }: RouteRequest): Claim[] {
    return hosts.flatMap((host) =>
      paths.map((path) => ({ host, path, tls: tls as Tls, home: this.namespace, claimedBy: route })),
    );
  }

  /** Sees to what a certificate needs; doing so again changes nothing. */
  private certify(tls: Tls): void {
    const needed = secretGrant(tls, this.namespace);
    if (needed) grant(this, needed);
    if (tls.clusterIssuer) this.metadata.addAnnotation('cert-manager.io/cluster-issuer', tls.clusterIssuer);
    if (tls.issuer) this.metadata.addAnnotation('cert-manager.io/issuer', tls.issuer);
    if (tls.challenge !== Challenge.HTTP01) return;
    const reason = `certificate challenges on Gateway ${this.displayName}`;
    letIn(this.dataPlane, AcmeSolver.of(Chart.of(this)), { reason });
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
      `a Gateway has at most ${MAX_LISTENERS} listeners, one for plain HTTP and one for each host, ` +
        `but got ${count}; use a wildcard in \`hostnames\`, or a second Gateway`,
    ];
  }
}
