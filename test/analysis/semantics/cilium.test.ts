import { Connectivity } from '../../../lib/analysis';
import { expectAnswers } from './answers';
import { adminPolicy, baselinePolicy, cilium, ciliumClusterwide, namespace, pod, policy } from './manifests';

const PORTS = '[{ name: http, containerPort: 8080 }]';
const CLUSTER = [
  namespace('shop', '{ team: red }'),
  namespace('ops', '{ team: blue }'),
  pod('shop/api', '{ app: api }', PORTS),
  pod('shop/web', '{ app: web }'),
  pod('ops/log', '{ app: log }'),
].join('');
const AGENT = `
apiVersion: v1
kind: Pod
metadata: { namespace: ops, name: agent, labels: { app: agent } }
spec: { hostNetwork: true, containers: [{ name: main, image: main }] }
---`;

const API = 'endpointSelector: { matchLabels: { "k8s:app": api } }';
const WEB = '{ matchLabels: { app: web } }';
const LOG = '{ matchLabels: { "k8s:io.kubernetes.pod.namespace": ops, app: log } }';

describe('a direction', () => {
  test('is closed by an empty rule, and by no empty list', () => {
    expectAnswers(CLUSTER + cilium('shop/api', `{ ${API}, ingress: [{}] }`), {
      'shop/web -> shop/api TCP 80': 'denied',
      '203.0.113.7 -> shop/api TCP 80': 'denied',
      'shop/api -> shop/web TCP 80': 'allowed',
    });
    expectAnswers(CLUSTER + cilium('shop/api', `{ ${API}, ingress: [] }`), {
      'shop/web -> shop/api TCP 80': 'allowed',
    });
  });

  test('stays open where the policy says that it doesn’t deny by default', () => {
    const open = cilium(
      'shop/api',
      `{ ${API}, enableDefaultDeny: { ingress: false }, ingress: [{ fromEndpoints: [${WEB}] }], ingressDeny: [{ fromEndpoints: [${LOG}] }] }`,
    );
    expectAnswers(CLUSTER + open, {
      'shop/web -> shop/api TCP 80': 'allowed',
      '203.0.113.7 -> shop/api TCP 80': 'allowed',
      'ops/log -> shop/api TCP 80': 'denied',
    });
    expectAnswers(CLUSTER + open + policy('shop/shut', '{ podSelector: {} }'), {
      'shop/web -> shop/api TCP 80': 'allowed',
      '203.0.113.7 -> shop/api TCP 80': 'denied',
    });
  });
});

describe('what policies allow', () => {
  test('adds up, with what NetworkPolicies allow', () => {
    const both =
      cilium(
        'shop/one',
        `{ ${API}, ingress: [{ fromEndpoints: [${WEB}], toPorts: [{ ports: [{ port: "80", protocol: TCP }] }] }] }`,
      ) + policy('shop/two', '{ podSelector: { matchLabels: { app: api } }, ingress: [{ ports: [{ port: 81 }] }] }');
    expectAnswers(CLUSTER + both, {
      'shop/web -> shop/api TCP 80': 'allowed',
      'shop/web -> shop/api TCP 81': 'allowed',
      'ops/log -> shop/api TCP 80': 'denied',
      'shop/web -> shop/api TCP 82': 'denied',
    });
  });

  test('of several specs adds up too', () => {
    const specs = `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { namespace: shop, name: api }
specs:
  - { ${API}, ingress: [{ fromEndpoints: [${WEB}] }] }
  - { ${API}, ingress: [{ fromEndpoints: [${LOG}] }] }
---`;
    expectAnswers(CLUSTER + specs, {
      'shop/web -> shop/api TCP 80': 'allowed',
      'ops/log -> shop/api TCP 80': 'allowed',
      '203.0.113.7 -> shop/api TCP 80': 'denied',
    });
  });

  test('is nothing where something denies it, whatever the order', () => {
    const deny = cilium(
      'shop/deny',
      `{ ${API}, ingressDeny: [{ fromEndpoints: [${WEB}], toPorts: [{ ports: [{ port: "80", protocol: TCP }] }] }] }`,
    );
    const allow =
      policy('shop/all', '{ podSelector: {}, ingress: [{}] }') +
      cilium('shop/all', `{ ${API}, ingress: [{ fromEntities: [all] }] }`);
    for (const text of [allow + deny, deny + allow]) {
      expectAnswers(CLUSTER + text, {
        'shop/web -> shop/api TCP 80': 'denied',
        'shop/web -> shop/api TCP 81': 'allowed',
        'ops/log -> shop/api TCP 80': 'allowed',
      });
    }
  });

  test('stands between admin policies and the baseline', () => {
    const allow = adminPolicy(
      'a',
      `{ priority: 1, subject: { namespaces: {} }, ingress: [{ action: Allow, from: [{ namespaces: {} }] }] }`,
    );
    const deny = cilium('shop/deny', `{ ${API}, ingressDeny: [{ fromEndpoints: [${WEB}] }] }`);
    expectAnswers(CLUSTER + allow + deny, { 'shop/web -> shop/api TCP 80': 'allowed' });
    const baseline = baselinePolicy(
      '{ subject: { namespaces: {} }, ingress: [{ action: Deny, from: [{ namespaces: {} }] }] }',
    );
    const lets = cilium('shop/api', `{ ${API}, ingress: [{ fromEndpoints: [${WEB}] }] }`);
    expectAnswers(CLUSTER + baseline + lets, {
      'shop/web -> shop/api TCP 80': 'allowed',
      'shop/api -> shop/web TCP 80': 'denied',
    });
  });
});

describe('peers are', () => {
  const from = (peers: string) => CLUSTER + AGENT + cilium('shop/api', `{ ${API}, ingress: [{ ${peers} }] }`);

  test('pods of the policy’s own namespace, unless they say another', () => {
    expectAnswers(from('fromEndpoints: [{}]'), {
      'shop/web -> shop/api TCP 80': 'allowed',
      'ops/log -> shop/api TCP 80': 'denied',
      '203.0.113.7 -> shop/api TCP 80': 'denied',
    });
    expectAnswers(from(`fromEndpoints: [${LOG}]`), {
      'shop/web -> shop/api TCP 80': 'denied',
      'ops/log -> shop/api TCP 80': 'allowed',
    });
    const blue =
      '{ matchLabels: { "k8s:io.cilium.k8s.namespace.labels.team": blue }, matchExpressions: [{ key: "k8s:io.kubernetes.pod.namespace", operator: Exists }] }';
    expectAnswers(from(`fromEndpoints: [${blue}]`), {
      'shop/web -> shop/api TCP 80': 'denied',
      'ops/log -> shop/api TCP 80': 'allowed',
    });
  });

  test('addresses outside, which no pod has', () => {
    const text = from('fromCIDRSet: [{ cidr: 0.0.0.0/0, except: [203.0.113.0/24] }]');
    for (const options of [{}, { ipBlockMatchesPods: true, podCidrs: ['10.244.0.0/16'] }]) {
      expectAnswers(
        text,
        {
          '198.51.100.7 -> shop/api TCP 80': 'allowed',
          '203.0.113.7 -> shop/api TCP 80': 'denied',
          '2001:db8::1 -> shop/api TCP 80': 'denied',
          'shop/web -> shop/api TCP 80': 'denied',
        },
        options,
      );
    }
  });

  test('the world, the cluster, and everyone', () => {
    expectAnswers(from('fromEntities: [world]'), {
      '203.0.113.7 -> shop/api TCP 80': 'allowed',
      '2001:db8::1 -> shop/api TCP 80': 'allowed',
      'shop/web -> shop/api TCP 80': 'denied',
    });
    expectAnswers(from('fromEntities: [world-ipv6]'), {
      '203.0.113.7 -> shop/api TCP 80': 'denied',
      '2001:db8::1 -> shop/api TCP 80': 'allowed',
    });
    expectAnswers(from('fromEntities: [cluster]'), {
      'shop/web -> shop/api TCP 80': 'allowed',
      'ops/agent -> shop/api TCP 80': 'allowed',
      // It may be the address of a node, or of the Kubernetes API.
      '203.0.113.7 -> shop/api TCP 80': 'unknown',
    });
    expectAnswers(from('fromEntities: [all]'), {
      'ops/log -> shop/api TCP 80': 'allowed',
      '203.0.113.7 -> shop/api TCP 80': 'allowed',
    });
    expectAnswers(from('fromEntities: [none]'), {
      'ops/log -> shop/api TCP 80': 'denied',
      '203.0.113.7 -> shop/api TCP 80': 'denied',
    });
  });

  test('nodes: both words together are every one', () => {
    const to = (entities: string) =>
      CLUSTER + AGENT + cilium('shop/api', `{ ${API}, egress: [{ toEntities: ${entities} }] }`);
    expectAnswers(to('[host, remote-node]'), {
      'shop/api -> ops/agent TCP 80': 'allowed',
      'shop/api -> ops/log TCP 80': 'denied',
      'shop/api -> 192.0.2.1 TCP 80': 'unknown',
    });
    expectAnswers(to('[remote-node]'), { 'shop/api -> ops/agent TCP 80': 'unknown' });
    expectAnswers(to('[kube-apiserver]'), {
      'shop/api -> shop/web TCP 80': 'denied',
      'shop/api -> 192.0.2.1 TCP 80': 'unknown',
    });
  });

  test('names outside, whose addresses nobody knows', () => {
    expectAnswers(
      CLUSTER +
        cilium(
          'shop/api',
          `{ ${API}, egress: [{ toFQDNs: [{ matchName: example.com }], toPorts: [{ ports: [{ port: "443", protocol: TCP }] }] }] }`,
        ),
      {
        'shop/api -> 203.0.113.7 TCP 443': 'unknown',
        'shop/api -> 203.0.113.7 TCP 80': 'denied',
        'shop/api -> shop/web TCP 443': 'denied',
      },
    );
  });

  test('never pods on the network of their node, by whatever labels; nor are those governed', () => {
    expectAnswers(CLUSTER + AGENT + cilium('ops/agent', '{ endpointSelector: {}, egress: [{}], ingress: [{}] }'), {
      'ops/agent -> shop/api TCP 80': 'allowed',
      'shop/web -> ops/agent TCP 80': 'allowed',
      'shop/web -> ops/log TCP 80': 'denied',
    });
  });
});

describe('ports are', () => {
  const on = (ports: string) =>
    CLUSTER + cilium('shop/api', `{ ${API}, ingress: [{ toPorts: [{ ports: [${ports}] }] }] }`);

  test('of every protocol where none is said, and all of them where the number is 0', () => {
    expectAnswers(on('{ port: "80" }'), {
      'ops/log -> shop/api TCP 80': 'allowed',
      'ops/log -> shop/api UDP 80': 'allowed',
      'ops/log -> shop/api SCTP 80': 'allowed',
      'ops/log -> shop/api TCP 81': 'denied',
    });
    expectAnswers(on('{ port: "0", protocol: UDP }'), {
      'ops/log -> shop/api UDP 9999': 'allowed',
      'ops/log -> shop/api TCP 80': 'denied',
    });
  });

  test('ranges, and names that the pods have', () => {
    expectAnswers(on('{ port: "8000", endPort: 8009, protocol: TCP }'), {
      'ops/log -> shop/api TCP 8009': 'allowed',
      'ops/log -> shop/api TCP 8010': 'denied',
    });
    expectAnswers(on('{ port: http, protocol: TCP }'), {
      'ops/log -> shop/api TCP 8080': 'allowed',
      'ops/log -> shop/api TCP 80': 'denied',
    });
  });

  test('open for some requests only where rules say which', () => {
    const text =
      CLUSTER +
      cilium(
        'shop/api',
        `{ ${API}, ingress: [{ fromEndpoints: [${WEB}], toPorts: [{ ports: [{ port: "80", protocol: TCP }], rules: { http: [{ method: GET }] } }] }] }`,
      );
    expectAnswers(text, {
      'shop/web -> shop/api TCP 80': 'unknown',
      'shop/web -> shop/api TCP 81': 'denied',
      'ops/log -> shop/api TCP 80': 'denied',
    });
    const network = Connectivity.ofText([{ name: 'a.yaml', text }]);
    expect(network.why('shop/web', 'shop/api', { port: '80' }).legs.map((leg) => leg.text)).toContain(
      'CiliumNetworkPolicy shop/api speaks of some HTTP requests only (spec.ingress[0])',
    );
  });
});

describe('a policy of the cluster', () => {
  test('governs pods of all namespaces, or of those that it selects, and its peers are of all', () => {
    const shut = ciliumClusterwide('shut', '{ endpointSelector: {}, ingress: [{ fromEndpoints: [{}] }] }');
    expectAnswers(CLUSTER + shut, {
      'ops/log -> shop/api TCP 80': 'allowed',
      '203.0.113.7 -> shop/api TCP 80': 'denied',
      '203.0.113.7 -> ops/log TCP 80': 'denied',
    });
    const but = ciliumClusterwide(
      'but',
      '{ endpointSelector: { matchExpressions: [{ key: io.kubernetes.pod.namespace, operator: NotIn, values: [ops] }] }, ingress: [{}] }',
    );
    expectAnswers(CLUSTER + but, { 'shop/web -> shop/api TCP 80': 'denied', 'shop/web -> ops/log TCP 80': 'allowed' });
  });
});

describe('why', () => {
  const why = (text: string, from: string, to: string) => {
    const { legs, remedy } = Connectivity.ofText([{ name: 'a.yaml', text }]).why(from, to, { port: '80' });
    return { legs: legs.filter(({ leg, answer }) => leg !== 'name' && answer !== 'allowed'), remedy };
  };

  test('names the rule that denies, and no rule to put before it', () => {
    const deny = cilium('shop/deny', `{ ${API}, ingressDeny: [{ fromEndpoints: [${WEB}] }] }`);
    expect(why(CLUSTER + deny, 'shop/web', 'shop/api')).toEqual({
      legs: [
        {
          leg: 'ingress',
          answer: 'denied',
          text: 'CiliumNetworkPolicy shop/deny denies it, whatever others allow',
          decidedBy: ['CiliumNetworkPolicy shop/deny, spec.ingressDeny[0] (a.yaml:28)'],
        },
      ],
      remedy: 'let CiliumNetworkPolicy shop/deny, spec.ingressDeny[0] (a.yaml:28) not deny it',
    });
  });

  test('names an object once that is several policies', () => {
    const specs = `
apiVersion: cilium.io/v2
kind: CiliumNetworkPolicy
metadata: { namespace: shop, name: api }
specs:
  - { ${API}, ingress: [{}] }
  - { ${API}, ingress: [{ fromEndpoints: [${LOG}] }] }
---`;
    expect(why(CLUSTER + specs, 'shop/web', 'shop/api').legs).toEqual([
      {
        leg: 'ingress',
        answer: 'denied',
        text: 'CiliumNetworkPolicy shop/api governs the ingress of shop/api, and no rule lets shop/web in on TCP 80',
        decidedBy: ['CiliumNetworkPolicy shop/api (a.yaml:25)'],
      },
    ]);
  });

  test('names the policy that governs, and a NetworkPolicy to add, which counts as well', () => {
    const lets = cilium('shop/api', `{ ${API}, ingress: [{ fromEndpoints: [${LOG}] }] }`);
    const { legs, remedy } = why(CLUSTER + lets, 'shop/web', 'shop/api');
    expect(legs.map(({ text }) => text)).toEqual([
      'CiliumNetworkPolicy shop/api governs the ingress of shop/api, and no rule lets shop/web in on TCP 80',
    ]);
    expect(remedy).toContain('kind: NetworkPolicy');
  });
});
