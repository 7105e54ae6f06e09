/** What an Ingress may ask of its controller, and not every controller can. */
export enum IngressOption {
  /** How long the controller waits for a backend. */
  TIMEOUT = 'timeout',
  /** The greatest body of a request. */
  MAX_BODY_SIZE = 'maxBodySize',
  /** The requests of one client go to one pod. */
  STICKY_SESSION = 'stickySession',
  /** The name of the cookie by which they do. */
  STICKY_SESSION_COOKIE_NAME = 'stickySession.cookieName',
  /** For how long they do. */
  STICKY_SESSION_DURATION = 'stickySession.duration',
  /** The addresses of the clients that are served. */
  SOURCE_RANGES = 'sourceRanges',
  /** What scripts of other sites may ask for. */
  CORS = 'cors',
  /** The headers of answers that they may read. */
  CORS_EXPOSE_HEADERS = 'cors.exposeHeaders',
  /** Backends that speak HTTP over TLS. */
  BACKEND_HTTPS = 'BackendProtocol.HTTPS',
  /** Backends that speak gRPC in clear text. */
  BACKEND_GRPC = 'BackendProtocol.GRPC',
  /** Backends that speak gRPC over TLS. */
  BACKEND_GRPCS = 'BackendProtocol.GRPCS',
  /** What takes the place of the path in what the backend is asked for. */
  REWRITE_PREFIX = 'rewritePrefix',
  /** How often one client may ask. */
  RATE_LIMIT = 'rateLimit',
  /** How often it may ask at once. */
  RATE_LIMIT_BURST = 'rateLimit.burst',
  /** Users and passwords in a Secret. */
  BASIC_AUTH = 'basicAuth',
  /** Somebody else who is asked before each request whether it may pass. */
  EXTERNAL_AUTH = 'externalAuth',
  /** Where a browser is sent that may not. */
  EXTERNAL_AUTH_SIGN_IN = 'externalAuth.signInUrl',
  /** Who answers what no rule fits. */
  DEFAULT_BACKEND = 'defaultBackend',
  /** A certificate in a Secret of the Ingress's namespace. */
  SECRET_CERTIFICATE = 'Tls.secret()',
  /** A certificate that cert-manager puts into such a Secret. */
  ISSUED_CERTIFICATE = 'Tls.certManager()',
  /** The proof to its authority by an HTTP request, which comes by this controller. */
  HTTP01_CHALLENGE = 'Challenge.HTTP01',
  /** A certificate that the cloud provider keeps. */
  CLOUD_CERTIFICATE = 'Tls.cloud()',
}
