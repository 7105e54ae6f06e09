import { type Answers, answers } from './answers';
import { policy } from './manifests';
import { AMBIENT, caller, istio, PODS } from './mesh';
import { behind, served, waypoint } from './waypoint';

const CLUSTER = behind('shop') + waypoint('shop/waypoint') + served('shop/api') + PODS;
const WEB = 'shop/web -> shop/api TCP 8080';
const LOG = 'ops/log -> shop/api TCP 8080';

function expectAnswers(yaml: string, table: Answers): void {
  expect(answers(yaml, table)).toEqual(table);
}

/** The pods take nothing but what the waypoint brings. */
const CLOSED = policy(
  'shop/api',
  '{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ podSelector: { matchLabels: { gateway.networking.k8s.io/gateway-name: waypoint } } }], ports: [{ port: 15008 }] }] }',
);
const authorization = (spec: string, name = 'shop/x') => istio('AuthorizationPolicy', name, spec);
const at = (kind: 'Service' | 'Gateway', name: string) =>
  `targetRefs: [{ group: ${kind === 'Service' ? '""' : 'gateway.networking.k8s.io'}, kind: ${kind}, name: ${name} }]`;
const from = (account: string) => `from: [{ source: { principals: [cluster.local/ns/${account}] } }]`;
const onlyWeb = (more = '') => authorization(`{ ${at('Service', 'api')}, rules: [{ ${from('shop/sa/web')}${more} }] }`);

/** @see https://istio.io/latest/docs/ambient/usage/waypoint/ */
describe('through a waypoint', () => {
  test('pods are reached that know nobody but the waypoint, on the ports to which their Service leads', () => {
    expectAnswers(CLUSTER + CLOSED, {
      [WEB]: 'allowed',
      [LOG]: 'allowed',
      'shop/web -> shop/api TCP 8081': 'denied',
      'shop/web -> shop/api TCP 80': 'denied',
      'shop/web -> shop/api UDP 8080': 'denied',
      'shop/web -> shop/service/api TCP 80': 'allowed',
      'shop/web -> shop/service/api TCP 8080': 'denied',
      'plain/job -> shop/api TCP 8080': 'denied',
      'plain/job -> shop/service/api TCP 80': 'denied',
      '203.0.113.7 -> shop/api TCP 8080': 'denied',
    });
  });

  test('who calls has to get to the waypoint: out, and in there, both on the port of the mesh', () => {
    const out = (peer: string, port: number) =>
      policy(
        'shop/web',
        `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [{ to: [{ podSelector: { matchLabels: ${peer} } }], ports: [{ port: ${port} }] }] }`,
      );
    const toWaypoint = '{ gateway.networking.k8s.io/gateway-name: waypoint }';
    expectAnswers(CLUSTER + CLOSED + out(toWaypoint, 15008), { [WEB]: 'allowed' });
    expectAnswers(CLUSTER + CLOSED + out(toWaypoint, 8080), { [WEB]: 'denied' });
    expectAnswers(CLUSTER + CLOSED + out('{ app: api }', 15008), { [WEB]: 'denied' });
    const into = policy(
      'shop/waypoint',
      `{ podSelector: { matchLabels: ${toWaypoint} }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 15008 }] }] }`,
    );
    expectAnswers(CLUSTER + CLOSED + into, { [WEB]: 'allowed', [LOG]: 'denied' });
  });

  test('the waypoint has to get to the pods, which know it by its account', () => {
    const out = policy(
      'shop/waypoint',
      '{ podSelector: { matchLabels: { gateway.networking.k8s.io/gateway-name: waypoint } }, policyTypes: [Egress] }',
    );
    expectAnswers(CLUSTER + CLOSED + out, { [WEB]: 'denied' });
    const lets = (account: string, port: string) =>
      authorization(
        `{ selector: { matchLabels: { app: api } }, rules: [{ ${from(account)}, to: [{ operation: { ports: ["${port}"] } }] }] }`,
      );
    expectAnswers(CLUSTER + lets('shop/sa/waypoint', '8080'), { [WEB]: 'allowed' });
    expectAnswers(CLUSTER + lets('shop/sa/waypoint', '80'), { [WEB]: 'denied' });
    expectAnswers(CLUSTER + lets('shop/sa/other', '8080'), { [WEB]: 'denied' });
    // Of an address, nobody says that it is that of a Service.
    expectAnswers(CLUSTER + lets('shop/sa/web', '8080'), {
      [WEB]: 'allowed',
      'shop/web -> shop/service/api TCP 80': 'denied',
    });
    const named = CLUSTER.replace(
      'labels: {  } }\nspec:\n  gatewayClassName',
      'annotations: { gateway.istio.io/service-account: other } }\nspec:\n  gatewayClassName',
    );
    expectAnswers(named + lets('shop/sa/other', '8080'), { [WEB]: 'allowed' });
  });

  test('what is open in both ways is open by the address of the pods as well', () => {
    expectAnswers(CLUSTER + onlyWeb(), { [LOG]: 'allowed', 'ops/log -> shop/service/api TCP 80': 'denied' });
  });
});

/** @see https://istio.io/latest/docs/ambient/usage/l7-features/ */
describe('a waypoint asks', () => {
  test('the policies for the Service, whose ports they name', () => {
    expectAnswers(CLUSTER + CLOSED + onlyWeb(), { [WEB]: 'allowed', [LOG]: 'denied' });
    const to = (port: number) => onlyWeb(`, to: [{ operation: { ports: ["${port}"] } }]`);
    expectAnswers(CLUSTER + CLOSED + to(80), { [WEB]: 'allowed' });
    expectAnswers(CLUSTER + CLOSED + to(8080), { [WEB]: 'denied' });
    const deny = authorization(`{ ${at('Service', 'api')}, action: DENY, rules: [{ ${from('shop/sa/web')} }] }`);
    expectAnswers(CLUSTER + CLOSED + deny, { [WEB]: 'denied', [LOG]: 'allowed' });
  });

  test('those for its Gateway, and for its class, beside them', () => {
    const nobody = authorization(`{ ${at('Gateway', 'waypoint')} }`, 'shop/whole');
    expectAnswers(CLUSTER + CLOSED + nobody, { [WEB]: 'denied', [LOG]: 'denied' });
    expectAnswers(CLUSTER + CLOSED + nobody + onlyWeb(), { [WEB]: 'allowed', [LOG]: 'denied' });
    const all = authorization(
      '{ targetRefs: [{ group: gateway.networking.k8s.io, kind: GatewayClass, name: istio-waypoint }] }',
      'istio-system/all',
    );
    expectAnswers(CLUSTER + CLOSED + all, { [WEB]: 'denied' });
    expectAnswers(CLUSTER + CLOSED + all + onlyWeb(), { [WEB]: 'allowed', [LOG]: 'denied' });
  });

  test('none for another Service', () => {
    const other = authorization(`{ ${at('Service', 'web')} }`);
    expectAnswers(CLUSTER + CLOSED + served('shop/web') + other, {
      [WEB]: 'allowed',
      'ops/log -> shop/web TCP 8080': 'allowed',
    });
  });

  test('nothing of who doesn’t come to it: without one, such a policy says nothing to pods', () => {
    const free = CLUSTER.replace('istio.io/use-waypoint: waypoint', 'a: b');
    expectAnswers(free + onlyWeb(), { [LOG]: 'allowed', 'ops/log -> shop/service/api TCP 80': 'allowed' });
  });
});

describe('what is behind a waypoint', () => {
  const own = (labels: string) => CLUSTER.replace(served('shop/api'), served('shop/api', labels));

  test('a Service says for itself, before its namespace does', () => {
    expectAnswers(own('istio.io/use-waypoint: none') + CLOSED, { [WEB]: 'denied' });
    const other = waypoint('shop/other');
    const closed = CLOSED.replace('gateway-name: waypoint', 'gateway-name: other');
    expectAnswers(own('istio.io/use-waypoint: other') + other + closed, { [WEB]: 'allowed' });
    expectAnswers(own('istio.io/use-waypoint: other') + other + CLOSED, { [WEB]: 'denied' });
    const alone = own('istio.io/use-waypoint: waypoint').replace(
      `${AMBIENT}, istio.io/use-waypoint: waypoint`,
      AMBIENT,
    );
    expectAnswers(alone + CLOSED, { [WEB]: 'allowed' });
  });

  test('a waypoint of another namespace has to admit this one', () => {
    const labels = 'istio.io/use-waypoint: shared, istio.io/use-waypoint-namespace: ops';
    const closed = policy(
      'shop/api',
      '{ podSelector: { matchLabels: { app: api } }, ingress: [{ from: [{ namespaceSelector: { matchLabels: { kubernetes.io/metadata.name: ops } }, podSelector: { matchLabels: { gateway.networking.k8s.io/gateway-name: shared } } }], ports: [{ port: 15008 }] }] }',
    );
    const admits = (from: string) => waypoint('ops/shared', '', `allowedRoutes: { namespaces: { from: ${from} } }`);
    expectAnswers(own(labels) + admits('All') + closed, { [WEB]: 'allowed' });
    expectAnswers(own(labels) + admits('Same') + closed, { [WEB]: 'denied' });
    const some = 'Selector, selector: { matchLabels: { team: a } }';
    expectAnswers(own(labels) + admits(some) + closed, { [WEB]: 'denied' });
  });

  test('a headless Service has no address of its own, and so no waypoint', () => {
    const headless = CLUSTER.replace(served('shop/api'), served('shop/api', '', 'clusterIP: None'));
    expectAnswers(headless + CLOSED, { [WEB]: 'denied', 'shop/web -> shop/service/api TCP 8080': 'denied' });
  });

  test.each<[string, string, string, string]>([
    // For what the waypoint is, and the answers by the pods' address on 8080 and 9090, and by the Service.
    ['service', 'allowed', 'denied', 'allowed'],
    ['all', 'allowed', 'allowed', 'allowed'],
    ['workload', 'allowed', 'allowed', 'denied'],
    ['none', 'denied', 'denied', 'denied'],
  ])('waypoint-for: %s', (traffic, on8080, on9090, byService) => {
    const cluster = CLUSTER.replace(
      waypoint('shop/waypoint'),
      waypoint('shop/waypoint', `istio.io/waypoint-for: ${traffic}`),
    );
    expectAnswers(cluster + CLOSED, {
      [WEB]: on8080,
      'shop/web -> shop/api TCP 9090': on9090,
      'shop/web -> shop/service/api TCP 80': byService,
    });
  });

  describe('pods, where it is for workloads', () => {
    const cluster = CLUSTER.replace(
      waypoint('shop/waypoint'),
      waypoint('shop/waypoint', 'istio.io/waypoint-for: workload'),
    );
    const nobody = authorization(`{ ${at('Gateway', 'waypoint')} }`);

    test('are asked for by its policies, but where a Service leads past it', () => {
      expectAnswers(cluster + nobody, {
        [WEB]: 'allowed',
        'shop/web -> shop/api TCP 9090': 'denied',
        'shop/web -> shop/api UDP 9090': 'allowed',
        'plain/job -> shop/api TCP 9090': 'allowed',
      });
    });

    test('say for themselves that they use none', () => {
      const labelled = cluster.replace('labels: { app: api } }', 'labels: { app: api, istio.io/use-waypoint: none } }');
      expectAnswers(labelled + nobody, { 'shop/web -> shop/api TCP 9090': 'allowed' });
    });
  });
});

describe('it isn’t known', () => {
  test.each<[string, string]>([
    ['a policy about some requests', onlyWeb(', to: [{ operation: { methods: [GET] } }]')],
    [
      'one that denies some',
      authorization(`{ ${at('Service', 'api')}, action: DENY, rules: [{ to: [{ operation: { paths: [/admin] } }] }] }`),
    ],
    ['the action CUSTOM', authorization(`{ ${at('Service', 'api')}, action: CUSTOM, rules: [{}] }`)],
    [
      'a policy that selects the pods of the waypoint',
      authorization(
        `{ selector: { matchLabels: { gateway.networking.k8s.io/gateway-name: waypoint } }, ${'rules: []'} }`,
      ),
    ],
    [
      'a route',
      `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { namespace: shop, name: api }
spec: { parentRefs: [{ group: "", kind: Service, name: api }], rules: [{ backendRefs: [{ name: api, port: 80 }] }] }
---`,
    ],
  ])('with %s', (_, yaml) => {
    expectAnswers(CLUSTER + CLOSED + yaml, { [WEB]: 'unknown', 'shop/web -> shop/service/api TCP 80': 'unknown' });
  });

  test('whether a sidecar calls the waypoint', () => {
    expectAnswers(CLUSTER + CLOSED, { 'cars/job -> shop/api TCP 8080': 'unknown' });
  });

  test('what a waypoint does that wasn’t read, or that is none of Istio’s', () => {
    const unread = CLUSTER.replace(waypoint('shop/waypoint'), '');
    const out = policy('shop/web', '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress] }');
    expectAnswers(unread + out, { [WEB]: 'unknown', 'shop/web -> shop/api TCP 9090': 'denied' });
    const other = CLUSTER.replace('gatewayClassName: istio-waypoint', 'gatewayClassName: other');
    expectAnswers(other + out, { [WEB]: 'unknown' });
  });

  test('whether a namespace that wasn’t read names the waypoint in it', () => {
    const unread = CLUSTER.replace(behind('shop'), '');
    expectAnswers(unread + CLOSED, { [WEB]: 'unknown' });
  });

  test('where a route sends what is meant for a Service', () => {
    const route = `
apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { namespace: shop, name: api }
spec: { parentRefs: [{ group: "", kind: Service, name: api }], rules: [{ backendRefs: [{ name: other, port: 80 }] }] }
---`;
    const other = served('shop/other') + caller('shop/other');
    const closed = CLOSED.replaceAll('app: api', 'app: other').replace('name: api', 'name: other');
    const nobody = authorization(`{ ${at('Service', 'other')} }`);
    expectAnswers(CLUSTER + other + closed + nobody, { 'shop/web -> shop/other TCP 8080': 'denied' });
    expectAnswers(CLUSTER + other + closed + nobody + route, { 'shop/web -> shop/other TCP 8080': 'unknown' });
  });
});
