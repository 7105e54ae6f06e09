import type { AnalysisOptions } from '../../../lib/analysis';
import { Clusters, Entry, IngressControllers } from '../../../lib/cluster';
import {
  connectivityOf,
  DNS_EGRESS,
  deployment,
  ingress,
  manifests,
  namespace,
  pod,
  policy,
  service,
} from '../evaluate/manifests';
import { applied } from './apply-remedy';

/** Every pair that is denied, asked again when the remedy was applied. */
function askedAgain(text: string, ends: readonly string[], options: AnalysisOptions = {}): string[] {
  const before = connectivityOf(text, options);
  return ends.flatMap((from) =>
    ends
      .filter((to) => to !== 'outside' && !(isOutside(from) && isOutside(to)))
      .flatMap((to) => {
        const { answer, remedy, ports } = before.why(from, to, { port: '8080' });
        if (answer !== 'denied') return [];
        const changed = applied(text, remedy ?? '');
        const after =
          changed === undefined ? answer : connectivityOf(changed, options).why(from, to, { port: '8080' }).answer;
        return [`${from} -> ${to} ${ports}: ${after}`];
      }),
  );
}

function isOutside(end: string): boolean {
  return end === 'outside' || /^[0-9a-f]*[.:]/.test(end);
}

const PODS = manifests(
  namespace('shop', '{ team: shop }'),
  namespace('ops'),
  deployment('web', { labels: '{ app: web, tier: front }' }),
  deployment('api', { labels: '{ app: api, tier: back }' }),
  pod('db', { labels: '{ app: db, tier: back, version: "1" }' }),
  pod('log', { namespace: 'ops' }),
  service('api', '{ selector: { app: api }, ports: [{ port: 8080, targetPort: http }] }'),
);
const ENDS = ['shop/web', 'shop/api', 'shop/db', 'ops/log', '203.0.113.7', '2001:db8::/32'];

const own = (app: string, more = '') =>
  policy(`own-${app}`, `{ podSelector: { matchLabels: { app: ${app} } }, policyTypes: [Ingress, Egress]${more} }`);
const CLOSED = policy('closed', '{ podSelector: {}, policyTypes: [Ingress, Egress] }');
const FRONT = policy('front', '{ podSelector: { matchLabels: { tier: front } }, policyTypes: [Egress] }');
const BACK = policy('back', '{ podSelector: { matchLabels: { tier: back } }, ingress: [{ ports: [{ port: 80 }] }] }');
const FROM_TEAM =
  ', ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: shop } } }], ports: [{ port: 443 }] }]';

describe('a remedy that is applied allows what was denied', () => {
  test.each<[string, string, number]>([
    ['by one default deny', manifests(PODS, CLOSED), 26],
    ['by a policy for each workload', manifests(PODS, own('web'), own('api'), own('db')), 26],
    ['by policies that others share', manifests(PODS, FRONT, BACK), 15],
    ['by several policies at once', manifests(PODS, CLOSED, own('api', FROM_TEAM), BACK, DNS_EGRESS), 26],
    ['by default denies in all namespaces', manifests(PODS, CLOSED, CLOSED.replace('shop', 'ops'), DNS_EGRESS), 30],
  ])('%s', (_, text, count) => {
    const answers = askedAgain(text, ENDS);
    expect(answers.filter((line) => !line.endsWith(': allowed'))).toEqual([]);
    expect(answers).toHaveLength(count);
  });

  test('by a Service that needs names', () => {
    const text = manifests(PODS, CLOSED, DNS_EGRESS.replace(', { protocol: TCP, port: 53 }', ''));
    const { answer, remedy } = connectivityOf(text).why('shop/web', 'shop/service/api', { port: '8080' });
    expect(answer).toBe('denied');
    const after = connectivityOf(applied(text, remedy ?? '') ?? '');
    expect(after.answer('shop/web', 'shop/service/api', 8080)).toBe('allowed');
    expect(after.answer('shop/web', 'shop/db', 8080)).toBe('denied');
  });

  test('to the controller of an Ingress', () => {
    const route = ingress(
      'api',
      '{ ingressClassName: nginx, defaultBackend: { service: { name: api, port: { number: 8080 } } } }',
    );
    const cluster = Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.ingressNginx())] });
    expect(askedAgain(manifests(PODS, CLOSED, route), ['outside', 'shop/api'], { cluster })).toEqual([
      'outside -> shop/api TCP 8080: allowed',
      'shop/api -> shop/api TCP 8080: allowed',
    ]);
  });
});

describe('a remedy opens nothing else', () => {
  test('where a policy that governs others too is left as it is', () => {
    const { remedy } = connectivityOf(manifests(PODS, CLOSED)).why('shop/web', 'shop/db', { port: '8080' });
    const after = connectivityOf(applied(manifests(PODS, CLOSED), remedy ?? '') ?? '');
    const { connections, unknown } = after.list({ port: '8080', focus: 'shop/*' });
    expect(unknown).toEqual([]);
    const edges = connections.map(({ source, destination }) => `${source.name} -> ${destination.name}`);
    expect(edges).toEqual(['shop/web -> shop/db']);
  });

  test('where a policy of pods that are elsewhere would allow it', () => {
    const worker = policy(
      'worker',
      '{ podSelector: { matchLabels: { app: worker } }, policyTypes: [Egress], egress: [{}] }',
    );
    const { remedy } = connectivityOf(manifests(PODS, own('web'), worker)).why('shop/web', 'shop/db', { port: '8080' });
    expect(remedy).not.toContain('worker');
  });

  test('in a policy that governs one workload only', () => {
    const text = manifests(PODS, own('api'), own('db'));
    const { remedy } = connectivityOf(text).why('shop/web', 'shop/api', { port: '8080' });
    const after = connectivityOf(applied(text, remedy ?? '') ?? '');
    expect(after.answer('shop/web', 'shop/api', 8080)).toBe('allowed');
    for (const [from, to, port] of [
      ['shop/web', 'shop/api', 80],
      ['shop/web', 'shop/db', 8080],
      ['ops/log', 'shop/api', 8080],
      ['203.0.113.7', 'shop/api', 8080],
    ] as const) {
      expect([from, to, after.answer(from, to, port)]).toEqual([from, to, 'denied']);
    }
  });

  test('and is no part of an answer that is allowed, or not known', () => {
    expect(connectivityOf(PODS).why('shop/web', 'shop/api').remedy).toBeUndefined();
    const block = policy('b', '{ podSelector: {}, ingress: [{ from: [{ ipBlock: { cidr: 10.0.0.0/8 } }] }] }');
    expect(connectivityOf(manifests(PODS, block)).why('shop/web', 'shop/api').remedy).toBeUndefined();
  });
});
