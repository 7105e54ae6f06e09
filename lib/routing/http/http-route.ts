import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkTls, type Tls } from '../../cluster';
import { located, placeOf } from '../../errors';
import { notice, patchable, withdrawn } from '../../objects';
import { checkKnownOptions, checkObject } from '../../traffic';
import { explainClearText } from '../certificate';
import { distinct, grantsFor } from '../delivery/grants';
import { annotated, routeDnsAnnotations } from '../external-dns';
import { type Binding, parentManifests, type RouteRequest } from '../gateway/binding';
import { checkGateway } from '../gateway/gateway-laws';
import type { ReferenceGrant } from '../gateway/reference-grant';
import type { IGateway } from '../gateway/route-parent';
import { knownNamespace } from '../known-namespace';
import { routeMetadata, routeName } from '../names';
import { checkFeatures } from './http-features';
import { checkRoute } from './http-route-laws';
import { copyOf, deliveriesOf, type HttpRouteRule, matchesOf, othersOf } from './http-rule';
import { ruleManifest } from './http-rule-manifest';
import { redirectTo, whyNotRedirected } from './https-redirect';
import { loopProblems, noteMatches } from './redirect-loops';

/** What an HTTPRoute is. */
export interface HttpRouteProps {
  /** The Gateway that serves it, of this or another namespace. */
  readonly gateway: IGateway;

  /** The hosts that it is for, from 1 to 16: all with TLS, or all without. */
  readonly hostnames: string[];

  /** Requests, and where they go. From 1 to 16. */
  readonly rules: HttpRouteRule[];

  /**
   * Its name, a DNS-1123 subdomain of at most 244 characters.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Where the certificates of its hosts come from.
   *
   * @default - the Gateway says it, or the entry of the cluster profile
   */
  readonly tls?: Tls;
}

const KNOWN = ['gateway', 'hostnames', 'rules', 'name', 'tls'];
const NEEDED = { kind: 'an HTTPRoute', why: 'its Gateway admits routes by namespace' };

/**
 * Routes HTTP requests of some hosts to Services.
 *
 * It binds to the HTTPS listeners of its hosts. A second route, bound to the plain listener, redirects there; were both
 * bound to both, requests would be redirected for ever. Backends in other namespaces get a ReferenceGrant, and every
 * backend's policy lets the Gateway's data plane in, on the port of its pods.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * const next = new InternalService(shop, 'next', { image: 'ghcr.io/acme/api:2.0', port: 8080 });
 * new HttpRoute(shop, 'public-api', {
 *   gateway: Gateway.shared(shop),
 *   hostnames: ['api.example.com'],
 *   tls: Tls.secret('api-tls'),
 *   rules: [
 *     { matches: [HttpMatch.path('/v1')], backends: [api], filters: [HttpFilter.mirror(next)] },
 *     { matches: [HttpMatch.path('/v2').header('x-beta', 'yes')], backends: [next] },
 *     {
 *       matches: [HttpMatch.path('/v2')],
 *       split: [{ to: api, weight: 90 }, { to: next, weight: 10 }],
 *       timeouts: { request: Duration.seconds(10) },
 *     },
 *     { matches: [HttpMatch.path('/latest')], filters: [HttpFilter.redirect({ prefix: '/v2' })] },
 *   ],
 * });
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export class HttpRoute extends ApiObject {
  /** The Gateway that serves it. */
  public readonly gateway: IGateway;
  /** The route that redirects plain HTTP to HTTPS; undefined where there is no TLS. */
  public readonly redirect?: ApiObject;
  /**
   * The grants by which it may refer to backends of other namespaces. One grant counts for all routes of its namespace.
   * Frozen.
   */
  public readonly grants: ReferenceGrant[];
  private readonly hostnames: string[];
  private readonly rules: HttpRouteRule[];
  private readonly bindings: Binding[];

  /**
   * @throws when hosts, rules or backends are missing, a path is malformed, filters can't stand together, a redirect
   * leads back, all weights are 0, the cluster's Gateway API is too old for something or of no known version, the
   * Gateway or a backend is of another app, or no listener accepts a host
   */
  public constructor(scope: Construct, id: string, props: HttpRouteProps) {
    const place = placeOf(scope, id);
    located(place, () => checkObject('the properties of an HTTPRoute', props));
    located(place, () => checkKnownOptions('an HTTPRoute', props, KNOWN));
    const name = routeName(scope, id, { kind: 'an HTTPRoute', name: props.name });
    const namespace = knownNamespace(place, scope, NEEDED);
    const { gateway, tls } = props;
    checkGateway(place, scope, gateway);
    located(place, () => checkTls(tls));
    checkRoute(place, scope, props);
    for (const rule of props.rules) checkFeatures(place, gateway._parent.implementation, rule);
    // Copies: what the caller does with the lists later changes nothing.
    const hosts = [...props.hostnames];
    const rules = props.rules.map(copyOf);
    const request: RouteRequest = {
      kind: 'HTTPRoute',
      hosts,
      paths: rules.flatMap(matchesOf).map(({ _claim }) => _claim),
      tls,
      namespace,
      route: place,
    };
    gateway._parent.check(request);
    super(scope, id, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { ...routeMetadata(scope, name), ...annotated(routeDnsAnnotations(gateway._parent.entry)) },
      spec: Lazy.any({ produce: () => this.spec() }),
    });
    this.gateway = gateway;
    this.hostnames = hosts;
    this.rules = rules;
    try {
      const reached = rules.flatMap((rule) => [...deliveriesOf(rule), ...othersOf(rule)]);
      // First what may fail: a route that isn't made leaves no listener behind.
      for (const { to, port } of reached) gateway._parent.reach(this, to, port);
      this.bindings = gateway._parent.bind(request);
      for (const binding of this.bindings) explainClearText(this, binding.tls);
      this.grants = distinct(reached.flatMap(({ to }) => grantsFor(this, to)));
      // One certificate counts for all hosts: they have TLS together, or none has.
      if (this.bindings.some(({ tls }) => !tls?.isNone)) this.redirect = this.redirectRoute(scope, name);
    } catch (error) {
      throw withdrawn(this, error);
    }
    noteMatches(this, gateway, hosts, rules);
    this.node.addValidation({ validate: () => loopProblems(this, gateway, hosts, rules) });
    patchable(this);
  }

  private spec(): any {
    const home = this.metadata.namespace as string;
    return {
      parentRefs: parentManifests(
        this.bindings.map(({ parent }) => parent),
        home,
      ),
      hostnames: this.hostnames,
      rules: this.rules.map((rule) => ruleManifest(rule, home)),
    };
  }

  /** The route at the plain listener that leads to this one; undefined where nobody can redirect. */
  private redirectRoute(scope: Construct, name: string): ApiObject | undefined {
    const plain = this.bindings.flatMap((binding) => binding.plain ?? []);
    if (plain.length === 0) return undefined;
    const { gateway, hostnames, rules } = this;
    const obstacle = whyNotRedirected(gateway);
    if (obstacle === undefined) return redirectTo(this, { scope, name, gateway, plain, hostnames, rules });
    notice(this, `no redirect on Gateway ${gateway.displayName}`, () => obstacle);
    return undefined;
  }
}
