import { IngressControllers, IngressOption } from '../../../lib/cluster';
import { ASKING, CLEAR, CORS, request } from './request';

const nginx = IngressControllers.ingressNginx();

test('has its name and its class', () => {
  expect([nginx.name, nginx.ingressClassName]).toEqual(['ingress-nginx', 'nginx']);
});

test("its pods have the labels of the project's own manifests", () => {
  expect(nginx.dataPlane.selections[0]?.namespaces?.labels).toEqual({ 'kubernetes.io/metadata.name': 'ingress-nginx' });
  expect(nginx.dataPlane.selections[0]?.pods.labels).toEqual({
    'app.kubernetes.io/name': 'ingress-nginx',
    'app.kubernetes.io/instance': 'ingress-nginx',
    'app.kubernetes.io/component': 'controller',
  });
});

test('can be installed otherwise', () => {
  const own = IngressControllers.ingressNginx({
    namespace: 'edge',
    ingressClassName: 'internal',
    labels: { app: 'nginx' },
  });
  expect(own.ingressClassName).toBe('internal');
  expect(`${own.dataPlane}`).toBe('pods app=nginx in namespace edge');
});

test('takes few characters in a path', () => {
  expect(nginx.pathCharacters).toBe('-._');
});

test('is retired, and says the way out', () => {
  expect(nginx.retirement).toBe(
    'ingress-nginx is retired: since March 2026 nobody fixes it, not even its security holes; enter the cluster by a ' +
      'Gateway API implementation, as in Entry.gateway(GatewayImplementations.envoyGateway()), or by another ingress ' +
      'controller, as in Entry.ingress(IngressControllers.traefik())',
  );
});

const PLAIN = { annotations: { 'nginx.ingress.kubernetes.io/ssl-redirect': 'true' } };

test('redirects plain HTTP where there is a certificate', () => {
  expect(nginx.serve(request())).toEqual(PLAIN);
});

test('serves plain HTTP where there is none, and says so', () => {
  expect(nginx.serve(request(CLEAR))).toEqual({ annotations: { 'nginx.ingress.kubernetes.io/ssl-redirect': 'false' } });
});

test.each<[IngressOption, object]>([
  [
    IngressOption.TIMEOUT,
    { 'nginx.ingress.kubernetes.io/proxy-read-timeout': '30', 'nginx.ingress.kubernetes.io/proxy-send-timeout': '30' },
  ],
  [IngressOption.MAX_BODY_SIZE, { 'nginx.ingress.kubernetes.io/proxy-body-size': '10485760' }],
  [IngressOption.STICKY_SESSION, { 'nginx.ingress.kubernetes.io/affinity': 'cookie' }],
  [
    IngressOption.STICKY_SESSION_COOKIE_NAME,
    { 'nginx.ingress.kubernetes.io/affinity': 'cookie', 'nginx.ingress.kubernetes.io/session-cookie-name': 'shop' },
  ],
  [
    IngressOption.STICKY_SESSION_DURATION,
    { 'nginx.ingress.kubernetes.io/affinity': 'cookie', 'nginx.ingress.kubernetes.io/session-cookie-max-age': '600' },
  ],
  [
    IngressOption.SOURCE_RANGES,
    { 'nginx.ingress.kubernetes.io/whitelist-source-range': '203.0.113.0/24,2001:db8::/32' },
  ],
  [
    IngressOption.CORS,
    {
      'nginx.ingress.kubernetes.io/enable-cors': 'true',
      'nginx.ingress.kubernetes.io/cors-allow-origin': 'https://www.example.com,https://*.example.org',
      'nginx.ingress.kubernetes.io/cors-allow-methods': 'GET,PUT',
      'nginx.ingress.kubernetes.io/cors-allow-headers': 'X-Token',
      'nginx.ingress.kubernetes.io/cors-allow-credentials': 'false',
      'nginx.ingress.kubernetes.io/cors-max-age': '60',
    },
  ],
  [
    IngressOption.CORS_EXPOSE_HEADERS,
    {
      'nginx.ingress.kubernetes.io/enable-cors': 'true',
      'nginx.ingress.kubernetes.io/cors-allow-origin': 'https://www.example.com,https://*.example.org',
      'nginx.ingress.kubernetes.io/cors-allow-methods': 'GET,PUT',
      'nginx.ingress.kubernetes.io/cors-allow-headers': 'X-Token',
      'nginx.ingress.kubernetes.io/cors-expose-headers': 'X-Total',
      'nginx.ingress.kubernetes.io/cors-allow-credentials': 'false',
      'nginx.ingress.kubernetes.io/cors-max-age': '60',
    },
  ],
  [IngressOption.BACKEND_HTTPS, { 'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS' }],
  [IngressOption.BACKEND_GRPC, { 'nginx.ingress.kubernetes.io/backend-protocol': 'GRPC' }],
  [IngressOption.BACKEND_GRPCS, { 'nginx.ingress.kubernetes.io/backend-protocol': 'GRPCS' }],
  [IngressOption.RATE_LIMIT, { 'nginx.ingress.kubernetes.io/limit-rps': '10' }],
  [
    IngressOption.RATE_LIMIT_BURST,
    { 'nginx.ingress.kubernetes.io/limit-rps': '10', 'nginx.ingress.kubernetes.io/limit-burst-multiplier': '2' },
  ],
  [
    IngressOption.BASIC_AUTH,
    { 'nginx.ingress.kubernetes.io/auth-type': 'basic', 'nginx.ingress.kubernetes.io/auth-secret': 'users' },
  ],
  [
    IngressOption.EXTERNAL_AUTH,
    {
      'nginx.ingress.kubernetes.io/auth-url': 'https://auth.example.com/check',
      'nginx.ingress.kubernetes.io/auth-response-headers': 'X-User,X-Team',
    },
  ],
  [
    IngressOption.EXTERNAL_AUTH_SIGN_IN,
    {
      'nginx.ingress.kubernetes.io/auth-url': 'https://auth.example.com/check',
      'nginx.ingress.kubernetes.io/auth-response-headers': 'X-User,X-Team',
      'nginx.ingress.kubernetes.io/auth-signin': 'https://auth.example.com/login',
    },
  ],
])('says it in its own words: %s', (option, annotations) => {
  const answer = nginx.serve(request(ASKING[option]));
  expect(answer).toEqual({
    ...PLAIN,
    annotations: { ...PLAIN.annotations, ...annotations },
  });
});

describe('refuses', () => {
  test('a burst that is no multiple of the rate', () => {
    expect(() => nginx.serve(request({ rateLimit: { requestsPerSecond: 10, burst: 25 } }))).toThrow(
      new Error(
        'the `burst` of a rate limit by ingress-nginx must be a multiple of its `requestsPerSecond`, which is 10, but got ' +
          '25; round it up',
      ),
    );
  });

  test.each([
    [{ allowHeaders: ['*'] }, '["*"]'],
    [{ exposeHeaders: ['*'] }, '["*"]'],
    [{ allowOrigins: ['https://*'] }, '"https://*"'],
  ])('what its annotations for CORS can not say: %j', (cors, got) => {
    expect(() => nginx.serve(request({ cors: { ...CORS, ...cors } }))).toThrow(
      new Error(
        'CORS by ingress-nginx must name headers and hosts; "*" may stand for all origins, or for what is below a domain, ' +
          `but got ${got}; name them one by one`,
      ),
    );
  });
});

describe('refuses what its annotations leave out in silence', () => {
  test.each([
    [{ cors: { ...CORS, allowHeaders: ['X$pid'] } }, 'X$pid'],
    [{ cors: { ...CORS, exposeHeaders: ['X.Total'] } }, 'X.Total'],
    [{ externalAuth: { url: 'https://auth.example.com', responseHeaders: ['X%User'] } }, 'X%User'],
  ])('headers: %j', (says, got) => {
    expect(() => nginx.serve(request(says))).toThrow(
      new Error(
        'the name of a header by ingress-nginx must have no characters but letters, digits, "-" and "_", but got ' +
          `"${got}"; name another header, or another \`entry\``,
      ),
    );
  });

  test.each([
    [{ url: 'https://auth.example.com/a%20b' }, 'https://auth.example.com/a%20b'],
    [
      { url: 'https://auth.example.com', signInUrl: 'https://auth.example.com/?a=%2F' },
      'https://auth.example.com/?a=%2F',
    ],
  ])('URLs: %j', (says, got) => {
    expect(() => nginx.serve(request({ externalAuth: { responseHeaders: [], ...says } }))).toThrow(
      new Error(
        'a URL of `externalAuth` by ingress-nginx must have no characters but letters, digits, "-._~/:?&=", but got ' +
          `"${got}"; name another \`path\` or \`url\`, or another \`entry\``,
      ),
    );
  });
});
