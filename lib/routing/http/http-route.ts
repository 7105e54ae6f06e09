import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkTls, type Tls } from '../../cluster';
import { located, placeOf } from '../../errors';
import { addReadingValidation, notice, withdrawn } from '../../objects';
import { checkKnownOptions, checkObject } from '../../traffic';
import { HostRoute } from '../delivery/host-route';
import type { RouteRequest } from '../gateway/binding';
import { checkGateway } from '../gateway/gateway-laws';
import type { IGateway } from '../gateway/route-parent';
import { knownNamespace } from '../known-namespace';
import { routeName } from '../names';
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
export class HttpRoute extends HostRoute {
  /** The route that redirects plain HTTP to HTTPS; undefined where there is no TLS. */
  public readonly redirect?: ApiObject;

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
    super(scope, id, {
      gateway,
      apiVersion: 'gateway.networking.k8s.io/v1',
      name,
      request,
      reached: rules.flatMap((rule) => [...deliveriesOf(rule), ...othersOf(rule)]),
      rules: (home) => rules.map((rule) => ruleManifest(rule, home)),
    });
    try {
      // One certificate counts for all hosts: they have TLS together, or none has.
      if (this._bindings.some((binding) => !binding.tls?.isNone))
        this.redirect = this.redirectRoute(scope, name, hosts, rules);
    } catch (error) {
      throw withdrawn(this, error);
    }
    noteMatches(this, gateway, hosts, rules);
    addReadingValidation(this, () => loopProblems(this, gateway, hosts, rules));
  }

  /** The route at the plain listener that leads to this one; undefined where nobody can redirect. */
  private redirectRoute(
    scope: Construct,
    name: string,
    hostnames: string[],
    rules: HttpRouteRule[],
  ): ApiObject | undefined {
    const plain = this._bindings.flatMap((binding) => binding.plain ?? []);
    if (plain.length === 0) return undefined;
    const { gateway } = this;
    const obstacle = whyNotRedirected(gateway);
    if (obstacle === undefined) return redirectTo(this, { scope, name, gateway, plain, hostnames, rules });
    notice(this, `no redirect on Gateway ${gateway.displayName}`, () => obstacle);
    return undefined;
  }
}
