import * as path from 'node:path';
import { ValidationContext } from 'cdk8s-cli/plugins';
import { lockOf } from '../../../cli/lock';
import { NetworkValidation } from '../../../cli/plugin/main';
import { Connectivity } from '../../../lib/analysis';
import { ConnectivityLock } from '../../../lib/report';
import { inFolder } from '../harness';

const SERVICE = `apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { ports: [{ port: 80 }] }
---
`;

/** A route to the Service, of this name. */
const route = (name: string, { port = 8080, annotations = '' } = {}) => `apiVersion: gateway.networking.k8s.io/v1
kind: HTTPRoute
metadata: { name: ${name}, namespace: shop, annotations: { ${annotations} } }
spec: { rules: [{ backendRefs: [{ name: api, port: ${port} }] }] }
---
`;

const NAME = `apiVersion: v1
kind: Service
metadata: { name: api, namespace: shop }
spec: { type: ExternalName, externalName: shop.example.com }
---
`;

/** What the validation reports of a file, with the constructs that cdk8s-cli knows of by name. */
async function reported(text: string, properties: object = {}, files: { readonly [name: string]: string } = {}) {
  return inFolder({ 'shop.k8s.yaml': text, ...files }, async (folder) => {
    const inside = Object.fromEntries(
      Object.entries(properties).map(([name, value]) => [name, value in files ? path.join(folder, value) : value]),
    );
    const paths = { api: { path: 'shop/api/Any' }, orders: { path: 'shop/orders/Route' } };
    const context = new ValidationContext([path.join(folder, 'shop.k8s.yaml')], 'plugin', '1.0.0', paths);
    await new NetworkValidation(inside).validate(context);
    const { violations, summary } = context.report.toJson();
    return {
      status: summary.status,
      counts: Object.values(summary.metadata ?? {}).join(' '),
      violations: violations.map(({ ruleName, violatingConstructs }) => ({
        ruleName,
        constructs: violatingConstructs.map(({ constructPath, resourceName, locations }) => [
          constructPath,
          resourceName,
          ...locations,
        ]),
      })),
    };
  });
}

const MISSING = 'Service shop/api has no TCP port 8080; it has TCP 80';

test('nothing found is a success', async () => {
  expect(await reported(SERVICE + route('orders', { port: 80 }))).toEqual({
    status: 'success',
    counts: '0 0 0 0',
    violations: [],
  });
  expect(await reported('')).toMatchObject({ status: 'success' });
});

test('an error is a failure, and shows the construct of the object', async () => {
  expect(await reported(SERVICE + route('orders'))).toEqual({
    status: 'failure',
    counts: '1 0 0 0',
    violations: [
      {
        ruleName: 'backend-port-not-found',
        constructs: [['shop/orders/Route', 'orders', `line 9: HTTPRoute shop/orders: ${MISSING}`]],
      },
    ],
  });
});

test('the construct of an object that shares its name is not guessed', async () => {
  const { violations } = await reported(SERVICE + route('api'));
  expect(violations[0]?.constructs).toEqual([
    [undefined, 'HTTPRoute shop/api', `line 9: HTTPRoute shop/api: ${MISSING}`],
  ]);
});

test('a warning is told, and is no failure', async () => {
  expect(await reported(NAME + route('orders'))).toMatchObject({
    status: 'success',
    counts: '0 1 0 0',
    violations: [{ ruleName: 'backend-external-name' }],
  });
});

test('what is acknowledged is counted, and is no failure', async () => {
  const annotations = "cdk8s-networking/acknowledged: 'backend-port-not-found: the next release brings it'";
  expect(await reported(SERVICE + route('orders', { annotations }))).toEqual({
    status: 'success',
    counts: '0 0 0 1',
    violations: [],
  });
});

test('checks can be chosen', async () => {
  const text = SERVICE + route('orders');
  expect(await reported(text, { only: ['redirect-loop'] })).toMatchObject({ status: 'success' });
  expect(await reported(text, { skip: ['backend-port-not-found'] })).toMatchObject({ status: 'success' });
});

test('the cluster counts', async () => {
  const policy = `apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: closed, namespace: shop }
spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress] }
`;
  const files = { 'cluster.yaml': 'platform: kubeadm\nnetworkPlugin: flannel\n' };
  const rulesOf = async (properties: object) =>
    (await reported(policy, { only: ['policies-not-enforced'], ...properties }, files)).violations.map(
      ({ ruleName }) => ruleName,
    );
  expect(await rulesOf({})).toEqual([]);
  expect(await rulesOf({ cluster: 'kubeadm' })).toEqual([]);
  expect(await rulesOf({ cluster: 'cluster.yaml' })).toEqual(['policies-not-enforced']);
  await expect(reported(policy, { cluster: 'mine' })).rejects.toThrow('a profile must be one of default, kind');
});

const PODS = `{ apiVersion: v1, kind: Pod, metadata: { name: web, namespace: shop } }
---
{ apiVersion: v1, kind: Pod, metadata: { name: db, namespace: shop } }
`;

test('an expectation that does not hold is a failure', async () => {
  const rows = '- { from: shop/web, to: shop/db, port: 5432, expect: denied }\n';
  const { status, violations } = await reported(PODS, { expectations: 'rows.yaml' }, { 'rows.yaml': rows });
  expect([status, violations.map(({ ruleName }) => ruleName)]).toEqual(['failure', ['expectation']]);
  expect(violations[0]?.constructs).toEqual([
    [
      undefined,
      'shop/web -> shop/db TCP 5432',
      'shop/web -> shop/db TCP 5432: expected denied, but it is allowed (name: no Service leads to TCP 5432 of shop/db: a client must know the address of a pod; egress: no policy restricts the egress of shop/web; ingress: no policy restricts the ingress of shop/db)',
    ],
  ]);
  const held = { 'rows.yaml': rows.replace('denied', 'allowed') };
  expect(await reported(PODS, { expectations: 'rows.yaml' }, held)).toMatchObject({ status: 'success' });
});

test('a row that is wrong is told with its place', async () => {
  const rows = '- { from: shop/web, to: shop/db, expect: no }\n';
  await expect(reported(PODS, { expectations: 'rows.yaml' }, { 'rows.yaml': rows })).rejects.toThrow(
    /rows\.yaml:1: "expect" must be allowed or denied, but got false/,
  );
});

test('a connection that is not as it is locked is a failure, with the command that locks it', async () => {
  const lock = lockOf(Connectivity.ofText([{ name: 'pods.yaml', text: PODS }]), {}).text;
  const files = { 'net.lock': lock };
  const locked = { lock: 'net.lock', only: ['redirect-loop'] };
  expect(await reported(PODS, locked, files)).toMatchObject({ status: 'success' });
  const { status, violations } = await reported(PODS.replace('name: db', 'name: cache'), locked, files);
  expect([status, violations.map(({ ruleName }) => ruleName)]).toEqual(['failure', ['connectivity-lock']]);
  expect(violations[0]?.constructs.map((each) => each.slice(1))).toContainEqual([
    'external:0.0.0.0/0, ::/0 -> shop/cache  all ports',
    expect.stringMatching(
      /^line \d+: external:0\.0\.0\.0\/0, ::\/0 -> shop\/cache {2}all ports: opened since it was locked$/,
    ),
  ]);
});

test('with --stdout, the command that locks connections names a folder that will be there', async () => {
  await inFolder(
    { 'shop.k8s.yaml': PODS, 'net.lock': ConnectivityLock.of({ connections: [], unknown: [], notes: [] }).text },
    async (folder) => {
      const context = new ValidationContext([`${folder}/shop.k8s.yaml`], 'plugin', '1.0.0', {}, true);
      await new NetworkValidation({ lock: `${folder}/net.lock` }).validate(context);
      const fixes = context.report.toJson().violations.map(({ fix }) => fix);
      expect(fixes).toContain(
        `where it is meant, write the lock anew: npx cdk8s-networking list dist --lock-file ${folder}/net.lock`,
      );
    },
  );
});

test('a problem of a manifest is told, and is no failure', async () => {
  const { status, violations } = await reported('{ kind: Service }\n');
  expect([status, violations.map(({ ruleName }) => ruleName)]).toEqual(['success', ['manifest-problem']]);
});

test.each([
  [{ lock: true }, 'the property lock of NetworkValidation must be text, but got true; write the path of a file'],
  [
    { cluster: 1 },
    'the property cluster of NetworkValidation must be text, but got 1; write a profile, such as kubeadm, or a file',
  ],
  [
    { only: 'redirect-loop' },
    'the property only of NetworkValidation must be a list of checks, but got "redirect-loop"; docs/checks.md lists them',
  ],
  [
    { skip: [] },
    'the property skip of NetworkValidation must be a list of checks, but got an empty list; docs/checks.md lists them',
  ],
  [
    { lok: 'a' },
    'the properties of NetworkValidation must be some of cluster, expectations, lock, only, skip, but got "lok"; correct it in cdk8s.yaml',
  ],
])('properties that are none are refused: %j', (properties, message) => {
  expect(() => new NetworkValidation(properties)).toThrow(new Error(message));
});

test('a check that is not there is refused before anything is read', () => {
  expect(() => new NetworkValidation({ only: ['nothing'] })).toThrow(/^a check must be one of .*, but got "nothing"$/);
  expect(() => new NetworkValidation(undefined)).not.toThrow();
});
