import { ApiObject, Chart, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkTls } from '../../cluster';
import { located, placeOf } from '../../errors';
import { addReadingValidation, clusterOf, notice, objectMetadata, patchable } from '../../objects';
import { annotated, gatewayDnsAnnotations } from '../external-dns';
import { knownNamespace } from '../known-namespace';
import { gatewayName } from '../names';
import { dataPlaneOf, LocalDataPlanePods, letIn, localClients, policyOf } from './data-plane';
import { checkGateway, checkHostnames, implementationOf, markGateway } from './gateway-laws';
import { gatewaySpec } from './gateway-manifest';
import { checkGatewayNeeds } from './gateway-needs';
import { gatewayProblems } from './gateway-problems';
import { copyOf, type GatewayProps } from './gateway-props';
import { checkGatewayProps } from './gateway-props-laws';
import { checkReferences, grantReferences } from './gateway-references';
import { GatewayRoutes } from './gateway-routes';
import type { Hosts } from './hosts';
import { answerFor, infrastructureManifest, writeObjects } from './infrastructure';
import { checkTogether } from './infrastructure-laws';
import { checkServedPort, podPortsOf } from './listener-ports';
import { HTTP_LISTENER, HTTP_PORT, HTTPS_PORT } from './listeners';
import { Listening } from './listening';
import { NamespaceGateways } from './namespace-gateways';
import { OwnListeners } from './own-listeners';
import { type ReferenceGrant, ReferrerKind } from './reference-grant';
import type { IGateway, RouteParent } from './route-parent';

const GATEWAYS = new NamespaceGateways<IGateway>();
const NEEDED = { kind: 'a Gateway', why: "its data plane's labels tell it" };

/**
 * A Gateway with one listener for plain HTTP and one for HTTPS for each host; and one for each host of a `TlsRoute`, and
 * each port of a `TcpRoute` or `UdpRoute`. Beside connections alone there is none for plain HTTP.
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
export class Gateway extends ApiObject implements IGateway {
  /**
   * The Gateway that serves the apps of a namespace which name none: the one given to the namespace, else one that its
   * apps share.
   *
   * @param scope - a construct of the namespace
   * @param entry - the name of an entry of the cluster profile; without it, the default one
   */
  public static shared(scope: Construct, entry?: string): IGateway {
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
   * namespace, and for what is made from now on. Hosts that a `SharedGateway` delegates are opened for the namespace.
   *
   * @param chart - a chart of the namespace
   * @param gateway - the Gateway, of this or another namespace, or the hosts that one delegates
   * @throws when it is no Gateway of the chart's app, when the namespace was given another one, or when the hosts went to
   * another namespace
   */
  public static attach(chart: Chart, gateway: IGateway): void {
    checkGateway(chart, chart, gateway);
    const { _parent: parent } = gateway;
    const { namespace } = chart;
    if (namespace !== undefined) parent.checkDelegation?.(namespace, chart);
    GATEWAYS.give(chart, gateway);
    if (namespace !== undefined) parent.delegate?.(namespace);
  }

  /** Its namespace. */
  public readonly namespace: string;
  /** The policy of its data plane, where that runs in its namespace (Istio); undefined where it runs elsewhere. */
  public readonly dataPlanePolicy?: ApiObject;
  /** Objects of the implementation's own kinds, where it needs some for what the entry says. Frozen. */
  public readonly implementationObjects: ApiObject[];
  private readonly listeners: OwnListeners;
  private readonly references: ReferenceGrant[];
  private readonly routes: GatewayRoutes;

  /**
   * @throws when its namespace isn't known, when the entry is an ingress controller, when hostnames are given that no
   * certificate is known for, or when the cluster or the implementation can't give what is asked
   */
  public constructor(scope: Construct, id: string, props: GatewayProps = {}) {
    const place = placeOf(scope, id);
    checkGatewayProps(place, props);
    const name = gatewayName(scope, id, props.name);
    const namespace = knownNamespace(place, scope, NEEDED);
    const profile = clusterOf(scope);
    const entry = located(place, () => profile.entry(props.entry));
    const implementation = implementationOf(entry, place);
    located(place, () => checkTls(props.tls));
    if (props.hostnames !== undefined) checkHostnames(props.hostnames, place);
    const given = copyOf(props, entry);
    const { httpPort = HTTP_PORT, httpsPort = HTTPS_PORT, hostnames, tls, listenerSets } = given;
    for (const port of [httpPort, httpsPort]) checkServedPort(place, implementation, port);
    const listening = new Listening({ httpPort, httpsPort });
    const listeners = new OwnListeners({
      scope,
      place,
      title: `Gateway ${namespace}/${name}`,
      namespace,
      implementation,
      tls,
      hostnames,
      areOwned: props._areHostsOwned,
      referrer: ReferrerKind.GATEWAY,
      listening,
    });
    checkGatewayNeeds(place, scope, given, implementation);
    checkReferences(place, namespace, given);
    const asking = { name, namespace, entry, implementation };
    const ask = () => answerFor(place, scope, { ...asking, listening });
    checkTogether(place, given, ask());
    // No policy governs pods on the network of their node.
    const local = entry.usesHostNetwork ? undefined : implementation.localDataPlane({ name, namespace });
    const clients = local ? localClients(place, name, entry) : undefined;
    const dataPlanePeer = dataPlaneOf(place, scope, entry, () => implementation.dataPlane({ name, namespace }));
    super(scope, id, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { ...objectMetadata(scope, name), ...annotated(gatewayDnsAnnotations(entry)) },
      spec: Lazy.any({
        produce: () => {
          const infrastructure = infrastructureManifest(given, ask(), this.implementationObjects);
          return gatewaySpec({ given, namespace, implementation, listeners, infrastructure });
        },
      }),
    });
    markGateway(this);
    this.namespace = namespace;
    this.listeners = listeners;
    const listenerPorts = () => podPortsOf(implementation, listening);
    const dataPlane =
      local && clients
        ? new LocalDataPlanePods(this, 'DataPlane', { ...asking, gateway: name, local, clients, listenerPorts })
        : dataPlanePeer;
    this.dataPlanePolicy = policyOf(dataPlane);
    this.routes = new GatewayRoutes(this, {
      parent: { name, namespace },
      entry,
      listeners,
      hasPlain: () => true,
      plain: (admitted) => {
        listening.plainNamespaces.add(admitted);
        return { name, namespace, sectionName: HTTP_LISTENER };
      },
      takesListenerSets: (asking) => (listenerSets ? listenerSets._allows(asking, namespace) : false),
      letIn: (callee, way) => letIn(dataPlane, callee, way),
    });
    this.references = grantReferences(this, namespace, given);
    this.implementationObjects = writeObjects(this, name, ask);
    Object.freeze(this.implementationObjects);
    addReadingValidation(this, () => gatewayProblems(given, listeners));
    const { addressHint } = profile;
    if (addressHint) notice(this, `address ${profile.name}`, () => addressHint);
    patchable(this);
  }

  /** The name by which reports call it: `shop/gateway`. */
  public get displayName(): string {
    return `${this.namespace}/${this.name}`;
  }

  /** The policy of cert-manager's solver pods, one for the namespace; once a certificate is proven by HTTP01. */
  public get solverPolicy(): ApiObject | undefined {
    return this.routes.certificates.solver?.connections.policy;
  }

  /**
   * The grants by which it may read Secrets and ConfigMaps of other namespaces, for its hosts so far. One grant counts for
   * all Gateways of its namespace.
   */
  public get grants(): ReferenceGrant[] {
    return [...new Set([...this.routes.certificates.grants, ...this.references])];
  }

  /** The certificates that cert-manager is asked for, for its hosts so far. */
  public get certificates(): ApiObject[] {
    return [...this.routes.certificates.issued];
  }

  /** @internal */
  public get _parent(): RouteParent {
    return this.routes;
  }

  /** @internal the hosts that it serves, and to whom they were delegated */
  public get _hosts(): Hosts {
    return this.listeners.hosts;
  }

  /** @internal gives hosts, which were checked, to a namespace */
  public _delegate(hosts: string[], owner: string): void {
    for (const host of hosts) this.listeners.hosts.delegate(host, owner);
    this.routes.provideAll();
  }
}
