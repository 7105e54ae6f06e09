import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  InternalService,
  IsolatedNamespace,
  NodeAgent,
  Platform,
  PodSecurity,
  Privileges,
  RunOnceJob,
  ScheduledJob,
  StatefulService,
  Tls,
  Volume,
  WebApp,
  Worker,
} from '../../lib';
import { listOf, shopNamespace } from '../workload/written';

const privileges = Privileges.of({ root: true, capabilities: ['CHOWN'], reason: 'the image drops root by itself' });
const baseline = PodSecurity.baseline({ reason: 'the image starts as root' });

const refused = (what: string, level: string, enforced: string) =>
  `[shop/app] pods must pass the Pod Security level "${enforced}", which their namespace [shop] enforces, but these need ` +
  `"${level}" for ${what}; give the namespace \`podSecurity: PodSecurity.${level}({ reason: '...' })\`, or the pods less`;

describe('pods that need more than their namespace lets them are refused in', () => {
  const app = { image: 'app:1', privileges };
  test.each<[string, (shop: IsolatedNamespace) => unknown]>([
    ['a WebApp', (shop) => new WebApp(shop, 'app', { ...app, port: 80, host: 'a.example.com', tls: Tls.secret('a') })],
    ['an InternalService', (shop) => new InternalService(shop, 'app', { ...app, port: 80 })],
    ['a StatefulService', (shop) => new StatefulService(shop, 'app', { ...app, port: 80 })],
    ['a Worker', (shop) => new Worker(shop, 'app', app)],
    ['a NodeAgent', (shop) => new NodeAgent(shop, 'app', app)],
    ['a RunOnceJob', (shop) => new RunOnceJob(shop, 'app', app)],
    ['a ScheduledJob', (shop) => new ScheduledJob(shop, 'app', { ...app, schedule: '@daily' })],
  ])('%s', (_, make) => {
    expect(() => make(shopNamespace())).toThrow(
      new Error(refused('the capability CHOWN, root', 'baseline', 'restricted')),
    );
    const shop = new IsolatedNamespace(new Platform(), 'shop', { podSecurity: baseline });
    make(shop);
    expect(listOf(shop)).toContain('NetworkPolicy app');
  });
});

test('the level "baseline" is not enough for files of the node', () => {
  const shop = new IsolatedNamespace(new Platform(), 'shop', { podSecurity: baseline });
  expect(
    () => new NodeAgent(shop, 'app', { image: 'app:1', volumes: { '/var/log': Volume.hostPath('/var/log') } }),
  ).toThrow(new Error(refused('files of the node', 'privileged', 'baseline')));
});

describe('what is added later is judged at synth', () => {
  const POD = '/spec/template/spec';

  function synth(change: (app: Worker) => void, podSecurity?: PodSecurity): () => unknown {
    const shop = new IsolatedNamespace(new Platform(), 'shop', { podSecurity });
    change(new Worker(shop, 'app', { image: 'app:1', runAs: 1000 }));
    return () => shop.toJson();
  }

  const patch = (path: string, value: unknown) => (app: Worker) =>
    ApiObject.of(app.deployment).addJsonPatch(JsonPatch.add(path, value));

  test.each<[string, (app: Worker) => void, string]>([
    [
      'a privileged container',
      ({ deployment }) => {
        const securityContext = { privileged: true, allowPrivilegeEscalation: true, ensureNonRoot: false };
        deployment.addContainer({ name: 's', image: 's:1', securityContext });
      },
      'a privileged container',
    ],
    [
      'a port of the node',
      ({ deployment }) => deployment.containers[0]?.addPort({ number: 82, hostPort: 82 }),
      'a port of the node',
    ],
    ['a patch to its processes', patch(`${POD}/hostPID`, true), 'the processes of the node'],
    ['a patch to its files', patch(`${POD}/volumes`, [{ name: 'v', hostPath: { path: '/' } }]), 'files of the node'],
  ])('%s', (_, change, what) => {
    expect(synth(change)).toThrow(
      new Error(`Validation failed with the following errors:\n  ${refused(what, 'privileged', 'restricted')}`),
    );
    expect(synth(change, PodSecurity.privileged({ reason: 'a test' }))).not.toThrow();
  });

  test('and a patch that no pod is left of is told by its own error alone', () => {
    expect(synth(patch('/spec/nope/nope', 1))).toThrow(/^Validation failed[^\n]*\n[^\n]*a patch must fit[^\n]*$/);
  });
});

test.each<[string, () => Construct]>([
  ['of the app', () => new Platform()],
  ['inside another namespace', () => shopNamespace()],
])('what a Chart %s enforces is not known, and is left to the API server', (_, scope) => {
  const chart = new Chart(scope(), 'legacy', { namespace: 'legacy' });
  new Worker(chart, 'app', { image: 'app:1', privileges });
  expect(listOf(chart)).toEqual(['Deployment app', 'NetworkPolicy app']);
});
