import * as fs from 'node:fs';
import * as path from 'node:path';
import { inFolder, runIn } from './harness';

const POD = (name: string) =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name}, namespace: shop, labels: { app: ${name} } }\n`;

/** Two pods that may do nothing, but for web to db on this port. */
const manifests = (port: number) =>
  [
    POD('web'),
    POD('db'),
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: closed, namespace: shop }\n' +
      'spec: { podSelector: {}, policyTypes: [Ingress, Egress] }\n',
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: web, namespace: shop }\n' +
      `spec: { podSelector: { matchLabels: { app: web } }, egress: [{ to: [{ podSelector: { matchLabels: { app: db } } }], ports: [{ port: ${port} }] }] }\n`,
    'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: { name: db, namespace: shop }\n' +
      `spec: { podSelector: { matchLabels: { app: db } }, ingress: [{ from: [{ podSelector: { matchLabels: { app: web } } }], ports: [{ port: ${port} }] }] }\n`,
  ].join('---\n');

const HEADER = '# Who may connect to whom: written by `cdk8s-networking list --lock`, compared by `check --lock`.';

const ONLY = ['--only', 'redirect-loop'];

const locked = (folder: string, name = 'connectivity.lock') => fs.readFileSync(path.join(folder, name), 'utf8');

test('list --lock writes it, and check --lock finds that it holds', async () => {
  await inFolder({ 'dist/shop.yaml': manifests(5432) }, async (folder) => {
    expect(await runIn(folder, ['list', 'dist', '--lock'])).toEqual({
      status: 0,
      stdout: 'connectivity.lock: 1 connection is locked.\n',
      stderr: '',
    });
    expect(locked(folder)).toBe(`${HEADER}\n# options: none\nshop/web -> shop/db  TCP 5432\n`);
    expect(await runIn(folder, ['check', 'dist', '--lock', ...ONLY])).toEqual({
      status: 0,
      stdout: 'Nothing was found.\n\nconnectivity.lock: every connection is as it is locked.\n',
      stderr: '',
    });
  });
});

test('a connection that changed ends with status 1, and the command that locks it is told', async () => {
  await inFolder({ 'dist/shop.yaml': manifests(5432) }, async (folder) => {
    await runIn(folder, ['list', 'dist', '--lock', '--cluster', 'kind']);
    fs.writeFileSync(path.join(folder, 'dist/shop.yaml'), manifests(6379));
    expect(await runIn(folder, ['check', 'dist', '--lock', '--cluster', 'kind', ...ONLY])).toEqual({
      status: 1,
      stdout: `Nothing was found.

connectivity.lock: 1 opened, 1 closed.
- shop/web -> shop/db  TCP 5432
+ shop/web -> shop/db  TCP 6379
Where that is meant: npx cdk8s-networking list dist --cluster kind --lock
`,
      stderr: '',
    });
    await runIn(folder, 'list dist --cluster kind --lock'.split(' '));
    expect(await runIn(folder, ['check', 'dist', '--lock', '--cluster', 'kind', ...ONLY])).toMatchObject({ status: 0 });
  });
});

test('a policy that is opened to the whole cluster is told, though no pod is there yet that gains by it', async () => {
  await inFolder({ 'dist/shop.yaml': manifests(5432) }, async (folder) => {
    await runIn(folder, ['list', 'dist', '--lock']);
    const opened = manifests(5432).replace('from: [', 'from: [{ namespaceSelector: {} }, ');
    fs.writeFileSync(path.join(folder, 'dist/shop.yaml'), opened);
    const { status, stdout } = await runIn(folder, ['check', 'dist', '--lock', ...ONLY]);
    expect(status).toBe(1);
    expect(stdout).toContain('+ any pod in any other namespace -> shop/db  TCP 5432\n');
  });
});

test('it can have another name, which means that there is one', async () => {
  await inFolder({ 'dist/shop.yaml': manifests(5432) }, async (folder) => {
    const named = ['--lock-file', "my net's.lock"];
    await runIn(folder, ['list', 'dist', ...named]);
    expect(locked(folder, "my net's.lock")).toMatch(/^# Who may connect/);
    fs.writeFileSync(path.join(folder, 'dist/shop.yaml'), manifests(1));
    const { status, stdout } = await runIn(folder, ['check', 'dist', ...named, ...ONLY]);
    expect([status, stdout.split('\n').at(-2)]).toEqual([
      1,
      "Where that is meant: npx cdk8s-networking list dist --lock-file 'my net'\\''s.lock'",
    ]);
  });
});

test('what is not certain is in it too, and marked', async () => {
  const gateway = `---
apiVersion: v1
kind: Service
metadata: { name: db, namespace: shop }
spec: { selector: { app: db }, ports: [{ port: 5432 }] }
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata: { name: db, namespace: shop }
spec: { defaultBackend: { service: { name: db, port: { number: 5432 } } } }
`;
  await inFolder({ 'shop.yaml': manifests(5432) + gateway }, async (folder) => {
    await runIn(folder, ['list', 'shop.yaml', '--lock']);
    expect(locked(folder).split('\n').slice(2)).toEqual([
      expect.stringMatching(/^ingress-controller -> shop\/db {2}TCP 5432 {2}.* {2}\(unknown\)$/),
      'shop/web -> shop/db  TCP 5432',
      '',
    ]);
  });
});

test('the options of the cluster must be those it was written with, in whatever order', async () => {
  await inFolder({ 'shop.yaml': manifests(5432) }, async (folder) => {
    const cidrs = (...each: string[]) => each.flatMap((cidr) => ['--pod-cidr', cidr]);
    await runIn(folder, ['list', 'shop.yaml', '--lock', ...cidrs('10.0.0.0/8', '192.168.0.0/16')]);
    expect(locked(folder).split('\n')[1]).toBe('# options: --pod-cidr 10.0.0.0/8 --pod-cidr 192.168.0.0/16');
    const argv = ['check', 'shop.yaml', '--lock', ...ONLY];
    expect(await runIn(folder, [...argv, ...cidrs('192.168.0.0/16', '10.0.0.0/8')])).toMatchObject({ status: 0 });
    expect(await runIn(folder, argv)).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'connections must be compared under the options that connectivity.lock was written with, --pod-cidr 10.0.0.0/8 --pod-cidr 192.168.0.0/16, but got "none"; give the same ones, or write it anew: npx cdk8s-networking list shop.yaml --lock\n',
    });
  });
});

test('without a lock, or with one that is broken, nothing is compared', async () => {
  await inFolder({ 'shop.yaml': manifests(5432) }, async (folder) => {
    const argv = ['check', 'shop.yaml', '--lock', ...ONLY];
    expect(await runIn(folder, argv)).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'there must be a lock to compare with, but got "connectivity.lock"; write it: npx cdk8s-networking list shop.yaml --lock\n',
    });
    fs.writeFileSync(path.join(folder, 'connectivity.lock'), `${HEADER}\n# options: none\nshop/web\n`);
    expect(await runIn(folder, argv)).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'connectivity.lock:3: a line of a lock must be a connection, as in "shop/web -> shop/api  TCP 8080", but got "shop/web"; write it anew, with `list --lock`\n',
    });
    fs.rmSync(path.join(folder, 'connectivity.lock'));
    fs.mkdirSync(path.join(folder, 'connectivity.lock'));
    expect(await runIn(folder, argv)).toMatchObject({ status: 2, stderr: expect.stringMatching(/it is a folder\n$/) });
  });
});

test('nothing but a lock is written over', async () => {
  await inFolder({ 'shop.yaml': manifests(5432) }, async (folder) => {
    expect(await runIn(folder, ['list', 'shop.yaml', '--lock-file', 'shop.yaml'])).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'a lock must be written to a new file, or over a lock, but got "shop.yaml"; name another file, or take that one away\n',
    });
    expect(locked(folder, 'shop.yaml')).toBe(manifests(5432));
    expect(await runIn(folder, ['list', 'shop.yaml', '--lock-file', 'no/such.lock'])).toMatchObject({ status: 2 });
  });
});

test('a lock of some connections is refused', async () => {
  await inFolder({ 'shop.yaml': manifests(5432) }, async (folder) => {
    const argv = ['list', 'shop.yaml', '--lock', '--focus', 'shop/web', '--port', '80', '-o', 'json'];
    expect(await runIn(folder, argv)).toEqual({
      status: 2,
      stdout: '',
      stderr:
        '--lock must go without options that choose connections or a format, but got "--focus --port --output json"; leave them out: a lock has all connections by workload, as text\n',
    });
    expect(fs.readdirSync(folder)).toEqual(['shop.yaml']);
  });
});
