import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Tls } from '../../cluster';
import { constructError, type Located, placeOf } from '../../errors';
import { namespaceOf, objectMetadata, patchable, resourceName } from '../../objects';
import type { IBackend } from '../backend';
import { checkPath, prefixOf } from '../paths';
import type { Binding, Gateway } from './gateway';
import type { HttpFilter } from './http-filter';
import { HttpMatch, matchManifest, PathMatch } from './http-match';
import { HTTP_LISTENER } from './listeners';
import { grant, ReferentKind, ReferrerKind } from './reference-grant';

/** Requests, and where they go. */
export interface HttpRouteRule {
  /** Who answers: one of them for each request, evenly. At least one. */
  readonly backends: IBackend[];

  /**
   * The Service port of the backends.
   *
   * @default - the first port of each Service
   */
  readonly port?: number;

  /**
   * Which requests it is for; one that fits is enough.
   *
   * @default - every path
   */
  readonly matches?: HttpMatch[];

  /**
   * What happens to the requests beside their delivery.
   *
   * @default - nothing
   */
  readonly filters?: HttpFilter[];
}

/** What an HTTPRoute is. */
export interface HttpRouteProps {
  /** The Gateway that serves it, of this or another namespace. */
  readonly gateway: Gateway;

  /** The hosts that it is for, from 1 to 16: all with TLS, or all without. */
  readonly hostnames: string[];

  /** Requests, and where they go. From 1 to 16. */
  readonly rules: HttpRouteRule[];

  /**
   * Its name.
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
const MAX_IN_RULE = { backends: 16, filters: 16, matches: 64 };
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
  private readonly bindings: Binding[];

  /**
   * @throws when hosts, rules or backends are missing, a path is malformed, or no listener accepts a host
   */
  public constructor(scope: Construct, id: string, props: HttpRouteProps) {
    const name = resourceName(scope, id, { kind: 'an HTTPRoute', name: props.name });
    checkShape(scope, id, props);
    super(scope, id, {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: objectMetadata(scope, name),
      spec: Lazy.any({ produce: () => this.spec(props) }),
    });
    this.gateway = props.gateway;
    const namespace = namespaceOf(scope) as string;
    const paths = props.rules.flatMap(matchesOf).map(claimed);
    this.bindings = props.hostnames.map((host) =>
      this.gateway._bind({
        host,
        namespace,
        tls: props.tls,
        route: this,
        paths,
      }),
    );
    for (const { backends, port, filters } of props.rules) {
      for (const backend of backends) this.reach(backend, port);
      for (const { mirrorTo } of filters ?? []) this.reach(mirrorTo);
    }
    // One certificate counts for all hosts: they have TLS together, or none has.
    if (this.bindings.some(({ isSecure }) => isSecure)) this.redirect = this.redirectRoute(scope, name, props);
    patchable(this);
  }

  /** Opens the way to a backend: for the Gateway's data plane, and for the reference into another namespace. */
  private reach(backend: IBackend, port?: number): void {
    const home = this.metadata.namespace as string;
    const target = backend.service.metadata.namespace;
    if (target === undefined) {
      throw constructError(this, {
        law: `the namespace of a backend must be known, but the chart of [${backend.service.node.path}] names none`,
        remedy: 'give that chart a `namespace`, or use an IsolatedNamespace',
      });
    }
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

  private spec(props: HttpRouteProps): any {
    const sections = [...new Set(this.bindings.map((binding) => binding.sectionName))];
    return {
      parentRefs: sections.map((section) => this.parentRef(section)),
      hostnames: props.hostnames,
      rules: props.rules.map((rule) => ({
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

  private redirectRoute(scope: Construct, name: string, { hostnames, rules }: HttpRouteProps): ApiObject {
    const redirect = new ApiObject(this, 'Redirect', {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { ...objectMetadata(scope, name), name: `${name}-redirect` },
      spec: {
        parentRefs: [this.parentRef(HTTP_LISTENER)],
        hostnames,
        rules: rules.map((rule) => ({
          matches: matchesOf(rule).map(matchManifest),
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
        })),
      },
    });
    patchable(redirect);
    return redirect;
  }
}

/** What a match takes of a host. */
function claimed({ pathMatch, pathValue }: HttpMatch): string {
  return pathMatch === PathMatch.EXACT ? `exactly ${pathValue}` : prefixOf(pathValue);
}

function matchesOf(rule: HttpRouteRule): HttpMatch[] {
  return rule.matches?.length ? rule.matches : [HttpMatch.path('/')];
}

function checkShape(scope: Construct, id: string, { hostnames, rules }: HttpRouteProps): void {
  const place = placeOf(scope, id);
  if (namespaceOf(scope) === undefined) {
    throw constructError(place, {
      law: 'the namespace of an HTTPRoute must be known, since its Gateway admits routes by namespace',
      remedy: 'give its chart a `namespace`, or use an IsolatedNamespace',
    });
  }
  if (hostnames.length === 0 || hostnames.length > MAX_HOSTNAMES) {
    throw constructError(place, {
      law: `an HTTPRoute must have 1 to ${MAX_HOSTNAMES} hosts, since one without any takes every host of its Gateway`,
      got: hostnames.length,
      remedy: hostnames.length === 0 ? 'give `hostnames`' : 'make a second route',
    });
  }
  if (rules.length === 0 || rules.length > MAX_RULES) {
    throw constructError(place, {
      law: `an HTTPRoute must have 1 to ${MAX_RULES} rules`,
      got: rules.length,
      remedy: rules.length === 0 ? 'give `rules`' : 'make a second route',
    });
  }
  for (const rule of rules) checkRule(place, rule);
  const matches = rules.flatMap(matchesOf).length;
  if (matches > MAX_MATCHES) {
    throw constructError(place, {
      law: `the rules of an HTTPRoute must have at most ${MAX_MATCHES} matches together`,
      got: matches,
      remedy: 'make a second route',
    });
  }
}

function checkRule(place: Located, rule: HttpRouteRule): void {
  if (rule.backends.length === 0) {
    throw constructError(place, {
      law: 'a rule of an HTTPRoute must have a backend, since one without any answers 500',
      remedy: 'give `backends`',
    });
  }
  for (const part of ['backends', 'filters', 'matches'] as const) {
    const count = rule[part]?.length ?? 0;
    if (count <= MAX_IN_RULE[part]) continue;
    throw constructError(place, {
      law: `a rule of an HTTPRoute must have at most ${MAX_IN_RULE[part]} ${part}`,
      got: count,
      remedy: 'make a second rule',
    });
  }
  for (const match of matchesOf(rule)) checkPath(place, match.pathValue);
}
