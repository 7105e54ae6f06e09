import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkTls, type Tls } from '../../cluster';
import { constructError, type Located, located, placeOf } from '../../errors';
import { namespaceOf, patchable } from '../../objects';
import type { IBackend } from '../backend';
import { checkList } from '../given';
import { redirectMetadata, routeMetadata, routeName } from '../names';
import { type Binding, Gateway } from './gateway';
import { matchManifest } from './http-match';
import { checkRule, claimed, copyOf, type HttpRouteRule, matchesOf } from './http-rule';
import { HTTP_LISTENER } from './listeners';
import { grant, ReferentKind, ReferrerKind } from './reference-grant';

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

/** The limits of the Gateway API. */
const MAX_HOSTNAMES = 16;
const MAX_RULES = 16;
const MAX_MATCHES = 127;

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
 *   rules: [{ matches: [HttpMatch.path('/v1')], backends: [api], filters: [HttpFilter.mirror(next)] }],
 * });
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export class HttpRoute extends ApiObject {
  /** The Gateway that serves it. */
  public readonly gateway: Gateway;
  /** The route that redirects plain HTTP to HTTPS; undefined where there is no TLS. */
  public readonly redirect?: ApiObject;
  private readonly hostnames: string[];
  private readonly rules: HttpRouteRule[];
  private readonly bindings: Binding[];

  /**
   * @throws when hosts, rules or backends are missing, a path is malformed, the Gateway or a backend is of another app,
   * or no listener accepts a host
   */
  public constructor(scope: Construct, id: string, props: HttpRouteProps) {
    const place = placeOf(scope, id);
    const name = routeName(scope, id, { kind: 'an HTTPRoute', name: props.name });
    const namespace = knownNamespace(scope, place);
    const { gateway, tls } = props;
    Gateway._check(place, scope, gateway);
    located(place, () => checkTls(tls));
    checkShape(place, scope, props);
    // Copies: what the caller does with the lists later changes nothing.
    const hosts = [...props.hostnames];
    const rules = props.rules.map(copyOf);
    const request = { hosts, paths: rules.flatMap(matchesOf).map(claimed), tls, namespace, route: place };
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
    for (const { backends, port, filters } of rules) {
      for (const backend of backends) this.reach(backend, port);
      for (const { mirrorTo } of filters ?? []) this.reach(mirrorTo);
    }
    // One certificate counts for all hosts: they have TLS together, or none has.
    if (this.bindings.some(({ isSecure }) => isSecure)) this.redirect = this.redirectRoute(scope, name);
    patchable(this);
  }

  /** Opens the way to a backend: for the Gateway's data plane, and for the reference into another namespace. */
  private reach(backend: IBackend, port?: number): void {
    const home = this.metadata.namespace as string;
    const target = backend.service.metadata.namespace as string;
    if (target !== home) {
      grant(backend.service, {
        fromKind: ReferrerKind.HTTP_ROUTE,
        fromNamespace: home,
        toKind: ReferentKind.SERVICE,
        toName: backend.service.name,
        namespace: target,
      });
    }
    this.gateway._reach(this, backend, port);
  }

  private spec(): any {
    const sections = [...new Set(this.bindings.map((binding) => binding.sectionName))];
    return {
      parentRefs: sections.map((section) => this.parentRef(section)),
      hostnames: this.hostnames,
      rules: this.rules.map((rule) => ({
        matches: matchesOf(rule).map(matchManifest),
        ...(rule.filters?.length
          ? {
              filters: rule.filters.map(({ mirrorTo }) => ({
                type: 'RequestMirror',
                requestMirror: { backendRef: this.backendRef(mirrorTo) },
              })),
            }
          : {}),
        backendRefs: rule.backends.map((backend) => this.backendRef(backend, rule.port)),
      })),
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

  private backendRef(backend: IBackend, port?: number): any {
    const { service } = backend;
    const elsewhere = service.metadata.namespace !== this.metadata.namespace;
    return {
      name: service.name,
      ...(elsewhere ? { namespace: service.metadata.namespace } : {}),
      port: port ?? service.defaultPort,
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
          matches: matchesOf(rule).map(matchManifest),
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
        })),
      },
    });
    patchable(redirect);
    return redirect;
  }
}

function knownNamespace(scope: Construct, place: Located): string {
  const namespace = namespaceOf(scope);
  if (namespace !== undefined) return namespace;
  throw constructError(place, {
    law: 'the namespace of an HTTPRoute must be known, since its Gateway admits routes by namespace',
    remedy: 'give its chart a `namespace`, or use an IsolatedNamespace',
  });
}

function checkShape(place: Located, scope: Construct, { hostnames, rules }: HttpRouteProps): void {
  checkList(place, 'hostnames', hostnames);
  if (hostnames.length === 0 || hostnames.length > MAX_HOSTNAMES) {
    throw constructError(place, {
      law: `an HTTPRoute must have 1 to ${MAX_HOSTNAMES} hosts, since one without any takes every host of its Gateway`,
      got: hostnames.length,
      remedy: hostnames.length === 0 ? 'give `hostnames`' : 'make a second route',
    });
  }
  checkList(place, 'rules', rules);
  if (rules.length === 0 || rules.length > MAX_RULES) {
    throw constructError(place, {
      law: `an HTTPRoute must have 1 to ${MAX_RULES} rules`,
      got: rules.length,
      remedy: rules.length === 0 ? 'give `rules`' : 'make a second route',
    });
  }
  for (const rule of rules) checkRule(place, scope, rule);
  const matches = rules.flatMap(matchesOf).length;
  if (matches > MAX_MATCHES) {
    throw constructError(place, {
      law: `the rules of an HTTPRoute must have at most ${MAX_MATCHES} matches together`,
      got: matches,
      remedy: 'make a second route',
    });
  }
}
