import {
  type BackendFacts,
  type Evidence,
  type FieldPath,
  groupOf,
  type IngressFacts,
  namespaceOf,
  type Place,
  type RouteFacts,
  type ServiceFacts,
} from './facts';
import { mayBeMade } from './makers';
import { mappingsAt, textAt } from './written';

/** A Service to which a route or an Ingress leads: by a port's number, or at an Ingress by its name. */
export interface ServiceUse {
  readonly user: Place;
  readonly path: FieldPath;
  readonly namespace: string;
  readonly name: string;
  readonly port: number | string;
  readonly protocol: string;
}

/** What routes use: their backends, mirrors, and what they ask for leave. */
export function usedByRoutes({ network }: Evidence): ServiceUse[] {
  return network.routes.flatMap((route) =>
    route.rules.flatMap(({ backends }) => backends.flatMap((backend) => useOf(backend, route))),
  );
}

/** What Ingresses use, always in their own namespace. */
export function usedByIngresses(evidence: Evidence): ServiceUse[] {
  return evidence.network.ingresses.flatMap((ingress) => {
    if (answersItself(ingress, evidence)) return [];
    const { object, rules, defaultBackend } = ingress;
    const backends = [
      ...(defaultBackend ? [defaultBackend] : []),
      ...rules.flatMap(({ paths }) => paths.map(({ backend }) => backend)),
    ];
    return backends.flatMap(({ path, service }) =>
      service && service.port !== BY_ANNOTATION
        ? [{ user: object, path, namespace: object.namespace, ...service, protocol: 'TCP' }]
        : [],
    );
  });
}

/** The Services to which Routes of OpenShift lead, in their own namespace. */
export function usedByOpenshiftRoutes(evidence: Evidence): Pick<ServiceUse, 'user' | 'path' | 'namespace' | 'name'>[] {
  return evidence.ofKinds('Route').flatMap((object) => {
    if (groupOf(object) !== 'route.openshift.io') return [];
    const paths = [
      ['spec', 'to'],
      ...mappingsAt(object.body, 'spec', 'alternateBackends').map(([index]) => ['spec', 'alternateBackends', index]),
    ];
    return paths.flatMap((path) => {
      const name = textAt(object.body, ...path, 'name');
      return name === undefined ? [] : [{ user: object, path, namespace: namespaceOf(object), name }];
    });
  });
}

/** At the AWS Load Balancer Controller no port: an annotation, and no Service, says what answers. */
const BY_ANNOTATION = 'use-annotation';

/** Annotations by which ingress-nginx answers itself, and asks no backend. */
const REDIRECTS = ['permanent-redirect', 'temporal-redirect'];

/** Whether annotations say that no backend of an Ingress is asked. */
export function answersItself({ object }: IngressFacts, evidence: Evidence): boolean {
  const body = evidence.bodyOf(object);
  return REDIRECTS.some(
    (name) => textAt(body, 'metadata', 'annotations', `nginx.ingress.kubernetes.io/${name}`) !== undefined,
  );
}

/**
 * Whether a Service certainly isn't there: of its namespace Services or workloads were read, it isn't among them, and
 * nothing that was read may make it.
 */
export function isMissing({ namespace, name }: Pick<ServiceUse, 'namespace' | 'name'>, evidence: Evidence): boolean {
  if (evidence.addressing.service(namespace, name) || !evidence.isShown(namespace)) return false;
  // One that can't be read is there all the same.
  return !namesOfServices(evidence).has(`${namespace}/${name}`) && !mayBeMade(namespace, name, evidence);
}

function namesOfServices(evidence: Evidence): ReadonlySet<string> {
  const services = () => evidence.ofKinds('Service');
  const known = KNOWN.get(evidence) ?? new Set(services().map(({ namespace, name }) => `${namespace}/${name}`));
  KNOWN.set(evidence, known);
  return known;
}

const KNOWN = new WeakMap<Evidence, ReadonlySet<string>>();

/** Why a Service hasn't the port that is asked of it; undefined where it has, or wasn't read. */
export function missingPort(use: ServiceUse, evidence: Evidence): string | undefined {
  const service = evidence.addressing.service(use.namespace, use.name);
  if (!service || service.type === 'ExternalName') return undefined;
  const { ports } = service;
  const isAsked = ({ port, name }: ServiceFacts['ports'][number]) =>
    typeof use.port === 'number' ? port === use.port : name === use.port;
  if (ports.some((port) => port.protocol === use.protocol && isAsked(port))) return undefined;
  const asked = typeof use.port === 'number' ? `${use.protocol} port ${use.port}` : `port named "${use.port}"`;
  const there = ports.map(
    ({ protocol, port, name }) => `${protocol} ${port}${name === undefined ? '' : ` ("${name}")`}`,
  );
  const behind = ports.find(({ targetPort, protocol }) => targetPort === use.port && protocol === use.protocol);
  const hint = behind ? `; ${use.port} is the port of its pods, which it serves on port ${behind.port}` : '';
  return `Service ${use.namespace}/${use.name} has no ${asked}; it has ${there.join(', ') || 'none'}${hint}`;
}

function useOf(backend: BackendFacts, { object, kind }: RouteFacts): ServiceUse[] {
  const { group, kind: target, namespace, name, port, path } = backend;
  if (group !== '' || target !== 'Service' || port === undefined) return [];
  return [{ user: object, path, namespace, name, port, protocol: kind === 'UDPRoute' ? 'UDP' : 'TCP' }];
}
