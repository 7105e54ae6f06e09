import { type LabelSelector, type Labels, selectorOf, selects } from './labels';
import type { Read } from './manifests';

export interface Listener {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly hostname?: string;
  readonly allowedRoutes?: {
    readonly namespaces?: { readonly from?: string; readonly selector?: LabelSelector };
    readonly kinds?: { readonly group?: string; readonly kind: string }[];
  };
}

export interface GatewaySpec {
  readonly gatewayClassName: string;
  readonly listeners?: Listener[];
}

/** A route's reference to the listeners it wants. */
export interface ParentRef {
  readonly group?: string;
  readonly kind?: string;
  readonly namespace?: string;
  readonly name: string;
  readonly sectionName?: string;
  readonly port?: number;
}

/** The listeners of a Gateway that take the HTTP routes of a namespace under that reference. */
export function admitting(
  gateway: Read<GatewaySpec>,
  parent: ParentRef,
  namespace: string,
  labelsOf: (namespace: string) => Labels,
): Listener[] {
  return (gateway.spec.listeners ?? []).filter(
    (listener) =>
      (parent.sectionName ?? listener.name) === listener.name &&
      (parent.port ?? listener.port) === listener.port &&
      takesHttpRoutes(listener) &&
      admitsNamespace(listener, gateway.namespace, namespace, labelsOf),
  );
}

/** The hostnames that a listener and a route have in common; `*` is any host. */
export function commonHostnames(listener: Listener, hostnames: string[] | undefined): string[] {
  const ofListener = listener.hostname || '*';
  const ofRoute = hostnames?.length ? hostnames : ['*'];
  return ofRoute.flatMap((hostname) => {
    if (covers(ofListener, hostname)) {
      return [hostname];
    }
    return covers(hostname, ofListener) ? [ofListener] : [];
  });
}

function takesHttpRoutes({ protocol, allowedRoutes }: Listener): boolean {
  const kinds = allowedRoutes?.kinds ?? [];
  const isTaken = kinds.some(
    ({ group, kind }) => kind === 'HTTPRoute' && (group ?? 'gateway.networking.k8s.io') === 'gateway.networking.k8s.io',
  );
  return (protocol === 'HTTP' || protocol === 'HTTPS') && (kinds.length === 0 || isTaken);
}

function admitsNamespace(
  { allowedRoutes }: Listener,
  own: string,
  namespace: string,
  labelsOf: (namespace: string) => Labels,
): boolean {
  const { from = 'Same', selector } = allowedRoutes?.namespaces ?? {};
  switch (from) {
    case 'All':
      return true;
    case 'Same':
      return namespace === own;
    case 'Selector':
      return selector !== undefined && selects(selectorOf(selector), labelsOf(namespace));
    default:
      return false;
  }
}

/** `*.example.com` covers every name that ends in `.example.com`, at any depth, but not `example.com`. */
function covers(wide: string, narrow: string): boolean {
  return wide === '*' || wide === narrow || (wide.startsWith('*.') && narrow.endsWith(wide.slice(1)));
}
