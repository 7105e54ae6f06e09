export { ClusterDns, type ClusterDnsProps } from './cluster-dns';
export { ClusterProfile, type ClusterProfileProps } from './cluster-profile';
export type { ControllerObject } from './controller-object';
export { Entry, type EntryOptions } from './entry';
export { GatewayImplementations } from './gateway/catalogue';
export type { EnvoyGatewayProps } from './gateway/envoy-gateway';
export { GatewayFeature } from './gateway/gateway-feature';
export type {
  ControlPlane,
  GatewayAnswer,
  GatewayFeatures,
  GatewayReference,
  GatewayRequest,
  IGatewayImplementation,
  LocalDataPlane,
} from './gateway/gateway-implementation';
export type { IstioProps } from './gateway/istio';
export { GatewayApiChannel, GatewayApiVersion } from './gateway-api-version';
export { IngressControllers } from './ingress/catalogue';
export type { ContourProps } from './ingress/contour';
export type { HaproxyProps } from './ingress/haproxy';
export { HttpsRedirect, type IIngressController } from './ingress/ingress-controller';
export type { IngressNginxProps } from './ingress/ingress-nginx';
export { KongChart, type KongProps } from './ingress/kong';
export type { TraefikProps } from './ingress/traefik';
export { type AwsNlbProps, NlbTarget } from './load-balancer/aws-nlb-props';
export type { AzureProps } from './load-balancer/azure';
export { LoadBalancers } from './load-balancer/catalogue';
export type { ConformantProps } from './load-balancer/conformant';
export type { GcpProps } from './load-balancer/gcp';
export {
  type ILoadBalancer,
  type LoadBalancerAnswer,
  type LoadBalancerRequest,
  LoadBalancerSource,
} from './load-balancer/load-balancer';
export type { MetallbProps } from './load-balancer/metallb';
export { NetworkPlugin, type NetworkPluginProps } from './network-plugin';
export { Clusters } from './platforms/catalogue';
export type { ClusterProps } from './platforms/cluster-props';
export { PodSecurityLevel } from './pod-security-level';
export { Challenge, checkTls, Tls, type TlsCertManagerProps, type TlsNoneProps, type TlsSecretOptions } from './tls';
