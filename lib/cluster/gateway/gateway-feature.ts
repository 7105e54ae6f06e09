/**
 * What an implementation may be able to do, by the names that the Gateway API gives to it.
 *
 * @see https://gateway-api.sigs.k8s.io/guides/implementers/#supported-features
 */
export enum GatewayFeature {
  /** TLS on the way to a backend. */
  BACKEND_TLS_POLICY = 'BackendTLSPolicy',
  /** Further names that the certificate of a backend may have. */
  BACKEND_TLS_POLICY_SAN_VALIDATION = 'BackendTLSPolicySANValidation',
  /** An address of a Gateway that says its type alone. */
  GATEWAY_ADDRESS_EMPTY = 'GatewayAddressEmpty',
  /** A certificate by which a Gateway shows backends who it is. */
  GATEWAY_BACKEND_CLIENT_CERTIFICATE = 'GatewayBackendClientCertificate',
  /** Certificates by which clients show who they are. */
  GATEWAY_FRONTEND_CLIENT_CERTIFICATE_VALIDATION = 'GatewayFrontendClientCertificateValidation',
  /** Clients that are let in although their certificate isn't valid. */
  GATEWAY_FRONTEND_CLIENT_CERTIFICATE_VALIDATION_INSECURE_FALLBACK = 'GatewayFrontendClientCertificateValidationInsecureFallback',
  /** Requests for a host whose certificate the connection didn't ask for are answered by 421. */
  GATEWAY_HTTPS_LISTENER_DETECT_MISDIRECTED_REQUESTS = 'GatewayHTTPSListenerDetectMisdirectedRequests',
  /** A request is served by the listener that fits best, and by no other. */
  GATEWAY_HTTP_LISTENER_ISOLATION = 'GatewayHTTPListenerIsolation',
  /** What is made for a Gateway gets the labels and annotations of its `infrastructure`. */
  GATEWAY_INFRASTRUCTURE_PROPAGATION = 'GatewayInfrastructurePropagation',
  /** Listeners on port 8080. */
  GATEWAY_PORT_8080 = 'GatewayPort8080',
  /** Addresses that a Gateway is told. */
  GATEWAY_STATIC_ADDRESSES = 'GatewayStaticAddresses',
  /** Routes for gRPC. */
  GRPC_ROUTE = 'GRPCRoute',
  /** Routes for HTTP: hosts, paths and headers, weights, redirects, changes of request headers. */
  HTTP_ROUTE = 'HTTPRoute',
  /** Redirects by 303. */
  HTTP_ROUTE_303_REDIRECT_STATUS_CODE = 'HTTPRoute303RedirectStatusCode',
  /** Redirects by 307. */
  HTTP_ROUTE_307_REDIRECT_STATUS_CODE = 'HTTPRoute307RedirectStatusCode',
  /** Redirects by 308. */
  HTTP_ROUTE_308_REDIRECT_STATUS_CODE = 'HTTPRoute308RedirectStatusCode',
  /** Backends that speak HTTP/2 in clear text, by the `appProtocol` of the Service port. */
  HTTP_ROUTE_BACKEND_PROTOCOL_H2C = 'HTTPRouteBackendProtocolH2C',
  /** Backends that speak WebSocket, by the `appProtocol` of the Service port. */
  HTTP_ROUTE_BACKEND_PROTOCOL_WEBSOCKET = 'HTTPRouteBackendProtocolWebSocket',
  /** Changes of request headers for one backend of a rule. */
  HTTP_ROUTE_BACKEND_REQUEST_HEADER_MODIFICATION = 'HTTPRouteBackendRequestHeaderModification',
  /** How long one try at a backend may last. */
  HTTP_ROUTE_BACKEND_TIMEOUT = 'HTTPRouteBackendTimeout',
  /** Filters for CORS. */
  HTTP_ROUTE_CORS = 'HTTPRouteCORS',
  /** Backends told apart by their ports. */
  HTTP_ROUTE_DESTINATION_PORT_MATCHING = 'HTTPRouteDestinationPortMatching',
  /** Rewrites of the host. */
  HTTP_ROUTE_HOST_REWRITE = 'HTTPRouteHostRewrite',
  /** Matches of the method. */
  HTTP_ROUTE_METHOD_MATCHING = 'HTTPRouteMethodMatching',
  /** Rules with names. */
  HTTP_ROUTE_NAMED_ROUTE_RULE = 'HTTPRouteNamedRouteRule',
  /** Parents named by port. */
  HTTP_ROUTE_PARENT_REF_PORT = 'HTTPRouteParentRefPort',
  /** Redirects to another path. */
  HTTP_ROUTE_PATH_REDIRECT = 'HTTPRoutePathRedirect',
  /** Rewrites of the path. */
  HTTP_ROUTE_PATH_REWRITE = 'HTTPRoutePathRewrite',
  /** Redirects to another port. */
  HTTP_ROUTE_PORT_REDIRECT = 'HTTPRoutePortRedirect',
  /** Matches of query parameters. */
  HTTP_ROUTE_QUERY_PARAM_MATCHING = 'HTTPRouteQueryParamMatching',
  /** Copies of requests for another backend. */
  HTTP_ROUTE_REQUEST_MIRROR = 'HTTPRouteRequestMirror',
  /** Copies for several backends. */
  HTTP_ROUTE_REQUEST_MULTIPLE_MIRRORS = 'HTTPRouteRequestMultipleMirrors',
  /** Copies of a part of the requests. */
  HTTP_ROUTE_REQUEST_PERCENTAGE_MIRROR = 'HTTPRouteRequestPercentageMirror',
  /** How long a request may last. */
  HTTP_ROUTE_REQUEST_TIMEOUT = 'HTTPRouteRequestTimeout',
  /** Changes of the headers of answers. */
  HTTP_ROUTE_RESPONSE_HEADER_MODIFICATION = 'HTTPRouteResponseHeaderModification',
  /** Second tries after some answers. */
  HTTP_ROUTE_RETRY = 'HTTPRouteRetry',
  /** Second tries after a try lasted too long. */
  HTTP_ROUTE_RETRY_BACKEND_TIMEOUT = 'HTTPRouteRetryBackendTimeout',
  /** Second tries after a connection failed. */
  HTTP_ROUTE_RETRY_CONNECTION_ERROR = 'HTTPRouteRetryConnectionError',
  /** Redirects to HTTPS. */
  HTTP_ROUTE_SCHEME_REDIRECT = 'HTTPRouteSchemeRedirect',
  /** Listeners that stand in objects of their own. */
  LISTENER_SET = 'ListenerSet',
  /** Routes for HTTP between workloads, whose parent is a Service. */
  MESH = 'Mesh',
  /** Routes of a mesh count for the address of the Service. */
  MESH_CLUSTER_IP_MATCHING = 'MeshClusterIPMatching',
  /** Routes of a mesh in the namespace of the one who asks. */
  MESH_CONSUMER_ROUTE = 'MeshConsumerRoute',
  /** Routes for TCP. */
  TCP_ROUTE = 'TCPRoute',
  /** Routes for TLS that is passed through, by the name that the client asks for. */
  TLS_ROUTE = 'TLSRoute',
  /** Listeners that pass TLS through beside such that end it, on one port. */
  TLS_ROUTE_MODE_MIXED = 'TLSRouteModeMixed',
  /** Routes for TLS that the Gateway ends. */
  TLS_ROUTE_MODE_TERMINATE = 'TLSRouteModeTerminate',
  /** Routes for UDP. */
  UDP_ROUTE = 'UDPRoute',
}
