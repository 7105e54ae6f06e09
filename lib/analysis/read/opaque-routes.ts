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
  'networking.istio.io/ServiceEntry',
  'networking.gke.io/MultiClusterIngress',
  'networking.gke.io/MultiClusterService',
  'net.gke.io/ServiceExport',
  'net.gke.io/ServiceImport',
  'multicluster.x-k8s.io/ServiceExport',
  'multicluster.x-k8s.io/ServiceImport',
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

/** Whether an object of a kind that has no reader may bring requests in, in ways that aren't understood here. */
export function isOpaqueRouteKind(group: string, kind: string): boolean {
  return ROUTES.has(`${group}/${kind}`) || (GATEWAY_GROUPS.test(group) && /(Route|Gateway|ListenerSet)$/.test(kind));
}

/** Later versions of the Gateway API add kinds of routes. */
const GATEWAY_GROUPS = /^gateway\.networking\.(x-)?k8s\.io$/;
