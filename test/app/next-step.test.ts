import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, Chart, Include, JsonPatch } from 'cdk8s';
import {
  Clusters,
  Connections,
  Enforcement,
  Entry,
  IngressControllers,
  InternalService,
  IsolatedNamespace,
  LabelSelector,
  NetworkPlugin,
  NetworkPolicy,
  Peer,
  Platform,
  PolicyDialect,
  Port,
  Tls,
  WebApp,
  Worker,
} from '../../lib';
import { Connectivity } from '../../lib/analysis';
import { filesOf } from '../support/examples';
import { hearNotices } from '../support/notices';

let folder: string;
const heard = hearNotices();

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'next-step-'));
});

afterEach(() => {
  fs.rmSync(folder, { recursive: true, force: true });
});

const reason = 'its clients are being counted';
const none = Enforcement.none({ reason });
const ingress = Enforcement.ingress({ reason });

/** A closed namespace, one that is closed step by step, and a client that nobody declared. */
function platformAt(enforcement?: Enforcement): Platform {
  const platform = new Platform({ outdir: path.join(folder, 'dist') });
  const shop = new IsolatedNamespace(platform, 'shop', { enforcement });
  const bank = new IsolatedNamespace(platform, 'bank', { enforcement: Enforcement.all() });
  const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
  new Worker(shop, 'mailer', { image: 'mailer:1' }).connections.allowTo(api);
  const ledger = new InternalService(bank, 'ledger', { image: 'ledger:1', port: 8080 });
  api.connections.allowTo(ledger);
  new Include(new Chart(platform, 'legacy'), 'file', { url: legacy() });
  return platform;
}

function page(name: string): string {
  return fs.readFileSync(path.join(__dirname, '../../docs', name), 'utf8');
}

/** Somebody else's file, in a namespace without policies. */
function legacy(): string {
  const file = path.join(folder, 'legacy.yaml');
  const pod = 'apiVersion: v1\nkind: Pod\nmetadata: { name: client, namespace: legacy, labels: { app: client } }\n';
  fs.writeFileSync(file, `${pod}spec: { containers: [{ name: client, image: "client:1" }] }\n`);
  return file;
}

describe('the next step', () => {
  test('of a namespace that enforces nothing would cut clients that nobody declared', () => {
    expect(platformAt(none).nextStep('shop')).toBe(
      [
        `namespace shop enforces nothing: "${reason}"; with Enforcement.ingress() 8 connections would be cut:`,
        '  shop/api <- legacy/client, shop/api, external:0.0.0.0/0, ::/0  all ports',
        '  shop/api <- shop/mailer  all ports but TCP 8080',
        '  shop/mailer <- legacy/client, shop/api, shop/mailer, external:0.0.0.0/0, ::/0  all ports',
      ].join('\n'),
    );
  });

  test('of one that enforces ingress would cut what its pods connect to without a word', () => {
    expect(platformAt(ingress).nextStep('shop')).toBe(
      [
        `namespace shop enforces ingress only: "${reason}"; with Enforcement.all() 4 connections would be cut:`,
        '  shop/api -> legacy/client, external:0.0.0.0/0, ::/0  all ports',
        '  shop/mailer -> legacy/client, external:0.0.0.0/0, ::/0  all ports',
      ].join('\n'),
    );
  });

  test('of one that enforces all is none', () => {
    expect(platformAt().nextStep('shop')).toBe('namespace shop enforces all that is declared, or is none of this app');
  });

  test('that would cut nothing says so', () => {
    const platform = new Platform({ outdir: folder });
    new IsolatedNamespace(platform, 'shop', { enforcement: none });
    expect(platform.nextStep('shop')).toBe(
      `namespace shop enforces nothing: "${reason}"; with Enforcement.ingress() no connection would be cut`,
    );
  });

  test('counts a workload of others, whose policy comes with the step', () => {
    const platform = new Platform({ outdir: folder });
    const shop = new IsolatedNamespace(platform, 'shop', { enforcement: none });
    const cache = new ApiObject(shop, 'cache', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { labels: { app: 'cache' } },
      ...{ spec: { containers: [{ name: 'cache', image: 'cache:1' }] } },
    });
    const worker = new Worker(shop, 'worker', { image: 'worker:1' });
    Connections.of(cache).allowFrom(worker, { ports: [Port.tcp(6379)] });
    expect(platform.nextStep('shop')).toContain('shop/cache <- shop/worker  all ports but TCP 6379');
    const kinds = shop.toJson().map(({ kind }) => kind);
    expect(kinds).not.toContain('NetworkPolicy');
  });

  test('counts what only Cilium can let in', () => {
    const entries = [Entry.ingress(IngressControllers.cilium())];
    const cluster = Clusters.kubeadm({ networkPlugin: NetworkPlugin.cilium(), entries });
    const platform = new Platform({ outdir: folder, cluster });
    const shop = new IsolatedNamespace(platform, 'shop', { enforcement: none });
    const tls = Tls.secret('shop-tls');
    new WebApp(shop, 'web', { image: 'web:1', port: 3000, host: 'shop.example.com', tls });
    expect(platform.connectivity()).toContain('ingressclass/cilium -> shop/web');
    expect(platform.nextStep('shop')).not.toContain('ingressclass/cilium');
  });

  test('counts hosts that a policy names, in whichever language', () => {
    for (const policyDialect of [PolicyDialect.NETWORK_POLICY, PolicyDialect.CILIUM]) {
      const cluster = Clusters.kubeadm({ networkPlugin: NetworkPlugin.cilium(), policyDialect });
      const platform = new Platform({ outdir: folder, cluster });
      const shop = new IsolatedNamespace(platform, 'shop', { enforcement: ingress });
      new Worker(shop, 'worker', { image: 'worker:1' });
      const pods = LabelSelector.everything();
      const hosts = [{ peers: [Peer.hostname('api.stripe.com')], ports: [Port.tcp(443)] }];
      new NetworkPolicy(shop, 'hosts', { pods, egress: hosts });
      expect(shop.toJson().map(({ metadata }) => metadata.name)).not.toContain('hosts');
      // Where the host is, nobody knows: the step may leave something.
      expect(platform.nextStep('shop')).toContain('all ports, perhaps');
    }
  });

  test('is told in as many lines and names as can be read', () => {
    const platform = new Platform({ outdir: folder });
    const shop = new IsolatedNamespace(platform, 'shop', { enforcement: none });
    for (let index = 10; index < 22; index++) new Worker(shop, `w${index}`, { image: 'w:1' });
    const lines = platform.nextStep('shop').split('\n');
    expect(lines).toHaveLength(12);
    expect(lines[0]).toContain(' 156 connections would be cut:');
    expect(lines[1]).toBe('  shop/w10 <- shop/w10, shop/w11, shop/w12, shop/w13, shop/w14 and 8 more  all ports');
    expect(lines[11]).toBe('  and those of 2 more');
  });

  test('is what docs/namespaces.md shows', () => {
    const platform = new Platform({ outdir: folder });
    const enforcement = Enforcement.ingress({ reason: 'where its pods connect to is being found out' });
    const shop = new IsolatedNamespace(platform, 'shop', { enforcement });
    const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
    new Worker(shop, 'mailer', { image: 'ghcr.io/acme/mailer:1.0' }).connections.allowTo(api);
    expect(page('namespaces.md')).toContain(`\`\`\`text\n${platform.nextStep('shop')}\n\`\`\``);
  });

  test('is looked at, and changes nothing of what is written', () => {
    const written = (look: (platform: Platform) => void) => {
      const platform = platformAt(ingress);
      look(platform);
      platform.synth();
      return filesOf(path.join(folder, 'dist'));
    };
    const plain = written(() => {});
    expect(written((platform) => platform.nextStep('shop'))).toEqual(plain);
    expect(Object.keys(plain)).toContain('shop.k8s.yaml');
  });
});

describe('a synth', () => {
  const told = () => heard.filter((line) => line.includes('namespace shop'));

  test('tells the next step once, after it has written', () => {
    const platform = platformAt(ingress);
    platform.synth();
    expect(told()).toEqual([`cdk8s-networking: ${platform.nextStep('shop')}\n`]);
    platform.synth();
    expect(told()).toHaveLength(1);
  });

  test('says why where the next step could not be taken, and has written what there is', () => {
    const platform = new Platform({ outdir: path.join(folder, 'dist') });
    const shop = new IsolatedNamespace(platform, 'shop', { enforcement: ingress });
    const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
    const patched = (name: string, path: string) =>
      new Worker(shop, name, { image: `${name}:1` }).connections.policy.addJsonPatch(JsonPatch.test(path, ['Ingress']));
    api.connections.allowFrom(new Worker(shop, 'job', { image: 'job:1' }));
    patched('mailer', '/spec/policyTypes');
    platform.synth();
    expect(told()[0]).toMatch(
      /^cdk8s-networking: namespace shop can't take the next step: .*\[shop\/mailer\/Policy\] /s,
    );
    expect(fs.readdirSync(path.join(folder, 'dist'))).toEqual(['shop.k8s.yaml']);
  });

  test('tells nothing where it is silenced', () => {
    process.env.CDK8S_NETWORKING_QUIET = '1';
    platformAt(none).synth();
    expect(heard).toEqual([]);
  });

  test('tells nothing where it fails', () => {
    const platform = platformAt(none);
    platform.node.addValidation({ validate: () => ['it is closed'] });
    expect(() => platform.synth()).toThrow('it is closed');
    expect(heard).toEqual([]);
  });

  test('analyses nothing where every namespace enforces all', () => {
    const analysis = jest.spyOn(Connectivity, 'ofText');
    platformAt().synth();
    expect(told()).toEqual([]);
    expect(analysis).not.toHaveBeenCalled();
    platformAt(none).synth();
    expect(analysis).toHaveBeenCalledTimes(2);
  });
});
