import { BackendProtocol, type CorsRequest, IngressOption, type IngressRequest } from '../../../lib/cluster';

/** What the Ingress shop/web asks for: a certificate from a Secret, and whatever a test says. */
export function request(says: Partial<IngressRequest> = {}): IngressRequest {
  return {
    name: 'web',
    namespace: 'shop',
    hosts: ['shop.example.com'],
    paths: ['/app'],
    servicePorts: [80],
    hasDefaultBackend: false,
    isSecure: true,
    isIssued: false,
    isProvenByHttp: false,
    ...says,
  };
}

export const CLEAR: Partial<IngressRequest> = { isSecure: false };

export const CORS: CorsRequest = {
  allowOrigins: ['https://www.example.com', 'https://*.example.org'],
  allowMethods: ['GET', 'PUT'],
  allowHeaders: ['X-Token'],
  exposeHeaders: [],
  allowCredentials: false,
  maxAge: 60,
};

const AUTH = { url: 'https://auth.example.com/check', responseHeaders: ['X-User', 'X-Team'] };

/** A request for each option. */
export const ASKING: Record<IngressOption, Partial<IngressRequest>> = {
  [IngressOption.TIMEOUT]: { timeout: 30 },
  [IngressOption.MAX_BODY_SIZE]: { maxBodySize: 10_485_760 },
  [IngressOption.STICKY_SESSION]: { stickySession: {} },
  [IngressOption.STICKY_SESSION_COOKIE_NAME]: { stickySession: { cookieName: 'shop' } },
  [IngressOption.STICKY_SESSION_DURATION]: { stickySession: { seconds: 600 } },
  [IngressOption.SOURCE_RANGES]: { sourceRanges: ['203.0.113.0/24', '2001:db8::/32'] },
  [IngressOption.CORS]: { cors: CORS },
  [IngressOption.CORS_EXPOSE_HEADERS]: { cors: { ...CORS, exposeHeaders: ['X-Total'] } },
  [IngressOption.BACKEND_HTTPS]: { backendProtocol: BackendProtocol.HTTPS },
  [IngressOption.BACKEND_GRPC]: { backendProtocol: BackendProtocol.GRPC },
  [IngressOption.BACKEND_GRPCS]: { backendProtocol: BackendProtocol.GRPCS },
  [IngressOption.REWRITE_PREFIX]: { rewritePrefix: '/' },
  [IngressOption.RATE_LIMIT]: { rateLimit: { requestsPerSecond: 10 } },
  [IngressOption.RATE_LIMIT_BURST]: { rateLimit: { requestsPerSecond: 10, burst: 20 } },
  [IngressOption.BASIC_AUTH]: { basicAuthSecret: 'users' },
  [IngressOption.EXTERNAL_AUTH]: { externalAuth: AUTH },
  [IngressOption.EXTERNAL_AUTH_SIGN_IN]: { externalAuth: { ...AUTH, signInUrl: 'https://auth.example.com/login' } },
  [IngressOption.DEFAULT_BACKEND]: { hasDefaultBackend: true },
  [IngressOption.SECRET_CERTIFICATE]: {},
  [IngressOption.ISSUED_CERTIFICATE]: { isIssued: true },
  [IngressOption.HTTP01_CHALLENGE]: { isIssued: true, isProvenByHttp: true },
  [IngressOption.CLOUD_CERTIFICATE]: { cloudCertificate: 'shop-certificate' },
};
