import { expectAnswers } from './answers';
import { pod, policy } from './manifests';

const PODS = pod('shop/web', '{ app: web }') + pod('shop/api', '{ app: api }') + pod('other/web', '{ app: web }');

test('a connection needs egress at its source and ingress at its destination', () => {
  const egress = policy(
    'shop/web',
    '{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [] }',
  );
  const ingress = policy('shop/api', '{ podSelector: { matchLabels: { app: api } }, ingress: [] }');
  expectAnswers(PODS + egress, {
    'shop/web -> shop/api TCP 80': 'denied',
    'other/web -> shop/api TCP 80': 'allowed',
  });
  expectAnswers(PODS + ingress, {
    'shop/web -> shop/api TCP 80': 'denied',
    'shop/web -> other/web TCP 80': 'allowed',
    // Replies to what a pod opens itself need nobody's leave.
    'shop/api -> shop/web TCP 80': 'allowed',
  });
});

test('a pod is isolated by policies of its own namespace, in the directions of their types; their rules add up', () => {
  const fromWeb = policy(
    'shop/from-web',
    '{ podSelector: {}, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: 80 }] }] }',
  );
  const fromApi = policy('shop/from-api', '{ podSelector: {}, ingress: [{ ports: [{ port: 443 }] }] }');
  expectAnswers(PODS + fromWeb + fromApi, {
    'shop/web -> shop/api TCP 80': 'allowed',
    'shop/web -> shop/api TCP 443': 'allowed',
    'shop/web -> shop/api TCP 81': 'denied',
    'other/web -> shop/api TCP 80': 'denied',
    'other/web -> shop/api TCP 443': 'allowed',
    'shop/api -> other/web TCP 81': 'allowed',
  });
});

test('without types a policy isolates ingress, and egress only where it has egress rules', () => {
  const emptyEgress = policy('shop/empty', '{ podSelector: {}, egress: [] }');
  expectAnswers(PODS + emptyEgress, {
    'shop/web -> other/web TCP 80': 'allowed',
    'other/web -> shop/web TCP 80': 'denied',
  });
  const onlyEgress = policy('shop/rule', '{ podSelector: {}, policyTypes: [], egress: [{ ports: [{ port: 80 }] }] }');
  expectAnswers(PODS + onlyEgress, {
    'shop/web -> other/web TCP 80': 'allowed',
    'shop/web -> other/web TCP 81': 'denied',
    'other/web -> shop/web TCP 80': 'denied',
  });
});

test('rules of a direction that is not among the types are ignored', () => {
  const egress = policy(
    'shop/egress',
    '{ podSelector: {}, policyTypes: [Egress], ingress: [], egress: [{ ports: [{ port: 80 }] }] }',
  );
  expectAnswers(PODS + egress, {
    'other/web -> shop/web TCP 81': 'allowed',
    'shop/web -> other/web TCP 80': 'allowed',
    'shop/web -> other/web TCP 81': 'denied',
  });
  const ingress = policy(
    'shop/ingress',
    '{ podSelector: {}, policyTypes: [Ingress], egress: [{ ports: [{ port: 80 }] }] }',
  );
  expectAnswers(PODS + ingress, {
    'shop/web -> other/web TCP 81': 'allowed',
    'other/web -> shop/web TCP 80': 'denied',
  });
});

test.each(['{}', '{ matchLabels: {} }', '{ matchLabels: null }', 'null'])(
  'the pod selector %s means every pod',
  (selector) => {
    expectAnswers(PODS + policy('shop/all', `{ podSelector: ${selector} }`), {
      'other/web -> shop/web TCP 80': 'denied',
      'other/web -> shop/api TCP 80': 'denied',
      'shop/web -> other/web TCP 80': 'allowed',
    });
  },
);

test('a policy without a namespace is in the default one', () => {
  const unplaced = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed }
spec: { podSelector: {} }
---`;
  expectAnswers(PODS + pod('default/db') + unplaced, {
    'shop/web -> default/db TCP 80': 'denied',
    'default/db -> shop/web TCP 80': 'allowed',
  });
});

test.each(['', ', ingress: null', ', ingress: []'])(
  'an isolated pod without rules is shut: {podSelector%s}',
  (rules) => {
    expectAnswers(PODS + policy('shop/api', `{ podSelector: { matchLabels: { app: api } }${rules} }`), {
      'shop/web -> shop/api TCP 80': 'denied',
      '203.0.113.7 -> shop/api TCP 80': 'denied',
    });
  },
);

test('an empty rule lets everyone in, from outside the cluster, too', () => {
  expectAnswers(PODS + policy('shop/api', '{ podSelector: { matchLabels: { app: api } }, ingress: [{}] }'), {
    'shop/web -> shop/api TCP 80': 'allowed',
    'other/web -> shop/api UDP 53': 'allowed',
    '203.0.113.7 -> shop/api SCTP 9': 'allowed',
    '2001:db8::1 -> shop/api TCP 80': 'allowed',
  });
});
