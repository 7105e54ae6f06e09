export { ClusterDns, type ClusterDnsProps } from './cluster-dns';
export { ClusterProfile, type ClusterProfileProps } from './cluster-profile';
export { Entry, type EntryOptions } from './entry';
export { GatewayImplementations } from './gateway/catalogue';
export type { EnvoyGatewayProps } from './gateway/envoy-gateway';
export type {
  ControlPlane,
  GatewayReference,
  IGatewayImplementation,
  LocalDataPlane,
} from './gateway/gateway-implementation';
export type { IstioProps } from './gateway/istio';
export { IngressControllers } from './ingress/catalogue';
export { HttpsRedirect, type IIngressController } from './ingress/ingress-controller';
export type { IngressNginxProps } from './ingress/ingress-nginx';
export type { TraefikProps } from './ingress/traefik';
export { NetworkPlugin, type NetworkPluginProps } from './network-plugin';
export { Clusters } from './platforms/catalogue';
export type { ClusterProps } from './platforms/cluster-props';
export { PodSecurityLevel } from './pod-security-level';
export { Challenge, checkTls, Tls, type TlsCertManagerProps, type TlsNoneProps, type TlsSecretOptions } from './tls';
