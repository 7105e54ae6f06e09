import { Chart } from 'cdk8s';
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

test.each<[string, () => Construct]>([
  ['of the app', () => new Platform()],
  ['inside another namespace', () => shopNamespace()],
])('what a Chart %s enforces is not known, and is left to the API server', (_, scope) => {
  const chart = new Chart(scope(), 'legacy', { namespace: 'legacy' });
  new Worker(chart, 'app', { image: 'app:1', privileges });
  expect(listOf(chart)).toEqual(['Deployment app', 'NetworkPolicy app']);
});
