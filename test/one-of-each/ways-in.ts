import {
  ClusterProfile,
  Entry,
  GatewayApiVersion,
  GatewayImplementations,
  type IGatewayImplementation,
  type IIngressController,
  IngressControllers,
  LoadBalancers,
  NetworkPlugin,
} from '../../lib';

const SUBNETS = { subnetRanges: ['10.0.0.0/20'] };

/** Each way into a cluster, by the name of its folder. */
export const CONTROLLERS: Record<string, IIngressController> = {
  awsLoadBalancer: IngressControllers.awsLoadBalancer(SUBNETS),
  azureApplicationGateway: IngressControllers.azureApplicationGateway({ subnetRanges: ['10.0.0.0/24'] }),
  cilium: IngressControllers.cilium(),
  contour: IngressControllers.contour(),
  gke: IngressControllers.gke(),
  haproxy: IngressControllers.haproxy(),
  ingressNginx: IngressControllers.ingressNginx(),
  istioIngress: IngressControllers.istioIngress(),
  k3sTraefik: IngressControllers.k3sTraefik(),
  kong: IngressControllers.kong(),
  openshift: IngressControllers.openshift(),
  traefik: IngressControllers.traefik(),
};

export const IMPLEMENTATIONS: Record<string, IGatewayImplementation> = {
  aws: GatewayImplementations.aws({ gatewayClassName: 'alb', ...SUBNETS }),
  cilium: GatewayImplementations.cilium(),
  contour: GatewayImplementations.contour(),
  contourProvisioner: GatewayImplementations.contourProvisioner(),
  envoyGateway: GatewayImplementations.envoyGateway(),
  gke: GatewayImplementations.gke(),
  istio: GatewayImplementations.istio(),
  kgateway: GatewayImplementations.kgateway(),
  kongOperator: GatewayImplementations.kongOperator({ labels: { app: 'kong-data-plane' } }),
  nginxGatewayFabric: GatewayImplementations.nginxGatewayFabric(),
  traefik: GatewayImplementations.traefik(),
};

/** A cluster that is entered in one way. */
export function clusterOf(name: string, entry: Entry): ClusterProfile {
  return ClusterProfile.define({
    name,
    entries: [entry],
    gatewayApiVersion: GatewayApiVersion.V1_6,
    loadBalancer: LoadBalancers.awsNlb(SUBNETS),
    networkPlugin: NetworkPlugin.cilium(),
  });
}

/** A way in by an ingress controller. */
export function ingressEntry(controller: IIngressController): Entry {
  return Entry.ingress(controller, { externalDns: { ttlSeconds: 60 } });
}

/** A way in by an implementation of the Gateway API. */
export function gatewayEntry(implementation: IGatewayImplementation): Entry {
  return Entry.gateway(implementation, { clientRanges: ['0.0.0.0/0', '::/0'], externalDns: { ttlSeconds: 60 } });
}

/** Each way in, by the name of the folder that is written for it. */
export function waysIn(): [string, Entry][] {
  return [
    ...Object.entries(CONTROLLERS).map(([name, each]): [string, Entry] => [`ingress-${name}`, ingressEntry(each)]),
    ...Object.entries(IMPLEMENTATIONS).map(([name, each]): [string, Entry] => [`gateway-${name}`, gatewayEntry(each)]),
  ];
}
