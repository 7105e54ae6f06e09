import { type Entrance, type Note, urlOf } from './entrance';
import { entryPod, type Facts } from './facts';
import type { Labels } from './labels';
import { admitting, commonHostnames, type GatewaySpec, type ParentRef } from './listeners';
import { type Manifest, ofKind, type Read } from './manifests';
import type { Pod } from './workloads';

const GROUP = 'gateway.networking.k8s.io';

interface BackendRef {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly port?: number;
  readonly weight?: number;
}

interface RouteRule {
  readonly matches?: { path?: { value?: string } }[];
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

/** Every URL that a Gateway's listeners and the HTTPRoutes on them open together, with the Service behind it. */
export function gatewayEntrances(
  manifests: Manifest[],
  facts: Facts,
  labelsOf: (namespace: string) => Labels,
  note: Note,
): Entrance[] {
  const gateways = ofKind<GatewaySpec>(manifests, GROUP, 'Gateway');
  const grants = ofKind<GrantSpec>(manifests, GROUP, 'ReferenceGrant');
  return ofKind<RouteSpec>(manifests, GROUP, 'HTTPRoute').flatMap((route) => {
    const origin = `HTTPRoute ${route.namespace}/${route.name}`;
    const backends = (route.spec.rules ?? []).flatMap((rule) =>
      backendsOf(rule)
        .filter((backend) => mayRefer(route, backend, grants, (problem) => note(`${origin}: ${problem}`)))
        .flatMap(({ namespace = route.namespace, name: service, port = 0 }) =>
          pathsOf(rule).map((path) => ({ path, namespace, service, port })),
        ),
    );
    return (route.spec.parentRefs ?? []).flatMap((parent) => {
      const gateway = gateways.find((each) => isParent(each, parent, route));
      const pods = gateway && gatewayPods(gateway, facts);
      const title = `${parent.kind ?? 'Gateway'} ${parent.namespace ?? route.namespace}/${parent.name}`;
      if (!gateway) {
        note(`${origin}: ${title} is not among the manifests`);
        return [];
      }
      if (!pods) {
        note(`${origin}: nothing is known of the data plane of ${title}, of class ${gateway.spec.gatewayClassName}`);
        return [];
      }
      const bases = admitting(gateway, parent, route.namespace, labelsOf).flatMap((listener) =>
        commonHostnames(listener, route.spec.hostnames).map((hostname) => ({ listener, hostname })),
      );
      if (bases.length === 0) {
        note(`${origin}: no listener of ${title} admits it`);
      }
      return bases.flatMap(({ listener, hostname }) =>
        backends.map(({ path, ...backend }): Entrance => {
          const scheme = listener.protocol === 'HTTPS' ? 'https' : 'http';
          return { origin, url: urlOf(scheme, hostname, path, listener.port), pods, ...backend };
        }),
      );
    });
  });
}

/** The data plane's pods of a Gateway. */
export function gatewayPods(gateway: Read<GatewaySpec>, facts: Facts): Pod | undefined {
  return entryPod(facts, 'Gateway', gateway.spec.gatewayClassName, gateway);
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

function pathsOf({ matches }: RouteRule): string[] {
  return matches?.length ? matches.map(({ path }) => path?.value ?? '/') : ['/'];
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
        (from) => from.group === GROUP && from.kind === 'HTTPRoute' && from.namespace === route.namespace,
      ) &&
      grant.spec.to?.some((to) => to.group === '' && to.kind === 'Service' && (to.name ?? name) === name),
  );
  if (namespace !== route.namespace && !isGranted) {
    note(`no ReferenceGrant of namespace ${namespace} lets it refer to Service ${name}`);
    return false;
  }
  return true;
}
