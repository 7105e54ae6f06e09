import { ApiObject, Chart, Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { Challenge, type IGatewayImplementation, type Tls } from '../../cluster';
import { constructError, located, placeOf } from '../../errors';
import { clusterOf, namespaceOf, notice, objectMetadata, patchable, resourceName } from '../../objects';
import { Peer, Port } from '../../traffic';
import { AcmeSolver } from '../acme-solver';
import { type IBackend, podPort } from '../backend';
import { Door } from '../door';
import { sharedRouting } from '../shared-routing';
import { LocalDataPlanePods } from './data-plane';
import { Hosts } from './hosts';
import {
  allowedRoutes,
  HTTP_LISTENER,
  HTTP_PORT,
  HTTPS_PORT,
  type HttpsListener,
  issuedSecretName,
  listenerName,
} from './listeners';
import { grant, ReferentKind, ReferrerKind } from './reference-grant';

const NAMESPACE_GATEWAY = Symbol.for('cdk8s-networking.Gateway');
const MAX_LISTENERS = 64;

/** What a Gateway is. */
export interface GatewayProps {
  /**
   * Its name.
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
  readonly host: string;
  readonly paths: string[];
  readonly tls?: Tls;
  readonly namespace: string;
  readonly route: IConstruct;
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
    const given = (chart as any)[NAMESPACE_GATEWAY];
    if (given && entry === undefined) return given;
    const home = sharedRouting(chart);
    const id = entry === undefined || entry === clusterOf(chart).entry().name ? 'gateway' : `${entry}-gateway`;
    return (home.node.tryFindChild(id) as Gateway | undefined) ?? new Gateway(home, id, { entry });
  }

  /** @internal whether a namespace was given a Gateway */
  public static _isGiven(scope: Construct): boolean {
    return (Chart.of(scope) as any)[NAMESPACE_GATEWAY] !== undefined;
  }

  /**
   * Has the apps of a namespace served by a Gateway, unless they name another.
   *
   * @param chart - the chart of the namespace
   * @param gateway - the Gateway, of this or another namespace
   */
  public static serve(chart: Chart, gateway: Gateway): void {
    Object.defineProperty(chart, NAMESPACE_GATEWAY, { value: gateway, configurable: true });
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
    const name = resourceName(scope, id, { kind: 'a Gateway', name: props.name });
    const namespace = namespaceOf(scope);
    if (namespace === undefined) {
      throw constructError(place, {
        law: "the namespace of a Gateway must be known, since its data plane's labels tell it",
        remedy: 'give its chart a `namespace`, or use an IsolatedNamespace',
      });
    }
    const profile = clusterOf(scope);
    const entry = located(place, () => profile.entry(props.entry));
    const { implementation } = entry;
    if (!implementation) {
      throw constructError(place, {
        law: `a Gateway needs an entry by Gateway, but "${entry.name}" is an ingress controller`,
        remedy: 'name another `entry`, or add Entry.gateway() to the cluster profile',
      });
    }
    if (props.hostnames?.length === 0) {
      throw constructError(place, {
        law: 'the `hostnames` of a Gateway must name a host, since a route for any other is an error',
        got: props.hostnames,
        remedy: 'name the hosts, or leave `hostnames` out for those of its routes',
      });
    }
    super(scope, id, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: objectMetadata(scope, name),
      spec: Lazy.any({ produce: () => this.spec() }),
    });
    this.namespace = namespace;
    this.implementation = implementation;
    this.closed = props.hostnames !== undefined;
    this.tls = props.tls ?? entry.tls;
    this.hosts = new Hosts({ gateway: this.displayName, namespace, tls: this.tls });
    const local = implementation.localDataPlane({ name, namespace });
    this.dataPlane = local
      ? new LocalDataPlanePods(this, 'DataPlane', {
          gateway: name,
          namespace,
          entry,
          implementation,
          local,
          listenerPorts: () => this.podPorts(),
        })
      : Peer.selecting(implementation.dataPlane({ name, namespace }));
    for (const hostname of props.hostnames ?? []) this.openFor(hostname, this);
    this.node.addValidation({ validate: () => this.problems() });
    const { addressHint } = profile;
    if (addressHint) notice(this, 'address', () => addressHint);
    patchable(this);
  }

  /**
   * Binds a route to the listener of its host.
   *
   * @throws when no listener accepts the host, no certificate is known for it, or another route has it
   * @internal
   */
  public _bind(request: RouteRequest): Binding {
    const { host, route, tls } = request;
    const listener = this.closed ? this.hosts.accepting(host, route, tls) : this.openFor(host, route, tls);
    for (const path of request.paths) {
      this.door.claim({ host, path, tls: (tls ?? this.tls) as Tls, claimedBy: route });
    }
    this.httpNamespaces.add(request.namespace);
    if (!listener) return { sectionName: HTTP_LISTENER, isSecure: false };
    listener.namespaces.add(request.namespace);
    return { sectionName: listenerName(listener.hostname), isSecure: true };
  }

  /**
   * Lets the data plane connect to a backend, on the port of its pods.
   *
   * @internal
   */
  public _reach(route: IConstruct, backend: IBackend, port?: number): void {
    const options = { ports: [podPort(route, backend, port)], reason: `routes of Gateway ${this.displayName}` };
    if (this.dataPlane instanceof LocalDataPlanePods) this.dataPlane.connections.allowTo(backend, options);
    else backend.connections.allowFrom(this.dataPlane, options);
  }

  /** The name by which reports call it: `shop/gateway`. */
  public get displayName(): string {
    return `${this.namespace}/${this.name}`;
  }

  /** Opens the listener of a host, with what its certificate needs. */
  private openFor(hostname: string, claimant: IConstruct, tls?: Tls): HttpsListener | undefined {
    const isNew = !this.hosts.has(hostname);
    const listener = this.hosts.open(hostname, claimant, tls);
    if (listener && isNew) this.certify(listener.tls);
    return listener;
  }

  private certify(tls: Tls): void {
    if (tls.secretNamespace !== undefined && tls.secretNamespace !== this.namespace) {
      grant(this, {
        fromKind: ReferrerKind.GATEWAY,
        fromNamespace: this.namespace,
        toKind: ReferentKind.SECRET,
        toName: tls.secretName as string,
        namespace: tls.secretNamespace,
      });
    }
    if (tls.clusterIssuer) this.metadata.addAnnotation('cert-manager.io/cluster-issuer', tls.clusterIssuer);
    if (tls.issuer) this.metadata.addAnnotation('cert-manager.io/issuer', tls.issuer);
    if (tls.challenge === Challenge.HTTP01) this.admitSolver();
  }

  private admitSolver(): void {
    const solver = AcmeSolver.of(Chart.of(this));
    const options = { reason: `certificate challenges on Gateway ${this.displayName}` };
    if (this.dataPlane instanceof LocalDataPlanePods) this.dataPlane.connections.allowTo(solver, options);
    else solver.connections.allowFrom(this.dataPlane, options);
  }

  private podPorts(): Port[] {
    const ports = [HTTP_PORT, ...(this.hosts.secure.length > 0 ? [HTTPS_PORT] : [])];
    return ports.map((port) => Port.tcp(this.implementation.podPort(port)));
  }

  private spec(): any {
    return {
      gatewayClassName: this.implementation.gatewayClassName,
      listeners: [
        {
          name: HTTP_LISTENER,
          port: HTTP_PORT,
          protocol: 'HTTP',
          // Its own namespace too: cert-manager puts the routes of its challenges there.
          allowedRoutes: allowedRoutes([this.namespace, ...this.httpNamespaces]),
        },
        ...this.hosts.secure.map(({ hostname, tls, namespaces }) => ({
          name: listenerName(hostname),
          hostname,
          port: HTTPS_PORT,
          protocol: 'HTTPS',
          tls: { mode: 'Terminate', certificateRefs: [this.certificate(hostname, tls)] },
          allowedRoutes: allowedRoutes(namespaces),
        })),
      ],
    };
  }

  private certificate(hostname: string, tls: Tls): any {
    const elsewhere = tls.secretNamespace !== undefined && tls.secretNamespace !== this.namespace;
    return {
      kind: 'Secret',
      name: tls.secretName ?? issuedSecretName(hostname),
      ...(elsewhere ? { namespace: tls.secretNamespace } : {}),
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
