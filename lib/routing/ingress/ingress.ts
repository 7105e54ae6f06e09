import { ApiObject, type ApiObjectMetadata, Chart, Lazy } from 'cdk8s';
import type { Construct, IConstruct } from 'constructs';
import { Challenge, type IIngressController, Tls } from '../../cluster';
import { type Located, placeOf } from '../../errors';
import { isPresent, namespaceOf, notice, PerApp, patchable, withdrawn } from '../../objects';
import { AcmeSolver } from '../acme-solver';
import { podPort } from '../backend';
import { explainClearText } from '../certificate';
import { ingressDnsAnnotations } from '../external-dns';
import { letIn } from '../gateway/data-plane';
import { issue } from '../issued-certificates';
import { redirectMetadata, routeMetadata, routeName } from '../names';
import { type Claim, RouteClaims } from '../route-claims';
import { controllerObjects } from './controller-objects';
import { ingressManifest, tlsManifest } from './ingress-manifest';
import type { IngressProps } from './ingress-props';
import { type Plan, planOf } from './plan';
import { annotateServices } from './service-annotations';
import { hostText, pathClaim } from './targets';

/** All Ingresses of a class share its controller's hosts and paths. */
const CLAIMS = new PerApp<Map<string, RouteClaims>>(() => new Map());

/** The Ingresses for controllers that nobody fixes any more, by the name of the controller. */
const RETIRED = new PerApp<Map<string, Ingress[]>>(() => new Map());

/** Why an Ingress takes requests for all hosts, kept where the cluster's people read it. */
const ANY_HOST_REASON = 'cdk8s-networking/any-host-reason';

/**
 * Routes HTTP requests of hosts to Services by way of an ingress controller.
 *
 * Plain HTTP is redirected in the way the controller knows, and the policies of the backends let the controller in, on the
 * ports of their own pods.
 *
 * @example
 * const platform = new Platform({ cluster: Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.traefik())] }) });
 * const shop = new IsolatedNamespace(platform, 'shop');
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * const docs = new InternalService(shop, 'docs', { image: 'ghcr.io/acme/docs:1.4', port: 8080 });
 * new Ingress(shop, 'api', {
 *   rules: [
 *     { host: 'api.example.com', paths: [{ backend: api }, { path: '/docs', backend: docs }] },
 *     { host: 'docs.example.com', paths: [{ backend: docs }] },
 *   ],
 *   options: { timeout: Duration.seconds(30), sourceRanges: ['203.0.113.0/24'] },
 *   tls: Tls.secret('example-tls'),
 * });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/ingress/
 */
export class Ingress extends ApiObject {
  /**
   * Checks all of an Ingress before anything is made of it.
   *
   * @internal
   */
  public static _check(scope: Construct, id: string, props: IngressProps): void {
    checked(placeOf(scope, id), scope, id, props);
  }

  /** The Ingress for plain HTTP, which redirects to HTTPS, where the controller needs one of its own. */
  public readonly redirect?: ApiObject;
  /** The objects of the controller's own kinds by which it gives what is asked, such as the Middlewares of Traefik. */
  public readonly controllerObjects: ApiObject[];
  /** The certificates that cert-manager is asked for, one for each host. Frozen. */
  public readonly certificates: ApiObject[];
  /** The policy of cert-manager's solver pods, one for the namespace; where the certificate is proven by HTTP01. */
  public readonly solverPolicy?: ApiObject;

  /**
   * @throws when a host or path is malformed or taken, a rule has no host and nobody says that any is meant, the entry is
   * no ingress controller or can't do what is asked, a backend is in another namespace, no certificate is known, another
   * Ingress of a Service asks for something else, or Traefik has to name objects in a chart without a namespace
   */
  public constructor(scope: Construct, id: string, props: IngressProps) {
    const place = placeOf(scope, id);
    const { name, plan, taken, claims } = checked(place, scope, id, props);
    const { controller, tls, answer, targets, services } = plan;
    const dns = ingressDnsAnnotations(plan.entry);
    super(scope, id, {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: {
        annotations: { ...classOf(controller), ...answer.annotations, ...dns },
        ...routeMetadata(scope, name),
      },
      spec: Lazy.any({ produce: () => Object.assign(ingressManifest(controller, targets), tlsManifest(tls, targets)) }),
    });
    this.certificates = tls.isIssued ? this.issued(plan) : [];
    Object.freeze(this.certificates);
    try {
      this.openPolicies(plan);
      this.solverPolicy = this.solver(plan);
    } catch (error) {
      throw withdrawn(this, error);
    }
    taken.claim(claims);
    sayRetirement(this, controller);
    explainClearText(this, tls);
    const reason = props.anyHost?.reason;
    if (reason !== undefined) this.metadata.addAnnotation(ANY_HOST_REASON, reason);
    annotateServices(this, services, answer.serviceAnnotations ?? {});
    this.controllerObjects = controllerObjects(this, scope, name, answer.objects ?? []);
    if (answer.plainHttpAnnotations) {
      const annotations = { ...classOf(controller), ...answer.plainHttpAnnotations, ...dns };
      this.redirect = this.redirecting({ annotations, ...redirectMetadata(scope, name) }, plan);
    }
    patchable(this);
  }

  private issued({ tls, targets }: Plan): ApiObject[] {
    const namespace = namespaceOf(this);
    const hosts = [...new Set(targets.flatMap(({ host }) => host ?? []))];
    return hosts.map((hostname) => issue(this, { tls, hostname, namespace }));
  }

  private redirecting(metadata: ApiObjectMetadata, { controller, targets }: Plan): ApiObject {
    const redirect = new ApiObject(this, 'Redirect', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata,
      spec: Lazy.any({ produce: () => ingressManifest(controller, targets) }),
    });
    patchable(redirect);
    return redirect;
  }

  private openPolicies({ controller, dataPlane, targets, authBackend }: Plan): void {
    const { name } = controller;
    for (const target of targets) {
      const ports = [podPort(this, target.backend, target.port)];
      const reason = `requests for ${hostText(target)} by ${name}`;
      letIn(dataPlane, target.backend, { ports, reason, declaredBy: this });
    }
    if (!authBackend) return;
    const ports = [podPort(this, authBackend.backend, authBackend.port)];
    letIn(dataPlane, authBackend.backend, { ports, reason: `questions of ${name} who may pass`, declaredBy: this });
  }

  private solver({ controller, dataPlane, tls }: Plan): ApiObject | undefined {
    if (tls.challenge !== Challenge.HTTP01) return undefined;
    const { connections } = AcmeSolver.of(Chart.of(this));
    connections.allowFrom(dataPlane, { reason: `certificate challenges by ${controller.name}` });
    return connections.policy;
  }
}

/** What an Ingress is going to be, and what it takes of its controller's hosts. */
interface Checked {
  readonly name: string;
  readonly plan: Plan;
  readonly taken: RouteClaims;
  readonly claims: Claim[];
}

function checked(place: Located, scope: Construct, id: string, props: IngressProps): Checked {
  const name = routeName(scope, id, { kind: 'an Ingress', name: props.name });
  const plan = planOf(place, scope, name, props);
  const taken = claimsOf(scope, plan.controller);
  const claims = plan.targets.map((target) => ({
    host: hostText(target),
    path: pathClaim(target),
    claimedBy: place,
    ...certificateOf(plan.tls, namespaceOf(scope)),
  }));
  taken.check(claims);
  return { name, plan, taken, claims };
}

/** One certificate serves a host in several namespaces by a copy of its Secret in each, under one name. */
function certificateOf(tls: Tls, home: string | undefined): Pick<Claim, 'tls' | 'home'> {
  return tls.secretName ? { tls: Tls.secret(tls.secretName) } : { tls, home };
}

/** The class, for a controller that reads it nowhere else. */
function classOf({ isClassAnnotated, ingressClassName }: IIngressController): { [key: string]: string } {
  return isClassAnnotated ? { 'kubernetes.io/ingress.class': ingressClassName } : {};
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
