import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkTls, type Tls } from '../../cluster';
import { located, placeOf } from '../../errors';
import { patchable } from '../../objects';
import { type AnyBackend, namespaceOfBackend } from '../backend';
import { explainClearText } from '../certificate';
import type { Binding } from '../gateway/binding';
import type { Gateway } from '../gateway/gateway';
import { checkGateway } from '../gateway/gateway-laws';
import { HTTP_LISTENER } from '../gateway/listeners';
import { grant } from '../gateway/needed-grants';
import { type ReferenceGrant, ReferentKind, ReferrerKind } from '../gateway/reference-grant';
import { knownNamespace } from '../known-namespace';
import { redirectMetadata, routeMetadata, routeName } from '../names';
import { checkRoute } from './http-route-laws';
import { copyOf, deliveriesOf, type HttpRouteRule, matchesOf } from './http-rule';
import { matchesManifest, ruleManifest } from './http-rule-manifest';

/** What an HTTPRoute is. */
export interface HttpRouteProps {
  /** The Gateway that serves it, of this or another namespace. */
  readonly gateway: Gateway;

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
  public readonly gateway: Gateway;
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
    const name = routeName(scope, id, { kind: 'an HTTPRoute', name: props.name });
    const namespace = knownNamespace(place, scope, NEEDED);
    const { gateway, tls } = props;
    checkGateway(place, scope, gateway);
    located(place, () => checkTls(tls));
    checkRoute(place, scope, props);
    // Copies: what the caller does with the lists later changes nothing.
    const hosts = [...props.hostnames];
    const rules = props.rules.map(copyOf);
    const request = {
      hosts,
      paths: rules.flatMap(matchesOf).map(({ _claim }) => _claim),
      tls,
      namespace,
      route: place,
    };
    gateway._checkRoute(request);
    super(scope, id, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: routeMetadata(scope, name),
      spec: Lazy.any({ produce: () => this.spec() }),
    });
    this.gateway = gateway;
    this.hostnames = hosts;
    this.rules = rules;
    this.bindings = gateway._bind(request);
    for (const binding of this.bindings) explainClearText(this, binding.tls);
    const grants = rules.flatMap((rule) => [
      ...deliveriesOf(rule).flatMap(({ to, port }) => this.reach(to, port)),
      ...(rule.filters ?? []).flatMap(({ _mirror, _mirrorPort }) => (_mirror ? this.reach(_mirror, _mirrorPort) : [])),
    ]);
    this.grants = [...new Set(grants)];
    Object.freeze(this.grants);
    // One certificate counts for all hosts: they have TLS together, or none has.
    if (this.bindings.some(({ tls }) => !tls.isNone)) this.redirect = this.redirectRoute(scope, name);
    patchable(this);
  }

  /** Opens the way to a backend, for the Gateway's data plane, and returns the grant that it needs from here. */
  private reach(backend: AnyBackend, port?: number): ReferenceGrant[] {
    this.gateway._reach(this, backend, port);
    const home = this.metadata.namespace as string;
    const target = namespaceOfBackend(backend) as string;
    if (target === home) return [];
    const needed = {
      fromKind: ReferrerKind.HTTP_ROUTE,
      fromNamespace: home,
      toKind: ReferentKind.SERVICE,
      toName: backend.service.object.name,
      namespace: target,
    };
    return [grant(backend.service.object, needed)];
  }

  private spec(): any {
    const sections = [...new Set(this.bindings.map((binding) => binding.sectionName))];
    return {
      parentRefs: sections.map((section) => this.parentRef(section)),
      hostnames: this.hostnames,
      rules: this.rules.map((rule) => ruleManifest(rule, this.metadata.namespace)),
    };
  }

  private parentRef(sectionName: string): any {
    const elsewhere = this.gateway.namespace !== this.metadata.namespace;
    return {
      name: this.gateway.name,
      ...(elsewhere ? { namespace: this.gateway.namespace } : {}),
      sectionName,
    };
  }

  private redirectRoute(scope: Construct, name: string): ApiObject {
    const redirect = new ApiObject(this, 'Redirect', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: redirectMetadata(scope, name),
      spec: {
        parentRefs: [this.parentRef(HTTP_LISTENER)],
        hostnames: this.hostnames,
        rules: this.rules.map((rule) => ({
          matches: matchesManifest(rule),
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
        })),
      },
    });
    patchable(redirect);
    return redirect;
  }
}
