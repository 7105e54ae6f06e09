import { IngressControllers, IngressOption } from '../../../lib/cluster';
import { ASKING, CLEAR, CORS, request } from './request';

const traefik = IngressControllers.traefik();

test('has its name and its class', () => {
  expect([traefik.name, traefik.ingressClassName]).toEqual(['traefik', 'traefik']);
});

test('its pods have the labels of its chart, which name release and namespace', () => {
  expect(traefik.dataPlane.selections[0]?.namespaces?.labels).toEqual({ 'kubernetes.io/metadata.name': 'traefik' });
  expect(traefik.dataPlane.selections[0]?.pods.labels).toEqual({
    'app.kubernetes.io/name': 'traefik',
    'app.kubernetes.io/instance': 'traefik-traefik',
  });
});

test.each([
  ['traefik-internal', 'traefik-internal'],
  ['edge', 'edge-traefik'],
])('the release %s has the class %s, as its chart names it', (release, ingressClassName) => {
  expect(IngressControllers.traefik({ release }).ingressClassName).toBe(ingressClassName);
});

test('can be installed otherwise', () => {
  const own = IngressControllers.traefik({ namespace: 'edge', ingressClassName: 'internal', labels: { app: 'proxy' } });
  expect(own.ingressClassName).toBe('internal');
  expect(`${own.dataPlane}`).toBe('pods app=proxy in namespace edge');
});

test('takes every path', () => {
  expect(traefik.pathCharacters).toBeUndefined();
});

const PLAIN = {
  annotations: {
    'traefik.ingress.kubernetes.io/router.entrypoints': 'websecure',
    'traefik.ingress.kubernetes.io/router.tls': 'true',
  },
  serviceAnnotations: {},
  objects: [
    {
      apiVersion: 'traefik.io/v1alpha1',
      kind: 'Middleware',
      suffix: 'redirect',
      fields: { spec: { redirectScheme: { scheme: 'https', permanent: true } } },
    },
  ],
  plainHttpAnnotations: {
    'traefik.ingress.kubernetes.io/router.entrypoints': 'web',
    'traefik.ingress.kubernetes.io/router.middlewares': 'shop-web-redirect@kubernetescrd',
  },
};

test('redirects plain HTTP where there is a certificate', () => {
  expect(traefik.serve(request())).toEqual(PLAIN);
});

test('serves plain HTTP where there is none, and says so', () => {
  expect(traefik.serve(request(CLEAR))).toEqual({
    annotations: { 'traefik.ingress.kubernetes.io/router.entrypoints': 'web' },
    serviceAnnotations: {},
    objects: [],
  });
});

test.each<[IngressOption, object, object, object[]]>([
  [
    IngressOption.TIMEOUT,
    {},
    { 'traefik.ingress.kubernetes.io/service.serverstransport': 'shop-web-timeout@kubernetescrd' },
    [
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'ServersTransport',
        suffix: 'timeout',
        fields: { spec: { forwardingTimeouts: { responseHeaderTimeout: '30s' } } },
      },
    ],
  ],
  [
    IngressOption.MAX_BODY_SIZE,
    { 'traefik.ingress.kubernetes.io/router.middlewares': 'shop-web-body@kubernetescrd' },
    {},
    [
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'Middleware',
        suffix: 'body',
        fields: { spec: { buffering: { maxRequestBodyBytes: 10485760 } } },
      },
    ],
  ],
  [
    IngressOption.STICKY_SESSION,
    {},
    {
      'traefik.ingress.kubernetes.io/service.sticky.cookie': 'true',
      'traefik.ingress.kubernetes.io/service.sticky.cookie.httponly': 'true',
      'traefik.ingress.kubernetes.io/service.sticky.cookie.secure': 'true',
    },
    [],
  ],
  [
    IngressOption.STICKY_SESSION_COOKIE_NAME,
    {},
    {
      'traefik.ingress.kubernetes.io/service.sticky.cookie': 'true',
      'traefik.ingress.kubernetes.io/service.sticky.cookie.name': 'shop',
      'traefik.ingress.kubernetes.io/service.sticky.cookie.httponly': 'true',
      'traefik.ingress.kubernetes.io/service.sticky.cookie.secure': 'true',
    },
    [],
  ],
  [
    IngressOption.STICKY_SESSION_DURATION,
    {},
    {
      'traefik.ingress.kubernetes.io/service.sticky.cookie': 'true',
      'traefik.ingress.kubernetes.io/service.sticky.cookie.maxage': '600',
      'traefik.ingress.kubernetes.io/service.sticky.cookie.httponly': 'true',
      'traefik.ingress.kubernetes.io/service.sticky.cookie.secure': 'true',
    },
    [],
  ],
  [
    IngressOption.SOURCE_RANGES,
    { 'traefik.ingress.kubernetes.io/router.middlewares': 'shop-web-sources@kubernetescrd' },
    {},
    [
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'Middleware',
        suffix: 'sources',
        fields: { spec: { ipAllowList: { sourceRange: ['203.0.113.0/24', '2001:db8::/32'] } } },
      },
    ],
  ],
  [
    IngressOption.CORS,
    { 'traefik.ingress.kubernetes.io/router.middlewares': 'shop-web-cors@kubernetescrd' },
    {},
    [
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'Middleware',
        suffix: 'cors',
        fields: {
          spec: {
            headers: {
              accessControlAllowOriginList: ['https://www.example.com'],
              accessControlAllowOriginListRegex: ['^https://([a-z0-9-]+\\.)+example\\.org$'],
              accessControlAllowMethods: ['GET', 'PUT'],
              accessControlAllowHeaders: ['X-Token'],
              accessControlAllowCredentials: false,
              accessControlMaxAge: 60,
              addVaryHeader: true,
            },
          },
        },
      },
    ],
  ],
  [
    IngressOption.CORS_EXPOSE_HEADERS,
    { 'traefik.ingress.kubernetes.io/router.middlewares': 'shop-web-cors@kubernetescrd' },
    {},
    [
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'Middleware',
        suffix: 'cors',
        fields: {
          spec: {
            headers: {
              accessControlAllowOriginList: ['https://www.example.com'],
              accessControlAllowOriginListRegex: ['^https://([a-z0-9-]+\\.)+example\\.org$'],
              accessControlAllowMethods: ['GET', 'PUT'],
              accessControlAllowHeaders: ['X-Token'],
              accessControlExposeHeaders: ['X-Total'],
              accessControlAllowCredentials: false,
              accessControlMaxAge: 60,
              addVaryHeader: true,
            },
          },
        },
      },
    ],
  ],
  [IngressOption.BACKEND_HTTPS, {}, { 'traefik.ingress.kubernetes.io/service.serversscheme': 'https' }, []],
  [IngressOption.BACKEND_GRPC, {}, { 'traefik.ingress.kubernetes.io/service.serversscheme': 'h2c' }, []],
  [IngressOption.BACKEND_GRPCS, {}, { 'traefik.ingress.kubernetes.io/service.serversscheme': 'https' }, []],
  [
    IngressOption.REWRITE_PREFIX,
    {
      'traefik.ingress.kubernetes.io/router.middlewares': 'shop-web-strip@kubernetescrd',
    },
    {},
    [
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'Middleware',
        suffix: 'strip',
        fields: { spec: { stripPrefix: { prefixes: ['/app'] } } },
      },
    ],
  ],
  [
    IngressOption.RATE_LIMIT,
    { 'traefik.ingress.kubernetes.io/router.middlewares': 'shop-web-rate@kubernetescrd' },
    {},
    [
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'Middleware',
        suffix: 'rate',
        fields: { spec: { rateLimit: { average: 10, period: '1s' } } },
      },
    ],
  ],
  [
    IngressOption.RATE_LIMIT_BURST,
    { 'traefik.ingress.kubernetes.io/router.middlewares': 'shop-web-rate@kubernetescrd' },
    {},
    [
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'Middleware',
        suffix: 'rate',
        fields: { spec: { rateLimit: { average: 10, period: '1s', burst: 20 } } },
      },
    ],
  ],
  [
    IngressOption.BASIC_AUTH,
    { 'traefik.ingress.kubernetes.io/router.middlewares': 'shop-web-basic@kubernetescrd' },
    {},
    [
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'Middleware',
        suffix: 'basic',
        fields: { spec: { basicAuth: { secret: 'users' } } },
      },
    ],
  ],
  [
    IngressOption.EXTERNAL_AUTH,
    { 'traefik.ingress.kubernetes.io/router.middlewares': 'shop-web-auth@kubernetescrd' },
    {},
    [
      {
        apiVersion: 'traefik.io/v1alpha1',
        kind: 'Middleware',
        suffix: 'auth',
        fields: {
          spec: {
            forwardAuth: { address: 'https://auth.example.com/check', authResponseHeaders: ['X-User', 'X-Team'] },
          },
        },
      },
    ],
  ],
])('says it in its own words: %s', (option, annotations, ofServices, objects) => {
  const answer = traefik.serve(request(ASKING[option]));
  expect(answer).toEqual({
    ...PLAIN,
    annotations: { ...PLAIN.annotations, ...annotations },
    serviceAnnotations: { ...PLAIN.serviceAnnotations, ...ofServices },
    objects: [...PLAIN.objects, ...objects],
  });
});

test('passes requests by all that sends them away before what changes them', () => {
  const { annotations } = traefik.serve(
    request({
      ...CLEAR,
      rewritePrefix: '/',
      maxBodySize: 1024,
      basicAuthSecret: 'users',
      cors: CORS,
      rateLimit: { requestsPerSecond: 1 },
      sourceRanges: ['203.0.113.0/24'],
    }),
  );
  expect(annotations['traefik.ingress.kubernetes.io/router.middlewares']).toBe(
    ['sources', 'rate', 'cors', 'basic', 'body', 'strip'].map((suffix) => `shop-web-${suffix}@kubernetescrd`).join(','),
  );
});

test('adds a prefix to what is left of the path', () => {
  const { annotations, objects } = traefik.serve(request({ ...CLEAR, rewritePrefix: '/v2' }));
  expect(annotations['traefik.ingress.kubernetes.io/router.middlewares']).toBe(
    'shop-web-strip@kubernetescrd,shop-web-prefix@kubernetescrd',
  );
  expect(objects?.map(({ fields }) => fields)).toEqual([
    { spec: { stripPrefix: { prefixes: ['/app'] } } },
    { spec: { addPrefix: { prefix: '/v2' } } },
  ]);
});

test('adds a prefix alone where the path is the root', () => {
  const { objects } = traefik.serve(request({ ...CLEAR, paths: ['/'], rewritePrefix: '/v2/' }));
  expect(objects?.map(({ fields }) => fields)).toEqual([{ spec: { addPrefix: { prefix: '/v2' } } }]);
});

test('refuses to name its objects without a namespace', () => {
  expect(() => traefik.serve(request({ namespace: undefined }))).toThrow(
    new Error(
      'the namespace of an Ingress that Traefik serves must be known, since it names its Middlewares by namespace; give ' +
        'its chart a `namespace`, or use an IsolatedNamespace',
    ),
  );
  expect(() => traefik.serve(request({ ...CLEAR, namespace: undefined }))).not.toThrow();
});

test('keeps a cookie to HTTPS only where there is a certificate', () => {
  expect(traefik.serve(request({ ...CLEAR, stickySession: {} })).serviceAnnotations).toEqual({
    'traefik.ingress.kubernetes.io/service.sticky.cookie': 'true',
    'traefik.ingress.kubernetes.io/service.sticky.cookie.httponly': 'true',
  });
});

test('says no more of CORS and of who may pass than is asked', () => {
  const cors = { ...CORS, allowOrigins: ['https://*.example.org:8443'] };
  const externalAuth = { url: 'https://auth.example.com', responseHeaders: [] };
  const [headers, auth] = traefik.serve(request({ ...CLEAR, cors, externalAuth })).objects ?? [];
  expect(headers?.fields).toMatchObject({
    spec: { headers: { accessControlAllowOriginListRegex: ['^https://([a-z0-9-]+\\.)+example\\.org:8443$'] } },
  });
  expect(headers?.fields).not.toHaveProperty('spec.headers.accessControlAllowOriginList');
  expect(auth?.fields).toEqual({ spec: { forwardAuth: { address: 'https://auth.example.com' } } });
});

test('names its objects as it keeps them: whatever is between letters and digits is one hyphen', () => {
  const { plainHttpAnnotations } = traefik.serve(request({ name: 'shop.example--com' }));
  expect(plainHttpAnnotations?.['traefik.ingress.kubernetes.io/router.middlewares']).toBe(
    'shop-shop-example-com-redirect@kubernetescrd',
  );
});

describe('with safe naming', () => {
  const safe = IngressControllers.traefik({ safeNaming: true });

  test('namespace and name are kept apart', () => {
    const answer = safe.serve(request({ timeout: 30 }));
    expect(answer.plainHttpAnnotations?.['traefik.ingress.kubernetes.io/router.middlewares']).toBe(
      'shop_web-redirect@kubernetescrd',
    );
    expect(answer.serviceAnnotations).toEqual({
      'traefik.ingress.kubernetes.io/service.serverstransport': 'shop_web-timeout@kubernetescrd',
    });
  });

  test.each([
    [{ name: 'shop.web' }, 'shop.web'],
    [{ namespace: 'shop--web' }, 'shop--web'],
  ])('a name has to be one that is kept as it is: %j', (says, got) => {
    expect(() => safe.serve(request(says))).toThrow(
      new Error(
        'an Ingress by Traefik with `safeNaming`, and its namespace, must have a name without "." and two "-" in a row, but ' +
          `got "${got}"; choose another name`,
      ),
    );
  });

  test('is a flag', () => {
    expect(() => IngressControllers.traefik({ safeNaming: 'yes' as any })).toThrow(
      new Error('`safeNaming` must be true or false, but got "yes"; leave it out for the default'),
    );
  });
});
