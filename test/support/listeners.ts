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

const GROUP = 'gateway.networking.k8s.io';

/** Which routes a listener can serve, by its protocol. */
const KINDS: { readonly [protocol: string]: readonly string[] } = {
  HTTP: ['HTTPRoute', 'GRPCRoute'],
  HTTPS: ['HTTPRoute', 'GRPCRoute'],
  TLS: ['TLSRoute'],
  TCP: ['TCPRoute'],
  UDP: ['UDPRoute'],
};

/** The listeners of a Gateway that take the routes of a kind and a namespace under that reference. */
export function admitting(
  gateway: Read<GatewaySpec>,
  parent: ParentRef,
  { kind, namespace }: { readonly kind: string; readonly namespace: string },
  labelsOf: (namespace: string) => Labels,
): Listener[] {
  return (gateway.spec.listeners ?? []).filter(
    (listener) =>
      (parent.sectionName ?? listener.name) === listener.name &&
      (parent.port ?? listener.port) === listener.port &&
      takes(listener, kind) &&
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

function takes({ protocol, allowedRoutes }: Listener, route: string): boolean {
  const kinds = allowedRoutes?.kinds ?? [];
  const isNamed = kinds.some(({ group, kind }) => kind === route && (group ?? GROUP) === GROUP);
  return (KINDS[protocol] ?? []).includes(route) && (kinds.length === 0 || isNamed);
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
