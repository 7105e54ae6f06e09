/** A kind that changes who may connect, in ways that aren't understood here. */
export interface OpaqueKind {
  /** Whose pods it may govern: those of its namespace, or of all. */
  readonly scope: 'Namespaced' | 'Cluster';
  /** Whether it can only take away what others allow. */
  readonly onlyDenies: boolean;
  /** The side that it can change; undefined for both. */
  readonly direction?: 'ingress' | 'egress';
  /** A namespace in which it is for all namespaces. */
  readonly rootNamespace?: string;
}

const OWN: OpaqueKind = { scope: 'Namespaced', onlyDenies: false };
const ALL: OpaqueKind = { scope: 'Cluster', onlyDenies: false };
/** A mesh asks the destination who may come in. */
const OWN_DENIAL: OpaqueKind = { scope: 'Namespaced', onlyDenies: true, direction: 'ingress' };
const ALL_DENIAL: OpaqueKind = { scope: 'Cluster', onlyDenies: true, direction: 'ingress' };
const ISTIO: OpaqueKind = { ...OWN_DENIAL, rootNamespace: 'istio-system' };

/** A mesh, or a firewall at the edge, can't open what a policy closes: it can only close more. */
const POLICIES: { readonly [groupAndKind: string]: OpaqueKind } = {
  'cilium.io/CiliumNetworkPolicy': OWN,
  'cilium.io/CiliumClusterwideNetworkPolicy': ALL,
  'crd.projectcalico.org/NetworkPolicy': OWN,
  'crd.projectcalico.org/GlobalNetworkPolicy': ALL,
  'projectcalico.org/NetworkPolicy': OWN,
  'projectcalico.org/GlobalNetworkPolicy': ALL,
  'security.istio.io/AuthorizationPolicy': ISTIO,
  'security.istio.io/PeerAuthentication': ISTIO,
  'policy.linkerd.io/Server': OWN_DENIAL,
  'policy.linkerd.io/AuthorizationPolicy': OWN_DENIAL,
  'policy.linkerd.io/ServerAuthorization': OWN_DENIAL,
  'policy.linkerd.io/HTTPRoute': OWN_DENIAL,
  'crd.antrea.io/NetworkPolicy': OWN,
  'crd.antrea.io/ClusterNetworkPolicy': ALL,
  'policy.antrea.io/NetworkPolicy': OWN,
  'policy.antrea.io/ClusterNetworkPolicy': ALL,
  'k8s.ovn.org/EgressFirewall': { ...OWN_DENIAL, direction: 'egress' },
  'k8s.cni.cncf.io/MultiNetworkPolicy': OWN,
  'kuma.io/MeshTrafficPermission': ALL_DENIAL,
  'kuma.io/TrafficPermission': ALL_DENIAL,
  'consul.hashicorp.com/ServiceIntentions': ALL_DENIAL,
  'networking.k8s.aws/ApplicationNetworkPolicy': OWN,
  'networking.k8s.aws/ClusterNetworkPolicy': ALL,
};

/** Copies that are only watched, not enforced. */
const HARMLESS = /^Staged(Global|Kubernetes)?NetworkPolicy$/;

/** What an object of this group and kind does to policies, if anything that isn't understood. */
export function opaquePolicyKind(group: string, kind: string): OpaqueKind | undefined {
  const known = POLICIES[`${group}/${kind}`];
  if (known) return known;
  // The group of the admin policies: its kinds govern namespaces they aren't in, and later versions add more.
  if (group === 'policy.networking.k8s.io') return ALL;
  if (!/NetworkPolic(y|ies)$/.test(kind) || HARMLESS.test(kind)) return undefined;
  return /^(Cluster|Global)/.test(kind) ? ALL : OWN;
}

const ROUTES: ReadonlySet<string> = new Set([
  'traefik.io/IngressRoute',
  'traefik.io/IngressRouteTCP',
  'traefik.io/IngressRouteUDP',
  'traefik.containo.us/IngressRoute',
  'traefik.containo.us/IngressRouteTCP',
  'traefik.containo.us/IngressRouteUDP',
  'projectcontour.io/HTTPProxy',
  'networking.istio.io/VirtualService',
  'networking.istio.io/Gateway',
  'route.openshift.io/Route',
  'getambassador.io/Mapping',
  'getambassador.io/TCPMapping',
  'getambassador.io/Host',
  'configuration.konghq.com/TCPIngress',
  'configuration.konghq.com/UDPIngress',
  'k8s.nginx.org/VirtualServer',
  'k8s.nginx.org/VirtualServerRoute',
  'k8s.nginx.org/TransportServer',
  'apisix.apache.org/ApisixRoute',
  'ingress.v1.haproxy.org/TCP',
  'ingress.v3.haproxy.org/TCP',
  'gateway.solo.io/VirtualService',
  'gateway.solo.io/RouteTable',
  'voyager.appscode.com/Ingress',
]);

/** Whether an object of this group and kind may bring requests in, in ways that aren't understood here. */
export function isOpaqueRouteKind(group: string, kind: string): boolean {
  return ROUTES.has(`${group}/${kind}`);
}
