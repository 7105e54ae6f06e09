import { type Carrier, type Entrance, type Note, urlOf } from './entrance';
import { carrierOf, type Facts } from './facts';
import type { Labels } from './labels';
import { admitting, commonHostnames, type GatewaySpec, type ParentRef } from './listeners';
import { type Manifest, ofKind, type Read } from './manifests';

const GROUP = 'gateway.networking.k8s.io';

interface BackendRef {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly port?: number;
  readonly weight?: number;
}

interface RouteMatch {
  readonly path?: { readonly value?: string };
  /** For HTTP the verb, for gRPC a service and a method of it. */
  readonly method?: string | { readonly service?: string; readonly method?: string };
}

interface RouteRule {
  readonly matches?: RouteMatch[];
  readonly filters?: { type: string; requestMirror?: { backendRef: BackendRef } }[];
  readonly backendRefs?: BackendRef[];
}

interface RouteSpec {
  readonly parentRefs?: ParentRef[];
  readonly hostnames?: string[];
  readonly rules?: RouteRule[];
}

interface GrantSpec {
  readonly from?: { group: string; kind: string; namespace: string }[];
  readonly to?: { group: string; kind: string; name?: string }[];
}

const KINDS = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'];

/** Every URL that a Gateway's listeners and the routes on them open together, with the Service behind it. */
export function gatewayEntrances(
  manifests: Manifest[],
  facts: Facts,
  labelsOf: (namespace: string) => Labels,
  note: Note,
): Entrance[] {
  const gateways = ofKind<GatewaySpec>(manifests, GROUP, 'Gateway');
  const grants = ofKind<GrantSpec>(manifests, GROUP, 'ReferenceGrant');
  const routes = KINDS.flatMap((kind) => ofKind<RouteSpec>(manifests, GROUP, kind));
  return routes.flatMap((route) => {
    const { kind } = route.manifest;
    const origin = `${kind} ${route.namespace}/${route.name}`;
    const backends = (route.spec.rules ?? []).flatMap((rule) =>
      backendsOf(rule)
        .filter((backend) => mayRefer(route, backend, grants, (problem) => note(`${origin}: ${problem}`)))
        .flatMap(({ namespace = route.namespace, name: service, port = 0 }) =>
          pathsOf(kind, rule).map((path) => ({ path, namespace, service, port })),
        ),
    );
    return (route.spec.parentRefs ?? []).flatMap((parent) => {
      const gateway = gateways.find((each) => isParent(each, parent, route));
      const carrier = gateway && gatewayCarrier(gateway, facts);
      const title = `${parent.kind ?? 'Gateway'} ${parent.namespace ?? route.namespace}/${parent.name}`;
      if (!gateway) {
        note(`${origin}: ${title} is not among the manifests`);
        return [];
      }
      if (!carrier) {
        note(`${origin}: nothing is known of the data plane of ${title}, of class ${gateway.spec.gatewayClassName}`);
        return [];
      }
      const bases = admitting(gateway, parent, { kind, namespace: route.namespace }, labelsOf).flatMap((listener) =>
        commonHostnames(listener, route.spec.hostnames).map((hostname) => ({ listener, hostname })),
      );
      if (bases.length === 0) {
        note(`${origin}: no listener of ${title} admits it`);
      }
      const protocol = kind === 'UDPRoute' ? 'UDP' : 'TCP';
      return bases.flatMap(({ listener, hostname }) =>
        backends.map(({ path, ...backend }): Entrance => {
          const url = urlOf(listener.protocol.toLowerCase(), hostname, path, listener.port);
          return { origin, url, carrier, listens: listener.port, protocol, ...backend };
        }),
      );
    });
  });
}

/** The data plane of a Gateway. */
export function gatewayCarrier(gateway: Read<GatewaySpec>, facts: Facts): Carrier | undefined {
  return carrierOf(facts, 'Gateway', gateway.spec.gatewayClassName, gateway);
}

function isParent(gateway: Read<GatewaySpec>, parent: ParentRef, route: Read<RouteSpec>): boolean {
  return (
    (parent.group ?? GROUP) === GROUP &&
    (parent.kind ?? 'Gateway') === 'Gateway' &&
    gateway.name === parent.name &&
    gateway.namespace === (parent.namespace ?? route.namespace)
  );
}

/** Where the requests of a rule go: nowhere if it redirects, and to its mirrors as well. */
function backendsOf({ filters = [], backendRefs = [] }: RouteRule): BackendRef[] {
  if (filters.some(({ type }) => type === 'RequestRedirect')) {
    return [];
  }
  const mirrors = filters.flatMap(({ requestMirror }) => (requestMirror ? [requestMirror.backendRef] : []));
  return [...backendRefs.filter(({ weight }) => weight !== 0), ...mirrors];
}

/** Only requests by HTTP have paths; a call by gRPC is one, too. */
function pathsOf(kind: string, { matches }: RouteRule): string[] {
  if (kind !== 'HTTPRoute' && kind !== 'GRPCRoute') {
    return [''];
  }
  return matches?.length ? matches.map(pathOf) : ['/'];
}

function pathOf({ path, method }: RouteMatch): string {
  if (typeof method === 'object') {
    return `/${method.service ?? '*'}/${method.method ?? '*'}`;
  }
  return path?.value ?? '/';
}

/** A backend must be a Service with a port; one in another namespace needs the leave of that namespace. */
function mayRefer(route: Read<RouteSpec>, backend: BackendRef, grants: Read<GrantSpec>[], note: Note): boolean {
  const { group = '', kind = 'Service', namespace = route.namespace, name } = backend;
  if (group !== '' || kind !== 'Service' || backend.port === undefined) {
    note(`backend ${kind} ${namespace}/${name} is not a Service with a port`);
    return false;
  }
  const isGranted = grants.some(
    (grant) =>
      grant.namespace === namespace &&
      grant.spec.from?.some(
        (from) => from.group === GROUP && from.kind === route.manifest.kind && from.namespace === route.namespace,
      ) &&
      grant.spec.to?.some((to) => to.group === '' && to.kind === 'Service' && (to.name ?? name) === name),
  );
  if (namespace !== route.namespace && !isGranted) {
    note(`no ReferenceGrant of namespace ${namespace} lets it refer to Service ${name}`);
    return false;
  }
  return true;
}
