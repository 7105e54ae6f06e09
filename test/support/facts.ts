import type { Carrier } from './entrance';
import type { Labels } from './labels';
import type { Pod } from './workloads';

/** Who brings traffic in: what no manifest of an application can tell. */
export type Entry = PodEntry | AddressEntry;

interface EntryClass {
  readonly kind: 'Gateway' | 'Ingress';
  readonly className: string;
}

/** A load balancer outside of the cluster. */
interface AddressEntry extends EntryClass {
  /** The networks from which it connects. */
  readonly blocks: readonly string[];
}

interface PodEntry extends EntryClass {
  /** Where the pods run; without one, beside the Gateway. */
  readonly namespace?: string;
  /** The labels of those pods, for the Gateway or Ingress of that namespace and name. */
  readonly labels: (namespace: string, name: string) => Labels;
}

export interface Facts {
  readonly entries: Entry[];
  readonly dns: { readonly namespace: string; readonly labels: Labels; readonly port: number };
  /** The labels of namespaces that no manifest of an application has, besides their names. */
  readonly namespaces?: { readonly [name: string]: Labels };
}

export const defaultFacts: Facts = {
  entries: [
    {
      kind: 'Gateway',
      className: 'eg',
      namespace: 'envoy-gateway-system',
      labels: (namespace, name) => ({
        'app.kubernetes.io/name': 'envoy',
        'app.kubernetes.io/component': 'proxy',
        'app.kubernetes.io/managed-by': 'envoy-gateway',
        'gateway.envoyproxy.io/owning-gateway-name': name,
        'gateway.envoyproxy.io/owning-gateway-namespace': namespace,
      }),
    },
    {
      kind: 'Gateway',
      className: 'istio',
      labels: (_namespace, name) => ({ 'gateway.networking.k8s.io/gateway-name': name }),
    },
    {
      kind: 'Gateway',
      className: 'gke-l7-global-external-managed',
      blocks: ['35.191.0.0/16', '130.211.0.0/22', '2600:2d00:1:b029::/64', '2600:2d00:1:1::/64'],
    },
    {
      kind: 'Ingress',
      className: 'nginx',
      namespace: 'ingress-nginx',
      labels: () => ({
        'app.kubernetes.io/name': 'ingress-nginx',
        'app.kubernetes.io/component': 'controller',
        'app.kubernetes.io/instance': 'ingress-nginx',
      }),
    },
    {
      kind: 'Ingress',
      className: 'traefik',
      namespace: 'traefik',
      labels: () => ({ 'app.kubernetes.io/name': 'traefik', 'app.kubernetes.io/instance': 'traefik-traefik' }),
    },
  ],
  dns: { namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' }, port: 53 },
};

/** OpenShift, whose router is known by a label of its namespace, and whose DNS pods listen on a port of their own. */
export const openshiftFacts: Facts = {
  entries: [{ kind: 'Ingress', className: 'openshift-default', namespace: 'openshift-ingress', labels: () => ({}) }],
  dns: {
    namespace: 'openshift-dns',
    labels: { 'dns.operator.openshift.io/daemonset-dns': 'default' },
    port: 5353,
  },
  namespaces: { 'openshift-ingress': { 'policy-group.network.openshift.io/ingress': '' } },
};

/** Who brings traffic in for one Gateway or Ingress, if its class is known. */
export function carrierOf(
  facts: Facts,
  kind: Entry['kind'],
  className: string | undefined,
  owner: { readonly namespace: string; readonly name: string },
): Carrier | undefined {
  const entry = facts.entries.find((each) => each.kind === kind && each.className === className);
  if (!entry || 'blocks' in entry) return entry;
  const { namespace = owner.namespace, labels } = entry;
  return { namespace, labels: labels(owner.namespace, owner.name), ports: [], onHostNetwork: false };
}

/** The pods that resolve names; their ports have the names that CoreDNS gives them everywhere. */
export function dnsPod({ dns }: Facts): Pod {
  return {
    namespace: dns.namespace,
    labels: dns.labels,
    ports: [
      { name: 'dns', number: dns.port, protocol: 'UDP' },
      { name: 'dns-tcp', number: dns.port, protocol: 'TCP' },
    ],
    onHostNetwork: false,
  };
}
