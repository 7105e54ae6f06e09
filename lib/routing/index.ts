export { admitClients } from './admit-clients';
export type { IBackend, IExternalBackend } from './backend';
export { BackendTlsPolicy } from './backend-tls/backend-tls-policy';
export type { BackendTlsPolicyProps } from './backend-tls/backend-tls-policy-props';
export { BackendTrust } from './backend-tls/backend-trust';
export { SubjectAltName } from './backend-tls/subject-alt-name';
export { Exposure, type ExposureProps } from './exposure';
export { EXPOSE_OPTIONS, type ExposeOptions, type HostOptions } from './exposure-options';
export { allowOnly } from './gateway/allow-only';
export { AllowedNamespaces } from './gateway/allowed-namespaces';
export type { CertificateAuthority, ClientCertificates, PortClientCertificates } from './gateway/client-certificates';
export { DelegatedHosts } from './gateway/delegated-hosts';
export { ExistingGateway, type ExistingGatewayProps } from './gateway/existing-gateway';
export { type ExistingListener, ListenerProtocol } from './gateway/existing-listener';
export { Gateway } from './gateway/gateway';
export { GatewayAddress } from './gateway/gateway-address';
export { GatewayClass, type GatewayClassParameters, type GatewayClassProps } from './gateway/gateway-class';
export { checkHostnames, markGateway } from './gateway/gateway-laws';
export type {
  BackendCertificate,
  GatewayInfrastructure,
  GatewayOptions,
  GatewayParameters,
  GatewayProps,
} from './gateway/gateway-props';
export { GATEWAY_SETTINGS } from './gateway/gateway-props-laws';
export { HostGuard } from './gateway/host-guard';
export { ListenerSet, type ListenerSetProps } from './gateway/listener-set';
export { ReferenceGrant, type ReferenceGrantProps, ReferentKind, ReferrerKind } from './gateway/reference-grant';
export type { IGateway } from './gateway/route-parent';
export { GrpcMatch, type GrpcPattern } from './grpc/grpc-match';
export { GrpcRoute, type GrpcRouteProps } from './grpc/grpc-route';
export type { GrpcRouteRule } from './grpc/grpc-rule';
export type { HttpCorsOptions } from './http/http-cors';
export type { HttpExtension } from './http/http-extension';
export type { GrpcExternalAuthOptions, HttpExternalAuthOptions } from './http/http-external-auth';
export { HttpFilter } from './http/http-filter';
export type { HttpHeaderChanges } from './http/http-header-changes';
export { HttpMatch } from './http/http-match';
export { HttpMethod } from './http/http-method';
export type { HttpMirrorFraction, HttpMirrorOptions } from './http/http-mirror';
export { type HttpRedirectOptions, HttpScheme } from './http/http-redirect';
export type { HttpRetry } from './http/http-retry';
export type { HttpRewriteOptions } from './http/http-rewrite';
export { HttpRoute, type HttpRouteProps } from './http/http-route';
export type { HttpRouteRule } from './http/http-rule';
export type { WeightedBackend } from './http/http-split';
export type { HttpTimeouts } from './http/http-timeouts';
export { type BlueGreenOptions, type CanaryOptions, Release, ReleaseColor, type ReleaseHeader } from './http/release';
export { Ingress } from './ingress/ingress';
export type {
  BasicAuthOptions,
  ExternalAuthOptions,
  IngressOptions,
  StickySessionOptions,
} from './ingress/ingress-options';
export type { IngressProps } from './ingress/ingress-props';
export type { AnyHostOptions, IngressDefaultBackend, IngressPath, IngressRule } from './ingress/ingress-rule';
export { MeshGrpcRoute, type MeshGrpcRouteProps } from './mesh/mesh-grpc-route';
export { MeshHttpRoute, type MeshHttpRouteProps } from './mesh/mesh-http-route';
export type { MeshRouteProps } from './mesh/mesh-props';
export { PublishedService, type PublishedServiceProps } from './published-service';
export { Routing, RoutingApi, type RoutingBothOptions } from './routing';
export { sharedRouting } from './shared-routing';
export type { StreamBackend, StreamRouteProps } from './streams/stream-props';
export { TcpRoute, type TcpRouteProps } from './streams/tcp-route';
export { TlsRoute, type TlsRouteProps } from './streams/tls-route';
export { UdpRoute, type UdpRouteProps } from './streams/udp-route';
