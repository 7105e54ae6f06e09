import { defaultFacts } from './facts';
import { reachability } from './reachability';
import { denyAll, deployment, policy, problems, read, routing, service, waysIn } from './sample';
import { APP, gateway, HTTPS, OPEN, PARENT, RULES, route } from './sample-routes';

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
    const entries = defaultFacts.entries.map((entry) => ({ ...entry, namespace: undefined }));
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

describe('routes of other kinds', () => {
  const listener = (protocol: string, port: number, more = '') =>
    `{ name: ${protocol.toLowerCase()}, port: ${port}, protocol: ${protocol}, ${more} ${OPEN} }`;
  const all = gateway(
    HTTPS,
    listener('TLS', 443, 'hostname: db.example.com,'),
    listener('TCP', 5432),
    listener('UDP', 5353),
  );
  const dual = [
    deployment('shop/web', '{ containerPort: 3001, protocol: UDP }', '{ containerPort: 3000 }'),
    service('shop/web', '{ port: 80, targetPort: 3001, protocol: UDP }', '{ port: 80, targetPort: 3000 }'),
  ];

  test.each([
    ['GRPCRoute', RULES, ['shop/web TCP 3000 https://*/']],
    [
      'GRPCRoute',
      'rules: [{ matches: [{ method: { service: acme.Orders } }, { method: { service: acme.Orders, method: Place } }], backendRefs: [{ name: web, port: 80 }] }]',
      ['shop/web TCP 3000 https://*/acme.Orders/*', 'shop/web TCP 3000 https://*/acme.Orders/Place'],
    ],
    ['TLSRoute', `hostnames: [db.example.com], ${RULES}`, ['shop/web TCP 3000 tls://db.example.com:443']],
    ['TLSRoute', `hostnames: [other.example.com], ${RULES}`, []],
    ['TCPRoute', RULES, ['shop/web TCP 3000 tcp://*:5432']],
    ['UDPRoute', RULES, ['shop/web UDP 3001 udp://*:5353']],
  ])('%s with %s', (kind, spec, expected) => {
    expect(waysIn(...dual, all, routing(kind, 'shop/web', `{ ${PARENT}, ${spec} }`))).toEqual(expected);
  });

  test.each(['GRPCRoute', 'TLSRoute', 'TCPRoute', 'UDPRoute'])('%s needs a listener of its protocol', (kind) => {
    const others = gateway(
      kind === 'GRPCRoute' ? listener('TCP', 5432) : HTTPS,
      kind === 'UDPRoute' ? listener('TCP', 5432) : listener('UDP', 5353),
    );
    const texts = [...APP, others, routing(kind, 'shop/web', `{ ${PARENT}, hostnames: [a.example.com], ${RULES} }`)];
    expect(waysIn(...texts)).toEqual([]);
    expect(problems(...texts)).toEqual([`${kind} shop/web: no listener of Gateway edge/public admits it`]);
  });
});

describe('pods beside the Gateway are governed as all others there', () => {
  const ISTIO = gateway(HTTPS).replace('Name: eg', 'Name: istio');
  const proxy = 'podSelector: { matchLabels: { gateway.networking.k8s.io/gateway-name: public } }';
  const own = (port: number, to = '3000') =>
    policy(
      'edge/proxy',
      `{ ${proxy}, policyTypes: [Ingress, Egress], ingress: [{ from: [{ ipBlock: { cidr: 0.0.0.0/0 } }], ports: [{ port: ${port} }] }], egress: [{ to: [{ namespaceSelector: {} }], ports: [{ port: ${to} }] }] }`,
    );
  const texts = [...APP, ISTIO, route(`${PARENT}, ${RULES}`), denyAll('edge')];
  const proxies = 'the pods in namespace edge';

  test.each([
    ['without a policy of their own', [], `policies keep clients from TCP 443 of ${proxies}`],
    ['by a policy with another port', [own(8443)], `policies keep clients from TCP 443 of ${proxies}`],
    ['by one that keeps them inside', [own(443, '80')], `policies keep ${proxies} from TCP 3000 of shop/web`],
  ])('%s they bring nothing in', (_, policies, problem) => {
    expect(waysIn(...texts, ...policies)).toEqual([]);
    expect(problems(...texts, ...policies)).toEqual([`HTTPRoute shop/web: ${problem}`]);
  });

  test('by a policy for clients and backends they do', () => {
    expect(waysIn(...texts, own(443))).toEqual(['shop/web TCP 3000 https://*/']);
  });
});

describe('a load balancer outside of the cluster', () => {
  const GKE = gateway(HTTPS).replace('Name: eg', 'Name: gke-l7-global-external-managed');
  const from = (...blocks: string[]) =>
    policy(
      'shop/web',
      `{ podSelector: {}, ingress: [{ from: [${blocks.map((block) => `{ ipBlock: ${block} }`).join(', ')}], ports: [{ port: 3000 }] }] }`,
    );
  const ALL = [
    '{ cidr: 35.191.0.0/16 }',
    '{ cidr: 130.211.0.0/22 }',
    '{ cidr: "2600:2d00:1:b029::/64" }',
    '{ cidr: "2600:2d00:1:1::/64" }',
  ];
  const texts = [...APP, GKE, route(`${PARENT}, ${RULES}`)];

  test('is let in where all of its addresses are, which whoever has them is, too', () => {
    expect(problems(...texts, from(...ALL))).toEqual([]);
    const { rows } = reachability(read(...texts, from(...ALL)));
    expect(rows.filter(({ to }) => to === 'shop/web').map((row) => row.from)).toEqual([
      '130.211.0.0/22',
      '2600:2d00:1:1::/64',
      '2600:2d00:1:b029::/64',
      '35.191.0.0/16',
      'outside',
    ]);
  });

  test.each([
    ['one network', ALL.slice(1)],
    ['a part of one', ['{ cidr: 35.191.0.0/16, except: [35.191.7.0/24] }', ...ALL.slice(1)]],
    ['half of one', ['{ cidr: 35.191.0.0/17 }', ...ALL.slice(1)]],
  ])('is kept out where %s is missing', (_, blocks) => {
    expect(waysIn(...texts, from(...blocks))).toEqual([]);
    expect(problems(...texts, from(...blocks))).toEqual([
      'HTTPRoute shop/web: policies keep the addresses 35.191.0.0/16, 130.211.0.0/22, 2600:2d00:1:b029::/64, 2600:2d00:1:1::/64 from TCP 3000 of shop/web',
    ]);
  });

  test('is let in by two halves', () => {
    const halves = ['{ cidr: 35.191.0.0/17 }', '{ cidr: 35.191.128.0/17 }', ...ALL.slice(1)];
    expect(waysIn(...texts, from(...halves))).toEqual(['shop/web TCP 3000 https://*/']);
  });
});

test('a Gateway of another API is none', () => {
  const other = gateway(HTTPS).replace('gateway.networking.k8s.io', 'networking.istio.io');
  expect(problems(...APP, other, route(`${PARENT}, ${RULES}`))).toEqual([
    'HTTPRoute shop/web: Gateway edge/public is not among the manifests',
  ]);
});
