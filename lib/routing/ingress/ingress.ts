import { ApiObject, Chart, Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { Challenge, type Entry, HttpsRedirect, type IIngressController, type Tls } from '../../cluster';
import { constructError, type Located, located, placeOf } from '../../errors';
import { clusterOf, namespaceOf, objectMetadata, patchable, resourceName } from '../../objects';
import { checkHostname, Peer } from '../../traffic';
import { AcmeSolver } from '../acme-solver';
import { type IBackend, podPort } from '../backend';
import { Door } from '../door';
import { issuedSecretName } from '../gateway/listeners';
import { checkPath, prefixOf } from '../paths';

/** What an Ingress is. */
export interface IngressProps {
  /** Who answers. An Ingress reaches Services of its own namespace only. */
  readonly backend: IBackend;

  /** The host, such as `shop.example.com`. */
  readonly host: string;

  /**
   * The path; everything below it as well.
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
   * Its name.
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
   * namespace, or no certificate is known
   */
  public constructor(scope: Construct, id: string, props: IngressProps) {
    const place = placeOf(scope, id);
    const name = resourceName(scope, id, { kind: 'an Ingress', name: props.name });
    const path = props.path ?? '/';
    located(place, () => checkHostname(props.host));
    checkPath(place, path);
    const entry = located(place, () => clusterOf(scope).entry(props.entry));
    const controller = controllerOf(entry, place);
    const tls = props.tls ?? entry.tls;
    checkTls(tls, props.host, place, namespaceOf(scope));
    checkBackend(props.backend, scope, place);
    super(scope, id, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        ...objectMetadata(scope, name),
        annotations: { ...(tls.isNone ? controller.httpAnnotations : controller.httpsAnnotations), ...issuer(tls) },
      },
      spec: Lazy.any({
        produce: () => ({
          ...rules(controller, props, path),
          ...(tls.isNone
            ? {}
            : { tls: [{ hosts: [props.host], secretName: tls.secretName ?? issuedSecretName(props.host) }] }),
        }),
      }),
    });
    doorOf(this, controller).claim({ host: props.host, path: prefixOf(path), tls, claimedBy: this });
    const pods = Peer.selecting(controller.pods);
    const reason = `requests for ${props.host} by ${controller.name}`;
    props.backend.connections.allowFrom(pods, { ports: [podPort(this, props.backend, props.port)], reason });
    if (tls.challenge === Challenge.HTTP01) {
      AcmeSolver.of(Chart.of(this)).connections.allowFrom(pods, {
        reason: `certificate challenges by ${controller.name}`,
      });
    }
    if (!tls.isNone && controller.httpsRedirect === HttpsRedirect.TRAEFIK_MIDDLEWARE) {
      this.redirect = this.redirectIngress(scope, name, controller, props, path);
    }
    patchable(this);
  }

  /** Traefik redirects by a Middleware, on a second Ingress at its plain entry point. */
  private redirectIngress(
    scope: Construct,
    name: string,
    controller: IIngressController,
    props: IngressProps,
    path: string,
  ): ApiObject {
    const metadata = { ...objectMetadata(scope, name), name: `${name}-redirect` };
    const namespace = namespaceOf(scope) ?? 'default';
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
      spec: Lazy.any({ produce: () => rules(controller, props, path) }),
    });
    for (const object of [middleware, redirect]) patchable(object);
    return redirect;
  }
}

function rules(controller: IIngressController, { backend, host, port }: IngressProps, path: string): any {
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

function controllerOf(entry: Entry, place: Located): IIngressController {
  if (entry.controller) return entry.controller;
  throw constructError(place, {
    law: `an Ingress needs an entry by ingress controller, but "${entry.name}" is a Gateway API implementation`,
    remedy: 'name another `entry`, or add Entry.ingress() to the cluster profile',
  });
}

function checkTls(
  tls: Tls | undefined,
  host: string,
  place: Located,
  namespace: string | undefined,
): asserts tls is Tls {
  if (!tls) {
    throw constructError(place, {
      law: `a host must have a certificate, but neither the app nor the entry of the cluster profile gives one for ${host}`,
      remedy: "give `tls`: Tls.secret('name'), Tls.certManager({ ... }), or Tls.none({ reason: '...' }) for clear text",
    });
  }
  if (tls.secretNamespace !== undefined && tls.secretNamespace !== namespace) {
    throw constructError(place, {
      law: 'an Ingress takes its certificate from a Secret of its own namespace',
      got: tls.toString(),
      remedy: 'copy the Secret, or let cert-manager issue one here',
    });
  }
  if (host.startsWith('*.') && tls.challenge === Challenge.HTTP01) {
    throw constructError(place, {
      law: `a wildcard certificate needs the challenge DNS01, and ${host} asks for HTTP01`,
      remedy: 'use Challenge.DNS01 with an issuer that can, or name the hosts one by one',
    });
  }
}

function checkBackend(backend: IBackend, scope: Construct, place: Located): void {
  const theirs = backend.service.metadata.namespace;
  if (theirs === namespaceOf(scope)) return;
  throw constructError(place, {
    law: 'an Ingress reaches Services of its own namespace only',
    got: theirs === undefined ? backend.service.name : `${theirs}/${backend.service.name}`,
    remedy: "make the Ingress in the backend's chart, or use a Gateway, whose routes cross namespaces",
  });
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
