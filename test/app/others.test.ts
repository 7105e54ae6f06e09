import * as fs from 'node:fs';
import * as path from 'node:path';
import { Chart } from 'cdk8s';
import {
  ExternalService,
  InternalService,
  IsolatedNamespace,
  Peer,
  Platform,
  Port,
  Tls,
  WebApp,
  Worker,
} from '../../lib';
import { Connectivity } from '../../lib/analysis';

const ledger = Peer.pods({ namespace: 'payments', labels: { app: 'ledger' } });
const START =
  '# For pods that other policies govern already: these admit the named workloads, and close them to the rest.\n';

/** The rule that admits a workload of the shop on one port. */
function admitted(name: string, port: number): string {
  return `    - from:
        - namespaceSelector:
            matchLabels:
              kubernetes.io/metadata.name: shop
          podSelector:
            matchLabels:
              app.kubernetes.io/instance: shop
              app.kubernetes.io/name: ${name}
      ports:
        - protocol: TCP
          port: ${port}
`;
}

/** An app whose rules for others are asked for. */
function rulesOf(fill: (shop: IsolatedNamespace, platform: Platform) => void): string {
  const platform = new Platform();
  fill(new IsolatedNamespace(platform, 'shop'), platform);
  return platform.rulesForOthers();
}

test('two namespaces of an app write both sides of a connection, each in its own file', () => {
  const platform = new Platform();
  const [shop, bank] = ['shop', 'bank'].map((id) => new IsolatedNamespace(platform, id)) as [
    IsolatedNamespace,
    IsolatedNamespace,
  ];
  const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
  const accounts = new InternalService(bank, 'accounts', { image: 'accounts:1', port: 9000 });
  api.connections.allowTo(accounts);
  const written = (chart: Chart, name: string) =>
    chart.toJson().find(({ kind, metadata }) => kind === 'NetworkPolicy' && metadata.name === name);
  const selectorOf = (namespace: string, name: string) => ({
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': namespace } },
  });
  const ports = [{ port: 9000, protocol: 'TCP' }];
  expect(written(shop, 'api').spec.egress).toEqual([{ to: [selectorOf('bank', 'accounts')], ports }]);
  expect(written(bank, 'accounts').spec.ingress).toEqual([{ from: [selectorOf('shop', 'api')], ports }]);
  expect(written(shop, 'accounts')).toBeUndefined();
  expect(written(bank, 'api')).toBeUndefined();
  expect(platform.rulesForOthers()).toBe('# Nobody else has to add a rule.\n');
});

describe('the rules for others', () => {
  test('admit exactly the workloads that connect, on these ports, with the reasons', () => {
    const text = rulesOf((shop) => {
      const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
      api.connections.allowTo(ledger, { ports: [Port.tcp(8080)], reason: 'invoices' });
      new Worker(shop, 'report', { image: 'report:1' }).connections.allowTo(ledger, { ports: [Port.tcp(9090)] });
    });
    expect(text).toBe(`${START}apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: ledger-from-shop
  namespace: payments
  annotations:
    cdk8s-networking/reasons: "shop/api -> TCP 8080: invoices"
spec:
  podSelector:
    matchLabels:
      app: ledger
  policyTypes:
    - Ingress
  ingress:
${admitted('api', 8080)}${admitted('report', 9090)}`);
  });

  test('leave those who resolve names open to everybody', () => {
    const dns = Peer.pods({ namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } });
    const text = rulesOf((shop) => {
      new Worker(shop, 'report', { image: 'report:1' }).connections.allowTo(dns, { ports: [Port.tcp(9153)] });
    });
    expect(text.slice(text.indexOf('  ingress:'))).toBe(`  ingress:
    - from:
        - namespaceSelector: {}
      ports:
        - protocol: TCP
          port: 53
        - protocol: UDP
          port: 53
${admitted('report', 9153)}`);
  });

  test('open the way, beside a namespace that is closed', () => {
    const platform = new Platform();
    const shop = new IsolatedNamespace(platform, 'shop');
    const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
    api.connections.allowTo(ledger, { ports: [Port.tcp(8080)] });
    const payments = [
      { kind: 'Namespace', apiVersion: 'v1', metadata: { name: 'payments' } },
      {
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { name: 'ledger', namespace: 'payments', labels: { app: 'ledger' } },
        spec: { containers: [{ name: 'ledger', image: 'ledger:1' }] },
      },
      {
        kind: 'NetworkPolicy',
        apiVersion: 'networking.k8s.io/v1',
        metadata: { name: 'deny', namespace: 'payments' },
        spec: { podSelector: {}, policyTypes: ['Ingress'] },
      },
    ].map((object) => JSON.stringify(object));
    const ours = shop.toJson().map((object) => JSON.stringify(object));
    const answer = (...texts: string[]) =>
      Connectivity.ofText([...ours, ...payments, ...texts].map((text, name) => ({ name: `${name}`, text }))).answer(
        'shop/api',
        'payments/ledger',
        8080,
      );
    expect(answer()).toBe('denied');
    expect(answer(platform.rulesForOthers())).toBe('allowed');
  });

  test('are one for each selection of pods, by names that differ', () => {
    const text = rulesOf((shop) => {
      const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
      const ports = [Port.tcp(8080)];
      const others = [
        Peer.namespace('payments'),
        Peer.pods({ namespace: 'payments', labels: { app: 'Ledger_2' } }),
        Peer.pods({ namespace: 'payments', labels: { app: 'ledger-2' } }),
        Peer.pods({ namespace: 'crm', labels: { tier: 'web', app: 'crm' } }),
      ];
      for (const other of others) api.connections.allowTo(other, { ports });
    });
    const names = [...text.matchAll(/^ {2}name: (.*)\n {2}namespace: (.*)$/gm)].map(
      ([, name, home]) => `${home}/${name}`,
    );
    expect(names).toEqual([
      'crm/crm-web-from-shop',
      'payments/ledger-2-from-shop',
      'payments/ledger-2-from-shop-2',
      'payments/all-from-shop',
    ]);
  });

  test('are what docs/namespaces.md shows', () => {
    const text = rulesOf((shop) => {
      const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
      api.connections.allowTo(ledger, { ports: [Port.tcp(9000)], reason: 'invoices' });
    });
    const page = fs.readFileSync(path.join(__dirname, '../../docs/namespaces.md'), 'utf8');
    expect(page).toContain(`\`\`\`text\n${text}\`\`\``);
  });

  test('depend on no order', () => {
    const crm = Peer.pods({ namespace: 'crm', labels: { app: 'crm' } });
    const text = (peers: Peer[]) =>
      rulesOf((shop) => {
        const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
        for (const peer of peers) api.connections.allowTo(peer, { ports: [Port.tcp(8080)] });
      });
    expect(text([crm, ledger])).toBe(text([ledger, crm]));
  });

  test.each<[string, (shop: IsolatedNamespace, platform: Platform) => void]>([
    [
      'addresses',
      (shop) =>
        new Worker(shop, 'job', { image: 'job:1' }).connections.allowTo(
          new ExternalService(shop, 'legacy', { addresses: ['10.9.0.12'], port: 1521 }),
        ),
    ],
    [
      'a namespace of the app, also of a plain chart',
      (shop, platform) => {
        new Chart(platform, 'payments', { namespace: 'payments' });
        new Worker(shop, 'job', { image: 'job:1' }).connections.allowTo(ledger, { ports: [Port.tcp(80)] });
      },
    ],
    [
      'namespaces that are known by labels alone',
      (shop) =>
        new Worker(shop, 'job', { image: 'job:1' }).connections.allowTo(Peer.namespaces({ labels: { team: 'data' } }), {
          ports: [Port.tcp(80)],
        }),
    ],
    [
      'clients, and the data plane',
      (shop) => {
        const web = new WebApp(shop, 'web', { image: 'web:1', port: 80, host: 'a.example.com', tls: Tls.secret('a') });
        web.connections.allowFrom(ledger);
      },
    ],
  ])('are silent about %s', (_, fill) => {
    expect(rulesOf(fill)).toBe('# Nobody else has to add a rule.\n');
  });
});
