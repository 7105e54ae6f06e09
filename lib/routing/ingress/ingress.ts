import { ApiObject, type ApiObjectMetadata, Chart, Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { Challenge, checkTls, HttpsRedirect, type IIngressController, type Tls } from '../../cluster';
import { located, placeOf } from '../../errors';
import { clusterOf, namespaceOf, patchable } from '../../objects';
import { checkHostname, Peer } from '../../traffic';
import { AcmeSolver } from '../acme-solver';
import { type IBackend, podPort } from '../backend';
import { Door } from '../door';
import { issuedSecretName } from '../gateway/listeners';
import { checkBackend } from '../given';
import { redirectMetadata, routeMetadata, routeName } from '../names';
import { checkPath, checkPathFor, prefixOf } from '../paths';
import { checkCertificate, checkNamespace, controllerOf, knownNamespace } from './ingress-laws';

/** What an Ingress is. */
export interface IngressProps {
  /** Who answers. An Ingress reaches Services of its own namespace only. */
  readonly backend: IBackend;

  /** The host, such as `shop.example.com`. */
  readonly host: string;

  /**
   * The path; everything below it as well. Some controllers take few characters in it, ingress-nginx letters, digits and
   * `/-._` only.
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

const DOORS = new WeakMap<IConstruct, Map<string, Door>>();

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
    const tls = props.tls ?? entry.tls;
    checkCertificate(tls, host, place, namespace);
    checkBackend(place, scope, backend);
    checkNamespace(backend, namespace, place);
    const isRedirected = !tls.isNone && controller.httpsRedirect === HttpsRedirect.TRAEFIK_MIDDLEWARE;
    const redirectsIn = isRedirected ? knownNamespace(namespace, place) : undefined;
    const ports = [podPort(place, backend, port)];
    const door = doorOf(scope, controller);
    const claims = [{ host, path: prefixOf(path), tls, home: namespace, claimedBy: place }];
    door.check(claims);
    const rules = () => rulesOf(controller, { backend, host, port, path });
    super(scope, id, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        ...routeMetadata(scope, name),
        annotations: { ...(tls.isNone ? controller.httpAnnotations : controller.httpsAnnotations), ...issuer(tls) },
      },
      spec: Lazy.any({
        produce: () => ({
          ...rules(),
          ...(tls.isNone ? {} : { tls: [{ hosts: [host], secretName: tls.secretName ?? issuedSecretName(host) }] }),
        }),
      }),
    });
    door.claim(claims);
    const pods = Peer.selecting(controller.pods);
    backend.connections.allowFrom(pods, { ports, reason: `requests for ${host} by ${controller.name}` });
    if (tls.challenge === Challenge.HTTP01) {
      const reason = `certificate challenges by ${controller.name}`;
      AcmeSolver.of(Chart.of(this)).connections.allowFrom(pods, { reason });
    }
    if (redirectsIn !== undefined) {
      this.redirect = this.redirectIngress(redirectMetadata(scope, name), redirectsIn, controller, rules);
    }
    patchable(this);
  }

  /** Traefik redirects by a Middleware, on a second Ingress at its plain entry point. */
  private redirectIngress(
    metadata: ApiObjectMetadata,
    namespace: string,
    controller: IIngressController,
    rules: () => any,
  ): ApiObject {
    const middleware = new ApiObject(this, 'RedirectMiddleware', {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'Middleware',
      metadata,
      spec: { redirectScheme: { scheme: 'https', permanent: true } },
    });
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
    for (const object of [middleware, redirect]) patchable(object);
    return redirect;
  }
}

function rulesOf(controller: IIngressController, { backend, host, port, path }: IngressProps): any {
  const { service } = backend;
  const target = { name: service.name, port: { number: port ?? service.defaultPort } };
  return {
    ingressClassName: controller.ingressClassName,
    rules: [{ host, http: { paths: [{ path, pathType: 'Prefix', backend: { service: target } }] } }],
  };
}

function issuer(tls: Tls): { [key: string]: string } {
  if (tls.clusterIssuer) return { 'cert-manager.io/cluster-issuer': tls.clusterIssuer };
  return tls.issuer ? { 'cert-manager.io/issuer': tls.issuer } : {};
}

/** All Ingresses of a class share its controller's hosts and paths. */
function doorOf(scope: IConstruct, controller: IIngressController): Door {
  const root = scope.node.root;
  const doors = DOORS.get(root) ?? new Map<string, Door>();
  DOORS.set(root, doors);
  const door = doors.get(controller.ingressClassName) ?? new Door();
  doors.set(controller.ingressClassName, door);
  return door;
}
