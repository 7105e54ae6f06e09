import { ApiObject, type ApiObjectMetadata, Chart, Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { Challenge, checkTls, HttpsRedirect, type IIngressController, Tls } from '../../cluster';
import { located, placeOf } from '../../errors';
import { clusterOf, isPresent, namespaceOf, notice, PerApp, patchable } from '../../objects';
import { checkHostname } from '../../traffic';
import { AcmeSolver } from '../acme-solver';
import { type IBackend, type IExternalBackend, podPort } from '../backend';
import { checkBackend } from '../backend-laws';
import { explainClearText } from '../certificate';
import { givenTls } from '../certificate-laws';
import { letIn } from '../gateway/data-plane';
import { issuedSecretName } from '../gateway/listeners';
import { knownNamespace } from '../known-namespace';
import { redirectMetadata, routeMetadata, routeName } from '../names';
import { checkPath, checkPathFor, prefixOf } from '../paths';
import { RouteClaims } from '../route-claims';
import { checkCertificate, checkNamespace, controllerOf } from './ingress-laws';

/** What an Ingress is. */
export interface IngressProps {
  /** Who answers. An Ingress reaches Services of its own namespace only. */
  readonly backend: IBackend | IExternalBackend;

  /** The host, such as `shop.example.com`. */
  readonly host: string;

  /**
   * The path; everything below it as well. Some controllers take few characters in it: ingress-nginx letters, digits and
   * `/-._` only, Kong no dot either.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * The Service port of the backend.
   *
   * @default - the Service's first port
   */
  readonly port?: number;

  /**
   * Its name, a DNS-1123 subdomain of at most 244 characters.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The entry of the cluster profile that serves it; it must be an ingress controller.
   *
   * @default - the profile's default entry
   */
  readonly entry?: string;

  /**
   * Where the certificate comes from.
   *
   * @default - the entry of the cluster profile says it
   */
  readonly tls?: Tls;
}

/** All Ingresses of a class share its controller's hosts and paths. */
const CLAIMS = new PerApp<Map<string, RouteClaims>>(() => new Map());

/** The Ingresses for controllers that nobody fixes any more, by the name of the controller. */
const RETIRED = new PerApp<Map<string, Ingress[]>>(() => new Map());

/** The givers of a certificate, for the error where there is none. */
const SILENT = 'neither the app nor the entry of the cluster profile';

const REDIRECTED = {
  kind: 'an Ingress that Traefik serves',
  why: 'it names the redirecting Middleware by namespace',
};

/**
 * Routes HTTP requests of one host to a Service by way of an ingress controller.
 *
 * Plain HTTP is redirected in the way the controller knows, and the backend's policy lets the controller's pods in, on
 * the port of its own pods.
 *
 * @example
 * const platform = new Platform({ cluster: Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.traefik())] }) });
 * const shop = new IsolatedNamespace(platform, 'shop');
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * new Ingress(shop, 'api', { backend: api, host: 'api.example.com', tls: Tls.secret('api-tls') });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export class Ingress extends ApiObject {
  /** The Ingress that redirects plain HTTP to HTTPS, where the controller needs one of its own. */
  public readonly redirect?: ApiObject;
  /** The Traefik Middleware by which that one redirects. */
  public readonly middleware?: ApiObject;
  /** The policy of cert-manager's solver pods, one for the namespace; where the certificate is proven by HTTP01. */
  public readonly solverPolicy?: ApiObject;

  /**
   * @throws when the host or path is malformed or taken, the entry is no ingress controller, the backend is in another
   * namespace, no certificate is known, or Traefik has to redirect in a chart without a namespace
   */
  public constructor(scope: Construct, id: string, props: IngressProps) {
    const place = placeOf(scope, id);
    const name = routeName(scope, id, { kind: 'an Ingress', name: props.name });
    const namespace = namespaceOf(scope);
    const { backend, host, port, path = '/' } = props;
    located(place, () => checkHostname(host));
    checkPath(place, path);
    const entry = located(place, () => clusterOf(scope).entry(props.entry));
    const controller = controllerOf(entry, place);
    checkPathFor(controller, place, path);
    located(place, () => checkTls(props.tls));
    const tls = givenTls(place, { host, tls: props.tls ?? entry.tls, silent: SILENT });
    checkCertificate(tls, host, place, namespace);
    checkBackend(place, scope, backend);
    checkNamespace(backend, namespace, place);
    const isRedirected = !tls.isNone && controller.httpsRedirect === HttpsRedirect.TRAEFIK_MIDDLEWARE;
    const redirectsIn = isRedirected ? knownNamespace(place, scope, REDIRECTED) : undefined;
    const ports = [podPort(place, backend, port)];
    const taken = claimsOf(scope, controller);
    // One certificate serves a host in several namespaces by a copy of its Secret in each, under one name.
    const certificate = tls.secretName ? { tls: Tls.secret(tls.secretName) } : { tls, home: namespace };
    const claims = [{ host, path: prefixOf(path), ...certificate, claimedBy: place }];
    taken.check(claims);
    const rules = () => rulesOf(controller, { backend, host, port, path });
    super(scope, id, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        ...routeMetadata(scope, name),
        annotations: {
          ...(tls.isNone ? controller.httpAnnotations : controller.httpsAnnotations),
          ...issuer(tls),
        },
      },
      spec: Lazy.any({
        produce: () => ({
          ...rules(),
          ...(tls.isNone ? {} : { tls: [{ hosts: [host], secretName: tls.secretName ?? issuedSecretName(host) }] }),
        }),
      }),
    });
    taken.claim(claims);
    sayRetirement(this, controller);
    explainClearText(this, tls);
    const { dataPlane } = controller;
    letIn(dataPlane, backend, { ports, reason: `requests for ${host} by ${controller.name}`, declaredBy: this });
    if (tls.challenge === Challenge.HTTP01) {
      const reason = `certificate challenges by ${controller.name}`;
      const { connections } = AcmeSolver.of(Chart.of(this));
      connections.allowFrom(dataPlane, { reason });
      this.solverPolicy = connections.policy;
    }
    if (redirectsIn !== undefined) {
      const metadata = redirectMetadata(scope, name);
      this.middleware = this.redirectMiddleware(metadata);
      this.redirect = this.redirectIngress(metadata, redirectsIn, controller, rules);
    }
    patchable(this);
  }

  private redirectMiddleware(metadata: ApiObjectMetadata): ApiObject {
    const middleware = new ApiObject(this, 'RedirectMiddleware', {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'Middleware',
      metadata,
      spec: { redirectScheme: { scheme: 'https', permanent: true } },
    });
    patchable(middleware);
    return middleware;
  }

  /** Traefik redirects by a Middleware, on a second Ingress at its plain entry point. */
  private redirectIngress(
    metadata: ApiObjectMetadata,
    namespace: string,
    controller: IIngressController,
    rules: () => any,
  ): ApiObject {
    const redirect = new ApiObject(this, 'Redirect', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        ...metadata,
        annotations: {
          ...controller.httpAnnotations,
          'traefik.ingress.kubernetes.io/router.middlewares': `${namespace}-${metadata.name}@kubernetescrd`,
        },
      },
      spec: Lazy.any({ produce: rules }),
    });
    patchable(redirect);
    return redirect;
  }
}

function rulesOf(controller: IIngressController, { backend, host, port, path }: IngressProps): any {
  const { service } = backend;
  const target = { name: service.object.name, port: { number: port ?? service.defaultPort } };
  return {
    ingressClassName: controller.ingressClassName,
    rules: [{ host, http: { paths: [{ path, pathType: 'Prefix', backend: { service: target } }] } }],
  };
}

function issuer(tls: Tls): { [key: string]: string } {
  if (tls.clusterIssuer) return { 'cert-manager.io/cluster-issuer': tls.clusterIssuer };
  return tls.issuer ? { 'cert-manager.io/issuer': tls.issuer } : {};
}

function claimsOf(scope: IConstruct, { ingressClassName }: IIngressController): RouteClaims {
  const byClass = CLAIMS.of(scope);
  const claims = byClass.get(ingressClassName) ?? new RouteClaims();
  byClass.set(ingressClassName, claims);
  return claims;
}

/** Says once that the controller is retired, as long as one of the Ingresses for it is written. */
function sayRetirement(ingress: Ingress, { name, retirement }: IIngressController): void {
  if (retirement === undefined) return;
  const byController = RETIRED.of(ingress);
  const served = byController.get(name) ?? [];
  byController.set(name, served);
  served.push(ingress);
  notice(ingress, `retired ${name}`, () => (served.some(isPresent) ? retirement : undefined));
}
