import {
  Challenge,
  type ClusterProfile,
  Clusters,
  Entry,
  GatewayApiVersion,
  GatewayImplementations,
  IngressControllers,
  NetworkPlugin,
  PodSecurityLevel,
  Tls,
} from 'cdk8s-networking';

/*
 * Four clusters that are entered in four ways. The environment variable ENTRY chooses one of them for the examples.
 */

/** By a DNS record: that is the only way to a wildcard, and single hosts need no route for it. */
const tls = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 });

const ENTRIES: { readonly [name: string]: () => Entry } = {
  /**
   * The proxy of a Gateway runs beside it, in its namespace, whose policies have to know the clients. istiod is installed
   * with `gateways.seccompProfile.type=RuntimeDefault`, so that its proxies pass Pod Security "restricted".
   */
  istio: () =>
    Entry.gateway(GatewayImplementations.istio({ podSecurity: PodSecurityLevel.RESTRICTED }), {
      clientRanges: ['0.0.0.0/0', '::/0'],
      tls,
    }),
  /** The proxies of all Gateways run in a namespace of their own. */
  'envoy-gateway': () => Entry.gateway(GatewayImplementations.envoyGateway(), { tls }),
  /** There are no proxies in the cluster: a load balancer outside of it connects from its own addresses. */
  gke: () => Entry.gateway(GatewayImplementations.gke(), { tls }),
  /** An ingress controller. */
  traefik: () => Entry.ingress(IngressControllers.traefik(), { tls }),
};

/** The names of the four clusters. */
export const clusterNames = Object.keys(ENTRIES);

/** The one that the environment chooses. */
export const chosen = process.env.ENTRY ?? 'envoy-gateway';

/** A cluster by its name, or one that is entered in several of these ways; the first one is the default. */
export function cluster(...names: string[]): ClusterProfile {
  return Clusters.kubeadm({
    // Istio 1.30 was built for the definitions of 1.5, and watches no newer kinds.
    gatewayApiVersion: names.includes('istio') ? GatewayApiVersion.V1_5 : GatewayApiVersion.V1_6,
    networkPlugin: NetworkPlugin.calico(),
    nodeRanges: ['192.0.2.0/24'],
    entries: names.map(entryOf),
  });
}

function entryOf(name: string): Entry {
  const entry = ENTRIES[name];
  if (!entry) throw new Error(`ENTRY must be one of ${clusterNames.join(', ')}, but got ${name}`);
  return entry();
}
