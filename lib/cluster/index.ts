export { CloudMetadata } from './cloud-metadata';
export { ClusterDns, type ClusterDnsAddressOptions, type ClusterDnsProps } from './cluster-dns';
export type { ClusterFact } from './cluster-facts';
export type { ClusterFactsProps } from './cluster-facts-props';
export { ClusterPolicyApi } from './cluster-policy-api';
export { ClusterProfile } from './cluster-profile';
export type { ClusterProfileProps } from './cluster-profile-props';
export type { ControllerObject } from './controller-object';
export { Entry } from './entry';
export type { EntryOptions, ExternalDns } from './entry-options';
export type { AwsGatewayProps } from './gateway/aws';
export { GatewayImplementations } from './gateway/catalogue';
export { checkFeature } from './gateway/check-feature';
export type { CiliumGatewayProps } from './gateway/cilium';
export type { ContourGatewayProps } from './gateway/contour';
export type { ContourProvisionerProps } from './gateway/contour-provisioner';
export { EnvoyGatewayDeployment, type EnvoyGatewayProps } from './gateway/envoy-gateway';
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
export type { GkeGatewayProps } from './gateway/gke';
export type { IstioProps } from './gateway/istio';
export type { KgatewayProps } from './gateway/kgateway';
export type { KongOperatorProps } from './gateway/kong-operator';
export type { NginxGatewayFabricProps } from './gateway/nginx-gateway-fabric';
export type { TraefikGatewayProps } from './gateway/traefik';
export { GatewayApiChannel, GatewayApiVersion } from './gateway-api-version';
export { checkAskedOptions } from './ingress/asked-options';
export { AlbScheme, type AwsLoadBalancerProps } from './ingress/aws-load-balancer';
export type { AzureApplicationGatewayProps } from './ingress/azure-application-gateway';
export { IngressControllers } from './ingress/catalogue';
export type { CiliumIngressProps } from './ingress/cilium';
export type { ContourProps } from './ingress/contour';
export type { GkeInternalOptions, GkeProps } from './ingress/gke';
export type { HaproxyProps } from './ingress/haproxy';
export type { IIngressController } from './ingress/ingress-controller';
export type { IngressNginxProps } from './ingress/ingress-nginx';
export { IngressOption } from './ingress/ingress-option';
export {
  BackendProtocol,
  type CorsRequest,
  type ExternalAuthRequest,
  type IngressAnswer,
  type IngressRateLimit,
  type IngressRequest,
  type StickySessionRequest,
} from './ingress/ingress-request';
export type { IstioIngressProps } from './ingress/istio-ingress';
export { KongChart, type KongProps } from './ingress/kong';
export type { OpenshiftIngressProps } from './ingress/openshift';
export type { TraefikProps } from './ingress/traefik';
export { KubernetesApi, type KubernetesApiOptions } from './kubernetes-api';
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
export { Mesh } from './mesh/catalogue';
export type { IstioAmbientProps } from './mesh/istio-ambient';
export type { IstioSidecarProps } from './mesh/istio-sidecar';
export type { LinkerdProps } from './mesh/linkerd';
export { type IMesh, MeshMode } from './mesh/mesh';
export { Monitoring } from './monitoring/catalogue';
export type { KubePrometheusStackProps } from './monitoring/kube-prometheus-stack';
export { MonitorKind } from './monitoring/monitor-object';
export type { IMonitoring, ScrapeAnswer, ScrapeRequest } from './monitoring/monitoring';
export type { PrometheusAnnotationsProps } from './monitoring/prometheus-annotations';
export { NetworkPlugin } from './network-plugin/catalogue';
export type { NetworkPluginProps } from './network-plugin/network-plugin-props';
export { NodeLocalDns, type NodeLocalDnsProps } from './node-local-dns';
export { Clusters } from './platforms/catalogue';
export type { ClusterProps } from './platforms/cluster-props';
export { type GkeClusterProps, GkeDns } from './platforms/gke-cluster-props';
export { PodSecurityLevel } from './pod-security-level';
export { PolicyDialect } from './policy-dialect';
export { Challenge, checkTls, Tls, type TlsCertManagerProps, type TlsNoneProps, type TlsSecretOptions } from './tls';
export { WorkloadIdentity, type WorkloadIdentityOptions } from './workload-identity';
