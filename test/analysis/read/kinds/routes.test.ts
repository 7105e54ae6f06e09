import { factsOf, problemsOf } from '../reading';

function route(kind: string, spec: string, version = 'v1'): string {
  return `apiVersion: gateway.networking.k8s.io/${version}\nkind: ${kind}\nmetadata: {name: r, namespace: shop}\nspec: ${spec}\n`;
}

function backend(name: string, path: (string | number)[], more = {}) {
  return { group: '', kind: 'Service', namespace: 'shop', name, path, port: 80, weight: 1, role: 'backend', ...more };
}

test('an HTTPRoute with all that is used', () => {
  const spec = `
  parentRefs: [{name: edge, namespace: gateways, sectionName: https, port: 443}, {kind: ListenerSet, name: more}]
  hostnames: [shop.example.com]
  rules:
    - matches: [{path: {value: /v2}}, {method: POST, path: {type: Exact, value: /orders}}, {headers: [{name: a, value: b}]}]
      filters:
        - {type: RequestMirror, requestMirror: {backendRef: {name: copy, port: 81}}}
        - {type: ExternalAuth, externalAuth: {backendRef: {name: auth, namespace: auth, port: 82}}}
        - {type: URLRewrite}
      backendRefs:
        - {name: api, port: 80, weight: 9, filters: [{type: RequestMirror, requestMirror: {backendRef: {name: other, port: 80}}}]}
        - {group: x.example.com, kind: Bucket, name: static}
    - filters: [{type: RequestRedirect, requestRedirect: {scheme: https}}]`;
  const parent = { group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'gateways', name: 'edge' };
  const first = ['spec', 'rules', 0];
  const { port: _port, ...bucket } = backend('static', [...first, 'backendRefs', 1], {
    group: 'x.example.com',
    kind: 'Bucket',
  });
  expect(factsOf(route('HTTPRoute', spec))).toEqual({
    routes: [
      {
        object: 'HTTPRoute shop/r',
        kind: 'HTTPRoute',
        parents: [
          { ...parent, path: ['spec', 'parentRefs', 0], sectionName: 'https', port: 443 },
          { ...parent, kind: 'ListenerSet', namespace: 'shop', name: 'more', path: ['spec', 'parentRefs', 1] },
        ],
        hostnames: ['shop.example.com'],
        rules: [
          {
            path: first,
            matches: ['/v2', 'POST /orders', '/'],
            backends: [
              backend('api', [...first, 'backendRefs', 0], { weight: 9 }),
              bucket,
              backend('copy', [...first, 'filters', 0, 'requestMirror', 'backendRef'], { port: 81, role: 'mirror' }),
              backend('auth', [...first, 'filters', 1, 'externalAuth', 'backendRef'], {
                namespace: 'auth',
                port: 82,
                role: 'auth',
              }),
              backend('other', [...first, 'backendRefs', 0, 'filters', 0, 'requestMirror', 'backendRef'], {
                role: 'mirror',
              }),
            ],
            redirects: false,
          },
          { path: ['spec', 'rules', 1], matches: ['/'], backends: [], redirects: true },
        ],
      },
    ],
  });
});

test('a GRPCRoute matches services and methods', () => {
  const spec =
    '{rules: [{matches: [{method: {service: Greeter, method: SayHello}}, {method: {service: Greeter}}, {method: {method: Ping}}, {}]}]}';
  expect(factsOf(route('GRPCRoute', spec)).routes[0].rules[0].matches).toEqual([
    'Greeter/SayHello',
    'Greeter/*',
    '*/Ping',
    '/',
  ]);
});

test.each([
  ['HTTPRoute', 'v1beta1'],
  ['GRPCRoute', 'v1alpha2'],
  ['TLSRoute', 'v1alpha2'],
  ['TLSRoute', 'v1alpha3'],
  ['TLSRoute', 'v1'],
  ['TCPRoute', 'v1alpha2'],
  ['TCPRoute', 'v1'],
  ['UDPRoute', 'v1'],
])('%s %s leads to Services', (kind, version) => {
  const spec = '{parentRefs: [{name: edge}], rules: [{backendRefs: [{name: api, port: 80}]}]}';
  expect(factsOf(route(kind, spec, version)).routes[0].rules).toEqual([
    {
      path: ['spec', 'rules', 0],
      matches: ['/'],
      backends: [backend('api', ['spec', 'rules', 0, 'backendRefs', 0])],
      redirects: false,
    },
  ]);
});

test('a Service must be referred to with its port', () => {
  expect(problemsOf(route('HTTPRoute', '{rules: [{backendRefs: [{name: api}]}]}'))).toEqual([
    '4 spec.rules[0].backendRefs[0].port: a port number must be a whole number from 1 to 65535, but got nothing; correct it',
  ]);
});

test('a ReferenceGrant names who may refer to what', () => {
  const text = `apiVersion: gateway.networking.k8s.io/v1beta1\nkind: ReferenceGrant\nmetadata: {name: g, namespace: back}\nspec: {from: [{group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: shop}], to: [{group: "", kind: Service}, {group: "", kind: Service, name: api}]}\n`;
  expect(factsOf(text)).toEqual({
    grants: [
      {
        object: 'ReferenceGrant back/g',
        from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }],
        to: [
          { group: '', kind: 'Service' },
          { group: '', kind: 'Service', name: 'api' },
        ],
      },
    ],
  });
});

test('a grant for nobody is refused', () => {
  const text =
    'apiVersion: gateway.networking.k8s.io/v1\nkind: ReferenceGrant\nmetadata: {name: g}\nspec: {to: [{kind: Service}]}\n';
  expect(problemsOf(text)).toEqual([
    '4 spec.from: "from" must have entries, but got nothing; name what is meant',
    '4 spec.to[0].group: a group must be a text, but got nothing; write it out',
  ]);
});
