import { IngressControllers, IngressOption } from '../../../lib/cluster';
import { ASKING, CLEAR, CORS, request } from './request';

const haproxy = IngressControllers.haproxy();

test('has its name and its class', () => {
  expect([haproxy.name, haproxy.ingressClassName]).toEqual(['haproxy', 'haproxy']);
});

test('its pods have the labels of its chart, which name the release', () => {
  expect(haproxy.dataPlane.selections[0]?.namespaces?.labels).toEqual({
    'kubernetes.io/metadata.name': 'haproxy-controller',
  });
  expect(haproxy.dataPlane.selections[0]?.pods.labels).toEqual({
    'app.kubernetes.io/name': 'kubernetes-ingress',
    'app.kubernetes.io/instance': 'haproxy-kubernetes-ingress',
  });
});

test('can be installed otherwise', () => {
  const release = IngressControllers.haproxy({ namespace: 'edge', release: 'front', ingressClassName: 'internal' });
  expect(release.ingressClassName).toBe('internal');
  expect(`${release.dataPlane}`).toBe(
    'pods app.kubernetes.io/instance=front,app.kubernetes.io/name=kubernetes-ingress in namespace edge',
  );
  expect(`${IngressControllers.haproxy({ labels: { run: 'haproxy-ingress' } }).dataPlane}`).toBe(
    'pods run=haproxy-ingress in namespace haproxy-controller',
  );
});

test('takes every path', () => {
  expect(haproxy.pathCharacters).toBeUndefined();
});

const PLAIN = {
  annotations: { 'haproxy.org/ssl-redirect': 'true', 'haproxy.org/ssl-redirect-port': '443' },
  serviceAnnotations: {},
};

test('redirects plain HTTP where there is a certificate', () => {
  expect(haproxy.serve(request())).toEqual(PLAIN);
});

test('serves plain HTTP where there is none, and says so', () => {
  expect(haproxy.serve(request(CLEAR))).toEqual({
    annotations: { 'haproxy.org/ssl-redirect': 'false' },
    serviceAnnotations: {},
  });
});

test.each<[IngressOption, object, object]>([
  [IngressOption.TIMEOUT, {}, { 'haproxy.org/timeout-server': '30s' }],
  [IngressOption.STICKY_SESSION, {}, { 'haproxy.org/cookie-persistence': 'sticky-session' }],
  [IngressOption.STICKY_SESSION_COOKIE_NAME, {}, { 'haproxy.org/cookie-persistence': 'shop' }],
  [IngressOption.SOURCE_RANGES, { 'haproxy.org/allow-list': '203.0.113.0/24, 2001:db8::/32' }, {}],
  [
    IngressOption.CORS,
    {
      'haproxy.org/cors-enable': 'true',
      'haproxy.org/cors-allow-origin': '^https://www\\.example\\.com$|^https://([a-z0-9-]+\\.)+example\\.org$',
      'haproxy.org/cors-allow-methods': 'GET, PUT',
      'haproxy.org/cors-allow-headers': 'X-Token',
      'haproxy.org/cors-allow-credentials': 'false',
      'haproxy.org/cors-max-age': '60s',
    },
    {},
  ],
  [IngressOption.BACKEND_HTTPS, {}, { 'haproxy.org/server-ssl': 'true' }],
  [IngressOption.BACKEND_GRPC, {}, { 'haproxy.org/server-proto': 'h2' }],
  [IngressOption.BACKEND_GRPCS, {}, { 'haproxy.org/server-ssl': 'true', 'haproxy.org/server-proto': 'h2' }],
  [IngressOption.REWRITE_PREFIX, { 'haproxy.org/path-rewrite': '^/app/?(.*) /\\1' }, {}],
  [
    IngressOption.RATE_LIMIT,
    {
      'haproxy.org/rate-limit-requests': '10',
      'haproxy.org/rate-limit-period': '1s',
      'haproxy.org/rate-limit-status-code': '429',
    },
    {},
  ],
  [IngressOption.BASIC_AUTH, { 'haproxy.org/auth-type': 'basic-auth', 'haproxy.org/auth-secret': 'users' }, {}],
])('says it in its own words: %s', (option, annotations, ofServices) => {
  const answer = haproxy.serve(request(ASKING[option]));
  expect(answer).toEqual({
    ...PLAIN,
    annotations: { ...PLAIN.annotations, ...annotations },
    serviceAnnotations: { ...PLAIN.serviceAnnotations, ...ofServices },
  });
});

test('takes the dot of a path for a dot where it rewrites', () => {
  const said = (path: string, rewritePrefix: string) =>
    haproxy.serve(request({ paths: [path], rewritePrefix })).annotations['haproxy.org/path-rewrite'];
  expect(said('/v1.0/', '/')).toBe('^/v1\\.0/?(.*) /\\1');
  expect(said('/', '/v2/')).toBe('^/?(.*) /v2/\\1');
  expect(haproxy.serve(request({ paths: [], rewritePrefix: '/' })).annotations).toMatchObject({
    'haproxy.org/path-rewrite': '^/?(.*) /\\1',
  });
});

test.each([
  ['/a(b)', '/', '/a(b)'],
  ['/a', '/b~c', '/b~c'],
])('refuses to rewrite %s to %s', (path, rewritePrefix, got) => {
  expect(() => haproxy.serve(request({ paths: [path], rewritePrefix }))).toThrow(
    new Error(
      'a path that haproxy rewrites, and what it is rewritten to, must have no characters but letters, digits, "/", "-", ' +
        `"_", ".", but got "${got}"; serve a shorter path above it, or leave out \`rewritePrefix\``,
    ),
  );
});

test('lets scripts of all sites ask where that is meant', () => {
  const { annotations } = haproxy.serve(request({ cors: { ...CORS, allowOrigins: ['*'] } }));
  expect(annotations['haproxy.org/cors-allow-origin']).toBe('*');
});

test('refuses a time that it can not count, and headers that its configuration would read', () => {
  expect(() => haproxy.serve(request({ timeout: 2_147_484 }))).toThrow(
    new Error('the `timeout` of an Ingress by haproxy must be at most 2147483 seconds, but got 2147484; shorten it'),
  );
  expect(() => haproxy.serve(request({ timeout: 2_147_483 }))).not.toThrow();
  expect(() => haproxy.serve(request({ cors: { ...CORS, allowHeaders: ['X-Token', 'X%[src]'] } }))).toThrow(
    new Error(
      'the name of a header by haproxy must have no characters but letters, digits, "-" and "_", but got "X%[src]"; name ' +
        'another header, or another `entry`',
    ),
  );
  const { annotations } = haproxy.serve(request({ cors: { ...CORS, allowHeaders: ['*'] } }));
  expect(annotations['haproxy.org/cors-allow-headers']).toBe('*');
});
