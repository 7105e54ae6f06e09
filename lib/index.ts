// Addressing: a stable name for changing pods.
export { DnsName, type DnsNameProps, Service, type ServicePort, type ServiceProps, ServiceType } from './addressing';
// Reading: what manifests allow, whoever wrote them.
export * as analysis from './analysis';
// The app.
export { Platform, type PlatformProps } from './app';
// Blueprints: whole things people ask for.
export {
  InternalService,
  type InternalServiceProps,
  IsolatedNamespace,
  type IsolatedNamespaceProps,
  PodSecurity,
  type PodSecurityReason,
  type ServingOptions,
  StatefulService,
  type StatefulServiceProps,
  WebApp,
  type WebAppProps,
  Worker,
  type WorkerProps,
} from './blueprints';
// The facts of a cluster.
export {
  Challenge,
  ClusterDns,
  type ClusterDnsProps,
  ClusterProfile,
  type ClusterProfileProps,
  type ClusterProps,
  Clusters,
  type ControlPlane,
  Entry,
  type EntryOptions,
  type EnvoyGatewayProps,
  GatewayImplementations,
  type GatewayReference,
  HttpsRedirect,
  type IGatewayImplementation,
  type IIngressController,
  IngressControllers,
  type IngressNginxProps,
  type IstioProps,
  type LocalDataPlane,
  NetworkPlugin,
  type NetworkPluginProps,
  PodSecurityLevel,
  Tls,
  type TlsCertManagerProps,
  type TlsNoneProps,
  type TlsSecretOptions,
  type TraefikProps,
} from './cluster';
// What all written objects share.
export { type IWorkload, NameScope } from './objects';
// Policy: who may connect.
export {
  Connections,
  type ConnectionsProps,
  type ConnectOptions,
  DefaultDeny,
  type DefaultDenyProps,
  DnsEgress,
  type DnsEgressProps,
  type IConnectable,
  NetworkPolicy,
  type NetworkPolicyProps,
  type PolicyRule,
} from './policy';
// Telling: the results of an analysis as text.
export * as report from './report';
// Routing: how the outside gets in.
export {
  type ExposeOptions,
  Exposure,
  type ExposureProps,
  Gateway,
  type GatewayProps,
  HttpFilter,
  HttpMatch,
  HttpRoute,
  type HttpRouteProps,
  type HttpRouteRule,
  type IBackend,
  Ingress,
  type IngressProps,
  ReferenceGrant,
  type ReferenceGrantProps,
  ReferentKind,
  ReferrerKind,
} from './routing';
// The words.
export {
  type AnywherePeerProps,
  Cidr,
  type CidrPeerProps,
  Connection,
  type ConnectionProps,
  Direction,
  type IConnectionEnd,
  IpFamily,
  IpRange,
  LabelExpression,
  LabelOperator,
  LabelSelector,
  type LabelSelectorProps,
  type NamespacesPeerProps,
  Peer,
  PodSelection,
  type PodSelectionProps,
  type PodsPeerProps,
  Port,
  PortSet,
  Protocol,
  Workload,
  type WorkloadProps,
} from './traffic';
// Workloads: what runs.
export {
  type ContainerResources,
  type DedicatedServiceAccountOptions,
  type EmptyDirOptions,
  Env,
  type ExistingServiceAccountOptions,
  type ExtraPort,
  type GrpcProbeOptions,
  type HttpProbeOptions,
  type InitContainer,
  type PodOptions,
  Probe,
  type ProbeOptions,
  ServiceAccount,
  type Storage,
  Volume,
} from './workload';
