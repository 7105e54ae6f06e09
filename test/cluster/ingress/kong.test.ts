import { IngressControllers, IngressOption, KongChart } from '../../../lib/cluster';
import { ASKING, CLEAR, request } from './request';

const kong = IngressControllers.kong();

test('has its name and its class', () => {
  expect([kong.name, kong.ingressClassName]).toEqual(['kong', 'kong']);
});

test('its pods are those of the gateway, with the labels of its chart, which name the release', () => {
  expect(kong.dataPlane.selections[0]?.namespaces?.labels).toEqual({ 'kubernetes.io/metadata.name': 'kong' });
  expect(kong.dataPlane.selections[0]?.pods.labels).toEqual({
    'app.kubernetes.io/name': 'gateway',
    'app.kubernetes.io/instance': 'kong',
    'app.kubernetes.io/component': 'app',
  });
});

test('by its other chart has the labels of that one', () => {
  expect(IngressControllers.kong({ chart: KongChart.KONG }).dataPlane.selections[0]?.pods.labels).toEqual({
    'app.kubernetes.io/name': 'kong',
    'app.kubernetes.io/instance': 'kong',
    'app.kubernetes.io/component': 'app',
  });
});

test.each(['kong/kong', '', null])('refuses a chart that is none of its own: %j', (chart) => {
  expect(() => IngressControllers.kong({ chart: chart as KongChart })).toThrow(
    new Error(
      `the \`chart\` of IngressControllers.kong() must be KongChart.INGRESS or KongChart.KONG, but got ${JSON.stringify(chart)}; ` +
        '`helm list -A` shows which one; for any other way to install it, give the `labels` of its gateway pods',
    ),
  );
});

test('can be installed otherwise', () => {
  const release = IngressControllers.kong({ namespace: 'edge', release: 'front', ingressClassName: 'internal' });
  expect(release.ingressClassName).toBe('internal');
  expect(`${release.dataPlane}`).toBe(
    'pods app.kubernetes.io/component=app,app.kubernetes.io/instance=front,app.kubernetes.io/name=gateway ' +
      'in namespace edge',
  );
  expect(`${IngressControllers.kong({ labels: { app: 'ingress-kong' } }).dataPlane}`).toBe(
    'pods app=ingress-kong in namespace kong',
  );
});

test('takes no characters in a path that mean something in a regular expression', () => {
  expect(kong.pathCharacters).toBe('-_');
});

const PLAIN = {
  annotations: {
    'konghq.com/https-redirect-status-code': '308',
    'konghq.com/protocols': 'https',
    'konghq.com/strip-path': 'false',
  },
  serviceAnnotations: {},
  objects: [],
};

test('redirects plain HTTP where there is a certificate', () => {
  expect(kong.serve(request())).toEqual(PLAIN);
});

test('serves plain HTTP where there is none, and says so', () => {
  expect(kong.serve(request(CLEAR))).toEqual({
    annotations: { 'konghq.com/protocols': 'http,https', 'konghq.com/strip-path': 'false' },
    serviceAnnotations: {},
    objects: [],
  });
});

test.each<[IngressOption, object, object, object[]]>([
  [IngressOption.TIMEOUT, {}, { 'konghq.com/read-timeout': '30000', 'konghq.com/write-timeout': '30000' }, []],
  [
    IngressOption.MAX_BODY_SIZE,
    { 'konghq.com/plugins': 'web-body' },
    {},
    [
      {
        apiVersion: 'configuration.konghq.com/v1',
        kind: 'KongPlugin',
        suffix: 'body',
        fields: { plugin: 'request-size-limiting', config: { allowed_payload_size: 10485760, size_unit: 'bytes' } },
      },
    ],
  ],
  [
    IngressOption.STICKY_SESSION,
    {},
    { 'konghq.com/upstream-policy': 'web-sticky' },
    [
      {
        apiVersion: 'configuration.konghq.com/v1beta1',
        kind: 'KongUpstreamPolicy',
        suffix: 'sticky',
        fields: { spec: { algorithm: 'consistent-hashing', hashOn: { cookie: 'sticky-session', cookiePath: '/' } } },
      },
    ],
  ],
  [
    IngressOption.STICKY_SESSION_COOKIE_NAME,
    {},
    { 'konghq.com/upstream-policy': 'web-sticky' },
    [
      {
        apiVersion: 'configuration.konghq.com/v1beta1',
        kind: 'KongUpstreamPolicy',
        suffix: 'sticky',
        fields: { spec: { algorithm: 'consistent-hashing', hashOn: { cookie: 'shop', cookiePath: '/' } } },
      },
    ],
  ],
  [
    IngressOption.SOURCE_RANGES,
    { 'konghq.com/plugins': 'web-sources' },
    {},
    [
      {
        apiVersion: 'configuration.konghq.com/v1',
        kind: 'KongPlugin',
        suffix: 'sources',
        fields: { plugin: 'ip-restriction', config: { allow: ['203.0.113.0/24', '2001:db8::/32'] } },
      },
    ],
  ],
  [
    IngressOption.CORS,
    { 'konghq.com/plugins': 'web-cors' },
    {},
    [
      {
        apiVersion: 'configuration.konghq.com/v1',
        kind: 'KongPlugin',
        suffix: 'cors',
        fields: {
          plugin: 'cors',
          config: {
            origins: ['https://www.example.com', '^https://([a-z0-9-]+\\.)+example\\.org$'],
            methods: ['GET', 'PUT'],
            headers: ['X-Token'],
            credentials: false,
            max_age: 60,
          },
        },
      },
    ],
  ],
  [
    IngressOption.CORS_EXPOSE_HEADERS,
    { 'konghq.com/plugins': 'web-cors' },
    {},
    [
      {
        apiVersion: 'configuration.konghq.com/v1',
        kind: 'KongPlugin',
        suffix: 'cors',
        fields: {
          plugin: 'cors',
          config: {
            origins: ['https://www.example.com', '^https://([a-z0-9-]+\\.)+example\\.org$'],
            methods: ['GET', 'PUT'],
            headers: ['X-Token'],
            exposed_headers: ['X-Total'],
            credentials: false,
            max_age: 60,
          },
        },
      },
    ],
  ],
  [IngressOption.BACKEND_HTTPS, {}, { 'konghq.com/protocol': 'https' }, []],
  [IngressOption.BACKEND_GRPC, { 'konghq.com/protocols': 'grpcs' }, { 'konghq.com/protocol': 'grpc' }, []],
  [IngressOption.BACKEND_GRPCS, { 'konghq.com/protocols': 'grpcs' }, { 'konghq.com/protocol': 'grpcs' }, []],
  [IngressOption.REWRITE_PREFIX, { 'konghq.com/strip-path': 'true' }, {}, []],
  [
    IngressOption.RATE_LIMIT,
    { 'konghq.com/plugins': 'web-rate' },
    {},
    [
      {
        apiVersion: 'configuration.konghq.com/v1',
        kind: 'KongPlugin',
        suffix: 'rate',
        fields: { plugin: 'rate-limiting', config: { second: 10, limit_by: 'ip', policy: 'local' } },
      },
    ],
  ],
])('says it in its own words: %s', (option, annotations, ofServices, objects) => {
  const answer = kong.serve(request(ASKING[option]));
  expect(answer).toEqual({
    ...PLAIN,
    annotations: { ...PLAIN.annotations, ...annotations },
    serviceAnnotations: { ...PLAIN.serviceAnnotations, ...ofServices },
    objects: [...PLAIN.objects, ...objects],
  });
});

test('refuses to put something in the place of a path, which all Ingresses of the Service would have', () => {
  expect(() => kong.serve(request({ rewritePrefix: '/v2' }))).toThrow(
    new Error(
      'the `rewritePrefix` of an Ingress by kong must be "/", since it can take a path away and put none in its place, ' +
        'but got "/v2"; serve the backend at the root, or name another `entry`',
    ),
  );
});

test('strips the path, and asks for nothing in its place, where that is the root', () => {
  const { annotations, serviceAnnotations } = kong.serve(request({ rewritePrefix: '/' }));
  expect(annotations['konghq.com/strip-path']).toBe('true');
  expect(serviceAnnotations).toEqual({});
});

test('speaks gRPC in clear text with clients where there is no certificate', () => {
  const { annotations } = kong.serve(request({ ...CLEAR, ...ASKING[IngressOption.BACKEND_GRPC] }));
  expect(annotations['konghq.com/protocols']).toBe('grpc,grpcs');
});

test('refuses a time that it can not count', () => {
  expect(() => kong.serve(request({ timeout: 2_147_484 }))).toThrow(
    new Error('the `timeout` of an Ingress by kong must be at most 2147483 seconds, but got 2147484; shorten it'),
  );
  const { serviceAnnotations } = kong.serve(request({ timeout: 2_147_483 }));
  expect(serviceAnnotations?.['konghq.com/read-timeout']).toBe('2147483000');
});
