import type { Construct } from 'constructs';
import type { IService } from '../../addressing';
import {
  Challenge,
  checkAskedOptions,
  checkTls,
  type Entry,
  type IIngressController,
  type IngressAnswer,
  type IngressRequest,
  type Tls,
} from '../../cluster';
import { constructError, type Located, located } from '../../errors';
import { clusterOf, namespaceOf } from '../../objects';
import type { Peer } from '../../traffic';
import { type AnyBackend, podPort } from '../backend';
import { checkBackend } from '../backend-laws';
import { givenTls } from '../certificate-laws';
import { dataPlaneOf } from '../gateway/data-plane';
import { checkPathFor } from '../paths';
import { checkAnswer } from './answer-laws';
import { checkControllerObjects } from './controller-objects';
import { externalAuthRequest } from './external-auth';
import { checkCertificate, checkNamespace, checkSecretHome, controllerOf } from './ingress-laws';
import type { ExternalAuthOptions, IngressOptions } from './ingress-options';
import type { IngressProps } from './ingress-props';
import { optionValues } from './option-values';
import { checkServiceAnnotations } from './service-annotations';
import { hostText, type Target, targetsOf } from './targets';

/** What an Ingress is going to be, once all of it is checked. */
export interface Plan {
  readonly entry: Entry;
  readonly controller: IIngressController;
  /** From where requests come. */
  readonly dataPlane: Peer;
  readonly tls: Tls;
  readonly targets: Target[];
  /** The Services that it leads to, each once. */
  readonly services: IService[];
  readonly answer: IngressAnswer;
  /** Who of the app is asked before each request. */
  readonly authBackend?: { readonly backend: AnyBackend; readonly port?: number };
}

/** The givers of a certificate, for the error where there is none. */
const SILENT = 'neither the app nor the entry of the cluster profile';

/** Checks all that is said of an Ingress, and asks the controller how it gives it. */
export function planOf(place: Located, scope: Construct, name: string, props: IngressProps): Plan {
  const targets = targetsOf(place, props);
  const way = wayIn(place, scope, props);
  const { entry, controller } = way;
  for (const { path } of targets) if (path !== undefined) checkPathFor(controller, place, path);
  located(place, () => checkTls(props.tls));
  const tls = certificates(place, scope, targets, props.tls ?? entry.tls);
  for (const target of targets) checkTarget(place, scope, target);
  const request = requestOf(place, scope, { name, targets, tls, options: props.options });
  checkRewriting(place, request, targets);
  const answer = answerOf(place, controller, request);
  if (answer.objects) checkControllerObjects(place, name, answer.objects);
  const services = unique(targets.map(({ backend }) => backend.service));
  if (answer.serviceAnnotations) checkServiceAnnotations(place, scope, services, answer.serviceAnnotations);
  const authBackend = backendOf(props.options?.externalAuth);
  return { tls, targets, services, answer, authBackend, ...way };
}

function wayIn(
  place: Located,
  scope: Construct,
  props: IngressProps,
): Pick<Plan, 'entry' | 'controller' | 'dataPlane'> {
  const entry = located(place, () => clusterOf(scope).entry(props.entry));
  const controller = controllerOf(entry, place);
  return { entry, controller, dataPlane: dataPlaneOf(place, scope, entry, () => controller.dataPlane) };
}

function checkTarget(place: Located, scope: Construct, { backend, port }: Target): void {
  checkBackend(place, scope, backend);
  checkNamespace(backend, namespaceOf(scope), place);
  podPort(place, backend, port);
}

/** What an Ingress asks of its controller. */
interface Asked {
  readonly name: string;
  readonly targets: Target[];
  readonly tls: Tls;
  readonly options?: IngressOptions;
}

function requestOf(place: Located, scope: Construct, { name, targets, tls, options = {} }: Asked): IngressRequest {
  const values = located(place, () => optionValues(options));
  const { externalAuth: auth } = options;
  const externalAuth = auth === undefined ? undefined : externalAuthRequest(place, scope, auth);
  return {
    name,
    namespace: namespaceOf(scope),
    hosts: unique(targets.flatMap(({ host }) => host ?? [])),
    paths: unique(targets.flatMap(({ path }) => path ?? [])),
    exactPaths: unique(targets.flatMap(({ path, exact }) => (exact && path !== undefined ? path : []))),
    isForAnyHost: targets.some(({ host, path }) => host === undefined && path !== undefined),
    hasDefaultBackend: targets.some(({ path }) => path === undefined),
    servicePorts: values.backendProtocol === undefined ? [] : servicePorts(place, targets),
    isSecure: !tls.isNone,
    isIssued: tls.isIssued,
    isProvenByHttp: tls.challenge === Challenge.HTTP01,
    cloudCertificate: tls.cloudCertificate,
    externalAuth,
    ...values,
  };
}

function answerOf(place: Located, controller: IIngressController, request: IngressRequest): IngressAnswer {
  return located(place, () => {
    checkAskedOptions(controller, request);
    const answer = controller.serve(request);
    checkAnswer(controller.name, answer);
    return answer;
  });
}

function certificates(place: Located, scope: Construct, targets: Target[], given: Tls | undefined): Tls {
  // There is one at least.
  const host = targets.map(hostText)[0] as string;
  const tls = givenTls(place, { host, tls: given, silent: SILENT });
  for (const target of targets) {
    if (target.host !== undefined) checkCertificate(place, scope, tls, target.host);
    else checkHostlessCertificate(place, tls, namespaceOf(scope));
  }
  return tls;
}

function checkHostlessCertificate(place: Located, tls: Tls, namespace: string | undefined): void {
  if (tls.isIssued) {
    throw constructError(place, {
      law: 'cert-manager must know the host that it issues a certificate for, but this Ingress is for any host',
      got: tls.toString(),
      remedy: "give each rule a `host`, or name a certificate: Tls.secret('name')",
    });
  }
  checkSecretHome(place, tls, namespace);
}

/** What replaces several paths would be one thing to some controllers and another to others. */
function checkRewriting(place: Located, { rewritePrefix, paths }: IngressRequest, targets: Target[]): void {
  if (rewritePrefix === undefined) return;
  const isOne = paths.length === 1 && targets.every(({ path }) => path !== undefined);
  if (isOne) return;
  throw constructError(place, {
    law: 'an Ingress with `rewritePrefix` must have one path, for all of its hosts, and no `defaultBackend`',
    got: paths,
    remedy: 'make an Ingress for each path',
  });
}

function servicePorts(place: Located, targets: Target[]): number[] {
  return unique(targets.map(({ backend, port }) => port ?? located(place, () => backend.service.defaultPort)));
}

function backendOf(auth: ExternalAuthOptions | undefined): Plan['authBackend'] {
  return auth?.backend === undefined ? undefined : { backend: auth.backend, port: auth.port };
}

function unique<T>(items: T[]): T[] {
  return [...new Set(items)];
}
