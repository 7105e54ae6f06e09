import { defaultFacts } from './facts';
import { reachability } from './reachability';
import { deployment, policy, problems, read, routing, service, waysIn } from './sample';
import { APP, gateway, HTTPS, PARENT, RULES, route } from './sample-routes';

test('listener, route, Service and pod', () => {
  const spec = `${PARENT}, hostnames: [shop.example.com], ${RULES}`;
  expect(waysIn(...APP, gateway(HTTPS), route(spec))).toEqual(['shop/web TCP 3000 https://shop.example.com/']);
  expect(problems(...APP, gateway(HTTPS), route(spec))).toEqual([]);
});

test('a row for each path', () => {
  const rules =
    'rules: [{ matches: [{ path: { value: /a } }, { path: { value: /b } }, { method: GET }], backendRefs: [{ name: web, port: 80 }] }]';
  expect(waysIn(...APP, gateway(HTTPS), route(`${PARENT}, ${rules}`))).toEqual([
    'shop/web TCP 3000 https://*/',
    'shop/web TCP 3000 https://*/a',
    'shop/web TCP 3000 https://*/b',
  ]);
});

test.each([
  ['a redirect', 'filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }]', []],
  ['no backend', 'matches: []', []],
  ['weight 0', 'backendRefs: [{ name: web, port: 80, weight: 0 }]', []],
  ['the pod port', 'backendRefs: [{ name: web, port: 3000 }]', ['there is no TCP port 3000 of a Service shop/web']],
  [
    'a Service that is not there',
    'backendRefs: [{ name: wep, port: 80 }]',
    ['there is no TCP port 80 of a Service shop/wep'],
  ],
  ['no port', 'backendRefs: [{ name: web }]', ['backend Service shop/web is not a Service with a port']],
  [
    'another kind',
    'backendRefs: [{ kind: Bucket, name: web, port: 80 }]',
    ['backend Bucket shop/web is not a Service with a port'],
  ],
])('no row for %s', (_, rule, expected) => {
  const texts = [...APP, gateway(HTTPS), route(`${PARENT}, rules: [{ ${rule} }]`)];
  expect(waysIn(...texts)).toEqual([]);
  expect(problems(...texts)).toEqual(expected.map((problem) => `HTTPRoute shop/web: ${problem}`));
});

test('a mirror is reached as well', () => {
  const shadow = [deployment('shop/shadow', '{ containerPort: 1 }'), service('shop/shadow', '{ port: 1 }')];
  const filters = 'filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: shadow, port: 1 } } }]';
  const rules = `rules: [{ ${filters}, backendRefs: [{ name: web, port: 80 }] }]`;
  expect(waysIn(...APP, ...shadow, gateway(HTTPS), route(`${PARENT}, ${rules}`))).toEqual([
    'shop/shadow TCP 1 https://*/',
    'shop/web TCP 3000 https://*/',
  ]);
});

describe('to a Service of another namespace', () => {
  const far = routing(
    'HTTPRoute',
    'edge/web',
    '{ parentRefs: [{ name: public }], rules: [{ backendRefs: [{ namespace: shop, name: web, port: 80 }] }] }',
  );
  const grant = (name: string, from: string, to: string) =>
    routing('ReferenceGrant', name, `{ from: [${from}], to: [${to}] }`);
  const FROM = '{ group: gateway.networking.k8s.io, kind: HTTPRoute, namespace: edge }';

  test.each([
    ['shop/g', FROM, '{ group: "", kind: Service }'],
    ['shop/g', FROM, '{ group: "", kind: Service, name: web }'],
  ])('with the grant %s from %s to %s', (name, from, to) => {
    expect(waysIn(...APP, gateway(HTTPS), far, grant(name, from, to))).toEqual(['shop/web TCP 3000 https://*/']);
  });

  test.each([
    ['edge/g', FROM, '{ group: "", kind: Service }'],
    ['shop/g', FROM, '{ group: "", kind: Service, name: api }'],
    ['shop/g', FROM, '{ group: core, kind: Service }'],
    ['shop/g', FROM, '{ group: "", kind: Secret }'],
    ['shop/g', FROM.replace('HTTPRoute', 'GRPCRoute'), '{ group: "", kind: Service }'],
    ['shop/g', FROM.replace('namespace: edge', 'namespace: shop'), '{ group: "", kind: Service }'],
  ])('not with the grant %s from %s to %s', (name, from, to) => {
    expect(waysIn(...APP, gateway(HTTPS), far, grant(name, from, to))).toEqual([]);
    expect(problems(...APP, gateway(HTTPS), far, grant(name, from, to))).toEqual([
      'HTTPRoute edge/web: no ReferenceGrant of namespace shop lets it refer to Service web',
    ]);
  });
});

describe('the policies must let the data plane in', () => {
  const admitting = (space: string, owner: string) =>
    policy(
      'shop/web',
      `{ podSelector: {}, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ${space} } }, podSelector: { matchLabels: { gateway.envoyproxy.io/owning-gateway-name: ${owner}, gateway.envoyproxy.io/owning-gateway-namespace: edge } } }], ports: [{ port: 3000 }] }] }`,
    );
  const texts = [...APP, gateway(HTTPS), route(`${PARENT}, ${RULES}`)];

  test('that of this very Gateway', () => {
    expect(waysIn(...texts, admitting('envoy-gateway-system', 'public'))).toHaveLength(1);
    expect(waysIn(...texts, admitting('envoy-gateway-system', 'private'))).toEqual([]);
    expect(waysIn(...texts, admitting('edge', 'public'))).toEqual([]);
  });

  test('beside the Gateway, where the facts say so', () => {
    const entries = defaultFacts.entries.map((entry) => ({ ...entry, inGatewayNamespace: true }));
    const { rows } = reachability(read(...texts, admitting('edge', 'public')), { ...defaultFacts, entries });
    expect(rows.filter(({ from }) => from === 'outside')).toHaveLength(1);
  });

  test('an unknown class is a problem', () => {
    const other = [...APP, gateway(HTTPS).replace('Name: eg', 'Name: other'), route(`${PARENT}, ${RULES}`)];
    expect(waysIn(...other)).toEqual([]);
    expect(problems(...other)).toEqual([
      'HTTPRoute shop/web: nothing is known of the data plane of Gateway edge/public, of class other',
    ]);
  });
});

test('a Gateway of another API is none', () => {
  const other = gateway(HTTPS).replace('gateway.networking.k8s.io', 'networking.istio.io');
  expect(problems(...APP, other, route(`${PARENT}, ${RULES}`))).toEqual([
    'HTTPRoute shop/web: Gateway edge/public is not among the manifests',
  ]);
});
