import type { Labels } from './labels';
import type { Pod } from './workloads';

/** Where the pods that bring traffic in run: what no manifest of an application can tell. */
export interface Entry {
  readonly kind: 'Gateway' | 'Ingress';
  readonly className: string;
  readonly namespace: string;
  /** The labels of those pods, for the Gateway or Ingress of that namespace and name. */
  readonly labels: (namespace: string, name: string) => Labels;
  /** The pods run beside the Gateway instead of in a namespace of their own. */
  readonly inGatewayNamespace?: boolean;
}

export interface Facts {
  readonly entries: Entry[];
  readonly dns: { readonly namespace: string; readonly labels: Labels; readonly port: number };
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

/** The pods through which traffic comes in for one Gateway or Ingress, if its class is known. */
export function entryPod(
  facts: Facts,
  kind: Entry['kind'],
  className: string | undefined,
  owner: { readonly namespace: string; readonly name: string },
): Pod | undefined {
  const entry = facts.entries.find((each) => each.kind === kind && each.className === className);
  return (
    entry && {
      namespace: entry.inGatewayNamespace ? owner.namespace : entry.namespace,
      labels: entry.labels(owner.namespace, owner.name),
      ports: [],
      onHostNetwork: false,
    }
  );
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
