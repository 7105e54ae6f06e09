import { type ApiObject, Chart } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { constructError, located, placeOf } from '../errors';
import { withdrawn } from '../objects';
import {
  checkHostnames,
  DelegatedHosts,
  ExistingGateway,
  type ExistingGatewayProps,
  GATEWAY_SETTINGS,
  Gateway,
  type GatewayOptions,
  HostGuard,
  type IGateway,
  markGateway,
} from '../routing';
import { checkFlags, checkKnownOptions, checkObject } from '../traffic';
import { IsolatedNamespace } from './isolated-namespace';
import type { PodSecurity } from './pod-security';

/** Which hosts a Gateway serves for many namespaces, and how. */
export interface SharedGatewayProps extends GatewayOptions {
  /** The hosts that it serves, such as `shop.example.com` or `*.example.com`. They are delegated by `forHosts()`. */
  readonly hostnames: string[];

  /**
   * Its namespace, which is made where it isn't there yet. In a namespace's chart it is the namespace of that chart.
   *
   * @default 'gateways'
   */
  readonly namespace?: string;

  /**
   * How much the pods of its namespace may ask of their node: those of its data plane, where that runs there.
   *
   * @default PodSecurity.restricted()
   */
  readonly podSecurity?: PodSecurity;

  /**
   * Whether the API server refuses routes for hosts that weren't delegated to their namespace, by a
   * ValidatingAdmissionPolicy. What is declared in this app is checked anyway.
   *
   * @default false
   */
  readonly guardsHosts?: boolean;
}

const OPTIONS = new Set<keyof SharedGatewayProps>([
  'hostnames',
  'namespace',
  'podSecurity',
  'guardsHosts',
  'name',
  'entry',
  ...GATEWAY_SETTINGS,
]);

/**
 * A Gateway that a platform team owns, and whose hosts it delegates to namespaces.
 *
 * Each host that is delegated has a listener which admits the routes of that namespace and nobody else's, by the
 * certificate of the host or of the wildcard that covers it. A host that nobody was given is for the namespace of the
 * Gateway alone. The plain listener redirects, and takes certificate challenges.
 *
 * @example
 * const platform = new Platform();
 * const edge = new SharedGateway(platform, 'edge', {
 *   hostnames: ['*.example.com'],
 *   tls: Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 }),
 * });
 * const shop = new IsolatedNamespace(platform, 'shop', { gateway: edge.forHosts('shop.example.com') });
 * new WebApp(shop, 'web', { image: 'ghcr.io/acme/web:2.0', port: 3000, host: 'shop.example.com' });
 *
 * @see https://gateway-api.sigs.k8s.io/concepts/security-model/
 */
export class SharedGateway extends Construct implements IGateway {
  /**
   * A Gateway that others write.
   *
   * @param scope - where errors say that it is
   * @param id - by which errors call it
   * @param props - its name, and its listeners as far as routes of this app bind to them
   * @throws when a name breaks Kubernetes' syntax, no listener is told, or the entry is an ingress controller
   */
  public static fromExisting(scope: Construct, id: string, props: ExistingGatewayProps): ExistingGateway {
    return new ExistingGateway(scope, id, props);
  }

  /** The Gateway. */
  public readonly gateway: Gateway;
  /** The ValidatingAdmissionPolicy that guards its hosts, where it was asked for. */
  public readonly guard?: ApiObject;

  /**
   * @throws when a host is malformed or has no certificate, the entry is an ingress controller, the cluster or the
   * implementation can't give what is asked, or what says its namespace is in contradiction
   */
  public constructor(scope: Construct, id: string, props: SharedGatewayProps) {
    const place = placeOf(scope, id);
    located(place, () => {
      checkObject('the properties of a SharedGateway', props);
      checkKnownOptions('a SharedGateway', props, OPTIONS);
    });
    const { namespace, podSecurity, guardsHosts, ...more } = props;
    located(place, () => checkFlags({ guardsHosts }));
    checkHostnames(more.hostnames, place);
    super(scope, id);
    markGateway(this);
    let home: Home = {};
    try {
      home = homeOf(this, scope, { namespace, podSecurity });
      const own = { ...more, name: more.name ?? id, _areHostsOwned: true };
      this.gateway = new Gateway(home.chart ?? this, home.chart ? id : 'Gateway', own);
      if (guardsHosts) this.guard = new HostGuard(this.gateway, 'HostGuard', this.gateway).policy;
    } catch (error) {
      if (home.made) withdrawn(home.made, error);
      throw withdrawn(this, error);
    }
  }

  /** The name of the Gateway. */
  public get name(): string {
    return this.gateway.name;
  }

  /** Its namespace. */
  public get namespace(): string {
    return this.gateway.namespace;
  }

  /** The name by which reports call it: `gateways/edge`. */
  public get displayName(): string {
    return this.gateway.displayName;
  }

  /** @internal */
  public get _parent() {
    return this.gateway._parent;
  }

  /**
   * Hosts of it, for the namespace to which they are given: as the `gateway` of an `IsolatedNamespace`, by
   * `Gateway.attach()`, or as that of a route.
   *
   * @param hosts - at least one; each the Gateway's own, or one that a wildcard of its covers
   * @throws when there is none, or one is malformed or not served; where they are used, when one was given to another
   * namespace
   */
  public forHosts(...hosts: string[]): DelegatedHosts {
    checkHostnames(hosts, this);
    for (const host of hosts) this.gateway._hosts.checkDelegable(host, this);
    return DelegatedHosts._of(this.gateway, hosts);
  }
}

interface Home {
  /** The chart of the namespace; undefined where the Gateway is made in a chart. */
  readonly chart?: Construct;
  /** The namespace, where it was made for the Gateway. */
  readonly made?: IsolatedNamespace;
}

/** Where the Gateway is written: in the chart that it is made in, or in the namespace of its own. */
function homeOf(
  place: Construct,
  scope: Construct,
  { namespace, podSecurity }: Pick<SharedGatewayProps, 'namespace' | 'podSecurity'>,
): Home {
  if (scope.node.scopes.some(Chart.isChart)) {
    const said = { namespace, podSecurity };
    const stray = Object.entries(said).find(([, value]) => value !== undefined);
    if (!stray) return {};
    throw constructError(place, {
      law: `a SharedGateway that is made in a chart must have no \`${stray[0]}\`, since the chart has`,
      got: stray[1],
      remedy: 'leave it out, or make the SharedGateway in the app itself',
    });
  }
  const name = namespace ?? 'gateways';
  // The Gateway may be called as its namespace is.
  const id = name === place.node.id ? `${name}-namespace` : name;
  const known = scope.node.tryFindChild(id);
  if (known === undefined) {
    const made = located(place, () => new IsolatedNamespace(scope, id, { name, podSecurity }));
    return { chart: made, made };
  }
  if (isNamespace(known, name) && podSecurity === undefined) return { chart: known };
  throw constructError(place, {
    law: `the namespace of a SharedGateway must be one that is made for it, or an IsolatedNamespace as it is, and [${known.node.path}] is there already`,
    remedy: 'give another `namespace`, leave out `podSecurity`, or make the SharedGateway inside that chart',
  });
}

/** Whether a construct is the chart of the namespace with this name. */
function isNamespace(construct: IConstruct, name: string): construct is IsolatedNamespace {
  return IsolatedNamespace.isIsolatedNamespace(construct) && (construct as IsolatedNamespace).namespace === name;
}
