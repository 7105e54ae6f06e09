import { Connectivity } from '../../../lib/analysis';
import { expectAnswers } from './answers';
import { deployment, namespace, pod, policy } from './manifests';

const SHUT = policy('shop/shut', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');

test('a pod always reaches itself, but not always the other replicas of its workload', () => {
  expectAnswers(pod('shop/one') + deployment('shop/ring', '{ app: ring }') + SHUT, {
    'shop/one -> shop/one TCP 7000': 'allowed',
    'shop/ring -> shop/ring TCP 7000': 'denied',
  });
  const ring = policy(
    'shop/ring',
    `{ podSelector: { matchLabels: { app: ring } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: ring } } }] }],
       egress: [{ to: [{ podSelector: { matchLabels: { app: ring } } }], ports: [{ port: 7000 }] }] }`,
  );
  expectAnswers(deployment('shop/ring', '{ app: ring }') + SHUT + ring, {
    'shop/ring -> shop/ring TCP 7000': 'allowed',
    'shop/ring -> shop/ring TCP 7001': 'denied',
  });
});

test('other addresses, those of nodes among them, get in only where a policy says so', () => {
  expectAnswers(pod('shop/web') + SHUT, {
    '10.0.0.1 -> shop/web TCP 80': 'denied',
    '203.0.113.7 -> shop/web TCP 80': 'denied',
  });
});

describe('a pod on the network of its node', () => {
  const agent = `
apiVersion: apps/v1
kind: DaemonSet
metadata: { namespace: shop, name: agent }
spec:
  template:
    metadata: { labels: { app: agent } }
    spec: { hostNetwork: true, containers: [{ name: main, image: main }] }
---`;

  test('may be governed by a policy, or not', () => {
    expectAnswers(
      agent +
        pod('shop/web', '{ app: web }') +
        policy('shop/agent', '{ podSelector: { matchLabels: { app: agent } } }'),
      {
        'shop/web -> shop/agent TCP 9100': 'unknown',
        '203.0.113.7 -> shop/agent TCP 9100': 'unknown',
        'shop/agent -> shop/web TCP 80': 'allowed',
      },
    );
  });

  test('may be meant by its labels, or not, and runs on the node of some pod that it reaches in any case', () => {
    const fromAgent = policy(
      'shop/web',
      '{ podSelector: { matchLabels: { app: web } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: agent } } }] }] }',
    );
    expectAnswers(agent + pod('shop/web', '{ app: web }') + fromAgent, { 'shop/agent -> shop/web TCP 80': 'unknown' });
    expectAnswers(agent + pod('shop/web', '{ app: web }') + SHUT.replace(', Egress', ''), {
      'shop/agent -> shop/web TCP 80': 'unknown',
    });
  });

  test('is among everyone where a rule names no peers, and is no certain destination of a selector', () => {
    const out = (to: string) =>
      policy('shop/web', `{ podSelector: { matchLabels: { app: web } }, policyTypes: [Egress], egress: [${to}] }`);
    const yaml = agent + pod('shop/web', '{ app: web }');
    expectAnswers(yaml + out('{}'), { 'shop/web -> shop/agent TCP 9100': 'allowed' });
    expectAnswers(yaml + out('{ to: [{ podSelector: {} }] }'), { 'shop/web -> shop/agent TCP 9100': 'unknown' });
    expectAnswers(yaml + out('{ to: [{ podSelector: { matchLabels: { app: db } } }] }'), {
      'shop/web -> shop/agent TCP 9100': 'denied',
    });
    expectAnswers(yaml + out('{ to: [{ ipBlock: { cidr: 203.0.113.0/24 } }] }'), {
      'shop/web -> shop/agent TCP 9100': 'unknown',
    });
  });
});

test('what has ended has no address and takes no part; jobs that will run do', () => {
  const ended = (phase: string) => `
apiVersion: v1
kind: Pod
metadata: { namespace: shop, name: ${phase.toLowerCase()} }
spec: { containers: [{ name: main, image: main }] }
status: { phase: ${phase} }
---`;
  const nightly = `
apiVersion: batch/v1
kind: CronJob
metadata: { namespace: shop, name: nightly }
spec: { jobTemplate: { spec: { template: { metadata: { labels: { app: nightly } }, spec: { containers: [{ name: main, image: main }] } } } } }
---`;
  const yaml = ended('Succeeded') + ended('Failed') + ended('Running') + nightly;
  expect(Connectivity.ofText([{ name: 'test.yaml', text: yaml }]).workloads).toEqual(['shop/nightly', 'shop/running']);
  expectAnswers(yaml, { 'shop/nightly -> shop/running TCP 80': 'allowed' });
});

test('the labels of pods are those of the template, never those of the workload', () => {
  const yaml = `
apiVersion: apps/v1
kind: Deployment
metadata: { namespace: shop, name: web, labels: { app: wrong } }
spec:
  template:
    metadata: { labels: { app: web } }
    spec: { containers: [{ name: main, image: main }] }
---`;
  const shut = (app: string) => policy('shop/shut', `{ podSelector: { matchLabels: { app: ${app} } } }`);
  expectAnswers(yaml + pod('shop/job') + shut('wrong'), { 'shop/job -> shop/web TCP 80': 'allowed' });
  expectAnswers(yaml + pod('shop/job') + shut('web'), { 'shop/job -> shop/web TCP 80': 'denied' });
});

test('labels that controllers add at run time have values that nobody knows before', () => {
  const db = `
apiVersion: apps/v1
kind: StatefulSet
metadata: { namespace: shop, name: db }
spec:
  template:
    metadata: { labels: { app: db } }
    spec: { containers: [{ name: main, image: main }] }
---`;
  const first = '{ podSelector: { matchLabels: { statefulset.kubernetes.io/pod-name: db-0 } } }';
  expectAnswers(db + pod('shop/web') + policy('shop/first', first), {
    'shop/web -> shop/db TCP 5432': 'unknown',
    'shop/db -> shop/web TCP 80': 'allowed',
  });
  const hash = '{ podSelector: { matchExpressions: [{ key: pod-template-hash, operator: In, values: [5d4f] }] } }';
  expectAnswers(deployment('shop/web', '{ app: web }') + pod('shop/job') + policy('shop/hash', hash), {
    'shop/job -> shop/web TCP 80': 'unknown',
    'shop/web -> shop/job TCP 80': 'allowed',
  });
});

test('pods of one owner that differ in a label that matters make the answer for their workload unknown', () => {
  const replica = (name: string, version: string) => `
apiVersion: v1
kind: Pod
metadata:
  namespace: shop
  name: ${name}
  labels: { app: web, version: ${version} }
  ownerReferences: [{ apiVersion: apps/v1, kind: ReplicaSet, name: web, controller: true }]
spec: { containers: [{ name: main, image: main }] }
---`;
  const yaml = replica('web-a', 'one') + replica('web-b', 'two') + pod('shop/job');
  const shut = (label: string) => policy('shop/shut', `{ podSelector: { matchLabels: { ${label} } } }`);
  expectAnswers(yaml + shut('version: two'), { 'shop/job -> shop/web TCP 80': 'unknown' });
  expectAnswers(yaml + shut('app: web'), { 'shop/job -> shop/web TCP 80': 'denied' });
});

test('pods that are alike are answered alike, wherever they come from', () => {
  const yaml =
    namespace('shop') +
    deployment('shop/a', '{ app: web }') +
    deployment('shop/b', '{ app: web }') +
    pod('shop/c', '{ app: web }') +
    policy('shop/web', '{ podSelector: { matchLabels: { app: web } }, ingress: [{ ports: [{ port: 80 }] }] }');
  expectAnswers(yaml, {
    'shop/a -> shop/b TCP 80': 'allowed',
    'shop/b -> shop/c TCP 80': 'allowed',
    'shop/c -> shop/a TCP 80': 'allowed',
    'shop/a -> shop/c TCP 81': 'denied',
    'shop/c -> shop/b TCP 81': 'denied',
  });
});

test('who might come to be is told as any pod, where a rule lets in what is not among the manifests', () => {
  const rule = '{ from: [{ podSelector: {} }], ports: [{ port: 80 }] }';
  const yaml = namespace('shop') + pod('shop/web') + policy('shop/web', `{ podSelector: {}, ingress: [${rule}] }`);
  const { connections } = Connectivity.ofText([{ name: 'test.yaml', text: yaml }]).list({ exposure: true });
  const into = connections.filter(({ destination }) => destination.name === 'shop/web');
  expect(into.map(({ source, ports }) => [source.name, ports])).toEqual([['any pod in namespace shop', { TCP: '80' }]]);
});
