import { Connectivity } from '../../../lib/analysis';
import { policy } from '../semantics/manifests';
import { AMBIENT, istio, meshed, PODS } from '../semantics/mesh';

const API = 'selector: { matchLabels: { app: api } }';
const CLUSTER = meshed('shop', AMBIENT) + PODS;

const letsIn = (port: number) =>
  policy('shop/api', `{ podSelector: { matchLabels: { app: api } }, ingress: [{ ports: [{ port: ${port} }] }] }`);
const onlyWeb = istio(
  'AuthorizationPolicy',
  'shop/api',
  `{ ${API}, rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/web] } }], to: [{ operation: { ports: ["8080"] } }] }] }`,
);

/** The legs of policies as lines, with the remedy at the end where there is one. */
function why(yaml: string, from: string, port = '8080'): string[] {
  const network = Connectivity.ofText([{ name: 'a.yaml', text: CLUSTER + yaml }]);
  const { legs, remedy } = network.why(from, 'shop/api', { port });
  const lines = legs.filter(({ leg }) => leg !== 'name').map(({ leg, answer, text }) => `${leg} ${answer}: ${text}`);
  return [...lines, ...(remedy ? [remedy] : [])];
}

const mesh = (from: string) =>
  `mesh allowed: ${from} and shop/api are in an ambient mesh, which carries TCP between them to TCP 15008: network policies see that port, and every TCP port behind it`;
const out = (from: string) => `egress allowed: no policy restricts the egress of ${from}`;

test('in an ambient mesh both legs of the network are about its port, and the mesh’s own about that of the pods', () => {
  expect(why(letsIn(15008) + onlyWeb, 'shop/web')).toEqual([
    mesh('shop/web'),
    out('shop/web'),
    'ingress allowed: NetworkPolicy shop/api lets shop/web in',
    'identity allowed: AuthorizationPolicy shop/api lets shop/web in',
  ]);
  const network = Connectivity.ofText([{ name: 'a.yaml', text: CLUSTER + letsIn(15008) + onlyWeb }]);
  const { ports, legs } = network.why('shop/web', 'shop/api');
  expect(ports).toBe('TCP 8080');
  expect(legs[legs.length - 1]?.decidedBy).toEqual(['AuthorizationPolicy shop/api, spec.rules[0] (a.yaml:51)']);
});

test('where the port of the pods is open and that of the mesh isn’t, it is that one which is missing', () => {
  expect(why(letsIn(8080) + onlyWeb, 'shop/web')).toEqual([
    mesh('shop/web'),
    out('shop/web'),
    'ingress denied: NetworkPolicy shop/api governs the ingress of shop/api, and no rule lets shop/web in on TCP 15008; NetworkPolicy shop/api does so on TCP 8080 only',
    'identity allowed: AuthorizationPolicy shop/api lets shop/web in',
    `add to spec.ingress of NetworkPolicy shop/api (a.yaml:46):
  - from:
      - podSelector:
          matchLabels:
            app: web
    ports:
      - protocol: TCP
        port: 15008`,
  ]);
});

test('whom the mesh doesn’t let in it would have to name', () => {
  expect(why(letsIn(15008) + onlyWeb, 'ops/log')).toEqual([
    mesh('ops/log'),
    out('ops/log'),
    'ingress allowed: NetworkPolicy shop/api lets ops/log in',
    'identity denied: AuthorizationPolicy shop/api governs the callers of shop/api, and no rule lets ops/log in on TCP 8080',
    `add to spec.rules of AuthorizationPolicy shop/api (a.yaml:51):
  - from:
      - source:
          principals: ["cluster.local/ns/ops/sa/log"]
    to:
      - operation:
          ports: ["8080"]`,
  ]);
  expect(why(letsIn(15008) + onlyWeb, 'shop/web', '9090').slice(3, 4)).toEqual([
    'identity denied: AuthorizationPolicy shop/api governs the callers of shop/api, and no rule lets shop/web in on TCP 9090; AuthorizationPolicy shop/api does so on TCP 8080 only',
  ]);
});

test('a policy of other pods too isn’t widened for one', () => {
  const all = istio('AuthorizationPolicy', 'shop/all', '{ rules: [{ from: [{ source: { namespaces: [shop] } }] }] }');
  expect(why(all, 'ops/log').slice(-1)).toEqual([
    `add a policy, since those that govern the callers of shop/api govern other pods as well:
  apiVersion: security.istio.io/v1
  kind: AuthorizationPolicy
  metadata:
    name: api-callers
    namespace: shop
  spec:
    selector:
      matchLabels:
        app: api
    action: ALLOW
    rules:
      - from:
          - source:
              principals: ["cluster.local/ns/ops/sa/log"]
        to:
          - operation:
              ports: ["8080"]`,
  ]);
});

test('what is denied by name stays so, whatever else is allowed', () => {
  const deny = istio(
    'AuthorizationPolicy',
    'shop/deny',
    '{ action: DENY, rules: [{ from: [{ source: { namespaces: [ops] } }] }] }',
  );
  expect(why(deny, 'ops/log').slice(2)).toEqual([
    'ingress allowed: no policy restricts the ingress of shop/api',
    'identity denied: AuthorizationPolicy shop/deny denies it, whatever others allow',
    'let AuthorizationPolicy shop/deny, spec.rules[0] (a.yaml:46) not deny it',
  ]);
});

test('who isn’t in the mesh comes to the port itself, and would have to join it where it is strict', () => {
  const strict = istio('PeerAuthentication', 'shop/strict', '{ mtls: { mode: STRICT } }');
  expect(why(letsIn(8080) + strict, 'plain/job')).toEqual([
    out('plain/job'),
    'ingress allowed: NetworkPolicy shop/api lets plain/job in',
    'identity denied: PeerAuthentication shop/strict denies it, whatever others allow',
    'have plain/job join the mesh, since PeerAuthentication shop/strict, spec.mtls (a.yaml:51) asks who it is',
  ]);
  expect(why(onlyWeb, 'plain/job').slice(-1)).toEqual([
    'have plain/job join the mesh, since AuthorizationPolicy shop/api asks who it is',
  ]);
});

test('between a sidecar and an ambient mesh nobody knows the port, nor who calls', () => {
  const unclear = 'connections between sidecars and an ambient mesh may or may not use its port 15008';
  expect(why(onlyWeb, 'cars/job')).toEqual([
    `mesh unknown: whether network policies see the port or TCP 15008 is not known: ${unclear}`,
    out('cars/job'),
    'ingress allowed: no policy restricts the ingress of shop/api',
    `identity unknown: ${unclear}`,
  ]);
});

test('a mesh has no part in UDP', () => {
  expect(why(onlyWeb, 'ops/log', 'udp/53')).toEqual([
    out('ops/log'),
    'ingress allowed: no policy restricts the ingress of shop/api',
  ]);
});
