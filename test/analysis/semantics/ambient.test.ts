import { Connectivity } from '../../../lib/analysis';
import { type Answers, answers } from './answers';
import { namespace, pod, policy } from './manifests';
import { AMBIENT, caller, istio, meshed, SIDECAR } from './mesh';

const PORTS = '[{ containerPort: 8080 }]';
const CLUSTER = [
  meshed('shop', AMBIENT),
  meshed('ops', AMBIENT),
  meshed('cars', SIDECAR),
  namespace('plain'),
  caller('shop/api', PORTS),
  caller('shop/web'),
  caller('ops/log'),
  caller('cars/job'),
  pod('plain/job'),
].join('');
const API = 'selector: { matchLabels: { app: api } }';

function expectAnswers(yaml: string, table: Answers): void {
  expect(answers(CLUSTER + yaml, table)).toEqual(table);
}

/** A policy for the pods of one app that lets in, or out, on some TCP port. */
const lets = (app: string, direction: 'ingress' | 'egress', port: number, protocol = 'TCP') =>
  policy(
    `shop/${app}`,
    `{ podSelector: { matchLabels: { app: ${app} } }, policyTypes: [${direction === 'ingress' ? 'Ingress' : 'Egress'}], ${direction}: [{ ports: [{ port: ${port}, protocol: ${protocol} }] }] }`,
  );
const onlyWeb = istio(
  'AuthorizationPolicy',
  'shop/api',
  `{ ${API}, rules: [{ from: [{ source: { principals: [cluster.local/ns/shop/sa/web] } }], to: [{ operation: { ports: ["8080"] } }] }] }`,
);
const strict = istio('PeerAuthentication', 'shop/strict', '{ mtls: { mode: STRICT } }');

/** @see https://istio.io/latest/docs/ambient/usage/networkpolicy/ */
describe('network policies between pods of an ambient mesh', () => {
  test('see the port of the mesh, at both ends', () => {
    expectAnswers(lets('api', 'ingress', 8080), {
      'shop/web -> shop/api TCP 8080': 'denied',
      'ops/log -> shop/api TCP 8080': 'denied',
    });
    expectAnswers(lets('api', 'ingress', 15008) + lets('web', 'egress', 8080), {
      'shop/web -> shop/api TCP 8080': 'denied',
    });
    expectAnswers(lets('api', 'ingress', 15008) + lets('web', 'egress', 15008), {
      'shop/web -> shop/api TCP 8080': 'allowed',
    });
  });

  test('open every TCP port where they open that of the mesh, unless the mesh asks who calls', () => {
    expectAnswers(lets('api', 'ingress', 15008), {
      'shop/web -> shop/api TCP 8080': 'allowed',
      'shop/web -> shop/api TCP 5432': 'allowed',
      'ops/log -> shop/api TCP 5432': 'allowed',
      'shop/web -> shop/api UDP 53': 'denied',
    });
    expectAnswers(lets('api', 'ingress', 15008) + onlyWeb, {
      'shop/web -> shop/api TCP 8080': 'allowed',
      'shop/web -> shop/api TCP 5432': 'denied',
      'ops/log -> shop/api TCP 8080': 'denied',
    });
  });

  test('see UDP and SCTP as they are', () => {
    expectAnswers(lets('api', 'ingress', 53, 'UDP'), {
      'shop/web -> shop/api UDP 53': 'allowed',
      'shop/web -> shop/api SCTP 53': 'denied',
      'shop/web -> shop/api TCP 53': 'denied',
    });
  });

  test('see all as it is where one end is outside of the mesh, which strict pods refuse', () => {
    const both = lets('api', 'ingress', 8080);
    expectAnswers(both, {
      'plain/job -> shop/api TCP 8080': 'allowed',
      '203.0.113.7 -> shop/api TCP 8080': 'allowed',
      'plain/job -> shop/api TCP 5432': 'denied',
    });
    expectAnswers(lets('api', 'ingress', 15008), { 'plain/job -> shop/api TCP 8080': 'denied' });
    expectAnswers(both + strict, {
      'plain/job -> shop/api TCP 8080': 'denied',
      '203.0.113.7 -> shop/api TCP 8080': 'denied',
    });
    expectAnswers(lets('web', 'egress', 8080), {
      'shop/web -> plain/job TCP 8080': 'allowed',
      'shop/web -> 203.0.113.7 TCP 8080': 'allowed',
      'shop/web -> plain/job TCP 15008': 'denied',
    });
  });

  test('see one or the other where a sidecar is at one end', () => {
    expectAnswers('', { 'cars/job -> shop/api TCP 8080': 'allowed' });
    expectAnswers(lets('api', 'ingress', 8080), { 'cars/job -> shop/api TCP 8080': 'unknown' });
    expectAnswers(onlyWeb, { 'cars/job -> shop/api TCP 8080': 'unknown' });
  });
});

/** @see https://istio.io/latest/docs/ambient/usage/add-workloads/ */
describe('pods are in an ambient mesh', () => {
  const closed = policy('far/all', '{ podSelector: {}, ingress: [{ ports: [{ port: 15008 }] }] }');
  const labelled = (label: string) => pod('far/web', `{ ${label} }`);
  const question = 'shop/web -> far/web TCP 80';

  test.each<[string, string, string]>([
    ['by their namespace', meshed('far', AMBIENT) + pod('far/web'), 'allowed'],
    ['by themselves', namespace('far') + labelled(AMBIENT), 'allowed'],
    ['but not where they say otherwise', meshed('far', AMBIENT) + labelled('istio.io/dataplane-mode: none'), 'denied'],
    [
      'but not where they have a sidecar',
      meshed('far', AMBIENT) + labelled('sidecar.istio.io/inject: "true"'),
      'unknown',
    ],
    [
      'where their namespace keeps sidecars away, for which they ask',
      meshed('far', `${AMBIENT}, istio-injection: disabled`) + labelled('sidecar.istio.io/inject: "true"'),
      'allowed',
    ],
    ['or not, where the namespace wasn’t read', pod('far/web'), 'unknown'],
    ['or not, where that may give them a sidecar', labelled(AMBIENT), 'unknown'],
    [
      'by themselves, wherever they are, if they say as well that they take no sidecar',
      labelled(`${AMBIENT}, sidecar.istio.io/inject: "false"`),
      'allowed',
    ],
    ['but never in those of the cluster', pod('kube-system/web') + closed.replace('far', 'kube-system'), 'denied'],
    [
      'by themselves, but not by a word that means nothing',
      namespace('far') + labelled('istio.io/dataplane-mode: other'),
      'denied',
    ],
    [
      'by their namespace, whatever else they say',
      meshed('far', AMBIENT) + labelled('istio.io/dataplane-mode: other'),
      'allowed',
    ],
  ])('%s', (_, yaml, answer) => {
    const asked = yaml.includes('kube-system') ? question.replace('far', 'kube-system') : question;
    expectAnswers(yaml + closed, { [asked]: answer });
  });

  test.each(['kube-public', 'local-path-storage', 'openshift-dns'])(
    'or not, in %s, which such meshes leave in',
    (name) => {
      expectAnswers(pod(`${name}/web`) + closed.replace('far', name), {
        [`shop/web -> ${name}/web TCP 80`]: 'unknown',
      });
    },
  );
});

test('lists show the ports of the pods, and all of them where only the port of the mesh is open', () => {
  const shown = (yaml: string) =>
    Connectivity.ofText([{ name: 'test.yaml', text: CLUSTER + strict + lets('api', 'ingress', 15008) + yaml }])
      .list({ focus: 'shop/api', direction: 'ingress' })
      .connections.map(({ source, ports }) => `${source.name} ${JSON.stringify(ports)}`);
  expect(shown('')).toEqual(['ops/log {"TCP":"1-65535"}', 'shop/web {"TCP":"1-65535"}']);
  expect(shown(onlyWeb)).toEqual(['shop/web {"TCP":"8080"}']);
});

test('what is unknown in a list says why', () => {
  const { unknown } = Connectivity.ofText([
    { name: 'test.yaml', text: `${CLUSTER}${pod('far/web')}${lets('api', 'ingress', 8080)}${onlyWeb}` },
  ]).list({ focus: 'shop/api', direction: 'ingress' });
  expect(unknown.map(({ source, reasons }) => [source.name, ...reasons])).toEqual([
    ['cars/job', 'connections between sidecars and an ambient mesh may or may not use its port 15008'],
    ['far/web', 'whether pods in namespace far are in the mesh is not known (its Namespace may say it)'],
  ]);
});
