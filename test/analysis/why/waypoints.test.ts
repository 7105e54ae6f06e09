import { Connectivity } from '../../../lib/analysis';
import { policy } from '../semantics/manifests';
import { istio } from '../semantics/mesh';
import { BEHIND_WAYPOINT, TO_WAYPOINT, waypoint } from '../semantics/waypoint';
import { applied } from './apply-remedy';

const API = policy(
  'shop/api',
  `{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: { matchLabels: ${TO_WAYPOINT} } }], ports: [{ port: 15008 }] }] }`,
);
const WAYPOINT = policy(
  'shop/waypoint',
  `{ podSelector: { matchLabels: ${TO_WAYPOINT} }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 15008 }] }] }`,
);
const ONLY_WEB = istio(
  'AuthorizationPolicy',
  'shop/callers',
  '{ targetRefs: [{ kind: Service, group: "", name: api }], rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/web] } }] }] }',
);

const network = (yaml: string) => Connectivity.ofText([{ name: 'a.yaml', text: BEHIND_WAYPOINT + yaml }]);

/** The legs but for names, as lines. */
function legs(yaml: string, from: string, to = 'shop/api', port = '8080'): string[] {
  return network(yaml)
    .why(from, to, { port })
    .legs.filter(({ leg }) => leg !== 'DNS' && leg !== 'Service')
    .map(({ leg, answer, text }) => `${leg} ${answer}: ${text}`);
}

const goes = (from: string) =>
  `waypoint allowed: what ${from} sends to Service shop/api goes through the waypoint shop/waypoint`;
const ON = [
  'mesh allowed: waypoint shop/waypoint and shop/api are in an ambient mesh, which carries TCP between them to TCP 15008: network policies see that port, and every TCP port behind it',
  'egress allowed: no policy restricts the egress of waypoint shop/waypoint',
  'ingress allowed: NetworkPolicy shop/api lets waypoint shop/waypoint in',
  'identity allowed: no policy restricts the callers of shop/api',
];

test('each part of the way is a leg: to the waypoint, through it, and on to the pods', () => {
  const expected = [
    goes('shop/web'),
    'egress allowed: no policy restricts the egress of shop/web',
    'ingress allowed: NetworkPolicy shop/waypoint lets shop/web in',
    'identity allowed: AuthorizationPolicy shop/callers lets shop/web in',
    ...ON,
  ];
  expect(legs(API + WAYPOINT + ONLY_WEB, 'shop/web')).toEqual(expected);
  expect(legs(API + WAYPOINT + ONLY_WEB, 'shop/web', 'shop/service/api', '80')).toEqual(expected);
  const { legs: told } = network(API).why('shop/web', 'shop/api', { port: '8080' });
  expect(told.find(({ leg }) => leg === 'waypoint')?.decidedBy).toEqual([
    'Namespace shop (a.yaml:2)',
    'Gateway shop/waypoint (a.yaml:6)',
  ]);
});

test('what is refused on the way says where, and what would let it pass', () => {
  const yaml = API + WAYPOINT + ONLY_WEB;
  expect(legs(yaml, 'ops/log')).toEqual([
    goes('ops/log'),
    'egress allowed: no policy restricts the egress of ops/log',
    'ingress denied: NetworkPolicy shop/waypoint governs the ingress of waypoint shop/waypoint, and no rule lets ops/log in on TCP 15008',
    'identity denied: AuthorizationPolicy shop/callers governs the callers of Service shop/api at waypoint shop/waypoint, and no rule lets ops/log in on TCP 80',
    ...ON,
  ]);
  const { answer, remedy } = network(yaml).why('ops/log', 'shop/api', { port: '8080' });
  expect(answer).toBe('denied');
  expect(remedy?.split('\n')).toEqual([
    'add to spec.rules of AuthorizationPolicy shop/callers (a.yaml:50):',
    '  - from:',
    '      - source:',
    '          principals: ["cluster.local/ns/ops/sa/log"]',
    '    to:',
    '      - operation:',
    '          ports: ["80"]',
    'add to spec.ingress of NetworkPolicy shop/waypoint (a.yaml:45):',
    '  - from:',
    '      - namespaceSelector:',
    '          matchLabels:',
    '            kubernetes.io/metadata.name: ops',
    '        podSelector:',
    '          matchLabels:',
    '            app: log',
    '    ports:',
    '      - protocol: TCP',
    '        port: 15008',
  ]);
});

test('what the network lacks can be added as it is told', () => {
  const yaml = API.replace('waypoint', 'other') + WAYPOINT;
  const { remedy = '' } = network(yaml).why('ops/log', 'shop/api', { port: '8080' });
  const text = applied(BEHIND_WAYPOINT + yaml, remedy) as string;
  const after = Connectivity.ofText([{ name: 'a.yaml', text }]);
  expect(after.answer('ops/log', 'shop/service/api', 80)).toBe('allowed');
  expect(after.answer('shop/web', 'shop/api', 8081)).toBe('denied');
});

test('a policy for others as well isn’t what is to be changed', () => {
  const nobody = istio(
    'AuthorizationPolicy',
    'shop/whole',
    '{ targetRefs: [{ kind: Gateway, group: gateway.networking.k8s.io, name: waypoint }] }',
  );
  const { remedy } = network(API + nobody).why('ops/log', 'shop/api', { port: '8080' });
  expect(remedy?.split('\n')).toEqual([
    'add a policy, since those that govern the callers of Service shop/api govern others as well:',
    '  apiVersion: security.istio.io/v1',
    '  kind: AuthorizationPolicy',
    '  metadata:',
    '    name: api-callers',
    '    namespace: shop',
    '  spec:',
    '    targetRefs:',
    '      - group: ""',
    '        kind: Service',
    '        name: api',
    '    action: ALLOW',
    '    rules:',
    '      - from:',
    '          - source:',
    '              principals: ["cluster.local/ns/ops/sa/log"]',
    '        to:',
    '          - operation:',
    '              ports: ["80"]',
  ]);
});

test('what is open past the waypoint, or goes there by no Service, is told without it', () => {
  expect(legs('', 'shop/web').some((line) => line.startsWith('waypoint'))).toBe(false);
  expect(legs(API, 'shop/web', 'shop/api', '9090').some((line) => line.startsWith('waypoint'))).toBe(false);
});

test('what isn’t known of the waypoint is a leg that says so', () => {
  const unread = BEHIND_WAYPOINT.replace(waypoint('shop/waypoint'), '');
  const told = Connectivity.ofText([
    {
      name: 'a.yaml',
      text: unread + policy('shop/web', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress] }'),
    },
  ]);
  const { answer, legs: found } = told.why('shop/web', 'shop/api', { port: '8080' });
  expect(answer).toBe('unknown');
  expect(found.filter(({ leg }) => leg === 'waypoint').map(({ text }) => text)).toEqual([
    'what shop/web sends to Service shop/api may go through the waypoint shop/waypoint: Namespace shop: it is reached through the waypoint shop/waypoint, which was not read',
  ]);
});
