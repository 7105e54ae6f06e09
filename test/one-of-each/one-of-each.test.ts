import * as fs from 'node:fs';
import * as path from 'node:path';
import { Connectivity } from '../../lib/analysis';
import { filesOf, runExample } from '../support/examples';
import { readManifests } from '../support/manifests';
import { clusterOf, waysIn } from './ways-in';

const ROOMS = path.join(__dirname, '../../lib');
const PROGRAMS = ['main.ts', 'routes.ts', 'entries.ts', 'guardrails.ts'];
const folder = runExample(__dirname);
const routes = runExample(path.join(__dirname, 'routes'));
const entries = runExample(path.join(__dirname, 'entries'));
const guardrails = runExample(path.join(__dirname, 'guardrails'));
afterAll(() => {
  for (const each of [folder, routes, entries, guardrails]) fs.rmSync(each, { recursive: true });
});

const SOURCE = PROGRAMS.map((name) => fs.readFileSync(path.join(__dirname, name), 'utf8')).join('\n');

/** The names that the files of a room export as classes one makes. */
function constructsOf(room: string): string[] {
  const files = fs.readdirSync(path.join(ROOMS, room), { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((name) => name.endsWith('.ts'))
    .map((name) => fs.readFileSync(path.join(ROOMS, room, name), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/^export class (\w+) extends/gm)].map(([, name]) => name as string));
}

/** What the library makes by itself, and nobody else can. */
const OWN = ['AcmeSolver', 'HostGuard', 'LocalDataPlanePods'];

test.each(['addressing', 'blueprints', 'routing'])('every construct of %s is in it', (room) => {
  const names = constructsOf(room).filter((name) => !OWN.includes(name));
  expect(names.length).toBeGreaterThan(2);
  expect(names.filter((name) => !SOURCE.includes(`new ${name}(`))).toEqual([]);
});

test('every ingress controller and every implementation of the Gateway API is in it', () => {
  const factories = ['ingress', 'gateway'].flatMap((kind) => {
    const catalogue = fs.readFileSync(path.join(ROOMS, 'cluster', kind, 'catalogue.ts'), 'utf8');
    return [...catalogue.matchAll(/public static (\w+)\(/g)].map(([, name]) => `${kind}-${name}`);
  });
  expect(fs.readdirSync(entries).sort()).toEqual(factories.sort());
});

test('every kind of the Gateway API is written', () => {
  const kinds = new Set(readManifests(routes).map(({ kind }) => kind));
  const others = ['Deployment', 'Service', 'Namespace', 'NetworkPolicy', 'PodDisruptionBudget', 'ServiceAccount'];
  expect([...kinds].filter((kind) => !others.includes(kind)).sort()).toEqual([
    'BackendTLSPolicy',
    'Certificate',
    'GRPCRoute',
    'Gateway',
    'GatewayClass',
    'HTTPRoute',
    'Ingress',
    'ListenerSet',
    'Middleware',
    'ReferenceGrant',
    'TCPRoute',
    'TLSRoute',
    'UDPRoute',
    'ValidatingAdmissionPolicy',
    'ValidatingAdmissionPolicyBinding',
  ]);
});

test('every kind of policy of the cluster is written', () => {
  const kinds = new Set(readManifests(guardrails).map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual(['AdminNetworkPolicy', 'BaselineAdminNetworkPolicy', 'ClusterNetworkPolicy']);
});

test('every kind of workload and of what goes with it is written', () => {
  const kinds = new Set(readManifests(folder).map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual([
    'AuthorizationPolicy',
    'ClusterRole',
    'ClusterRoleBinding',
    'CronJob',
    'DaemonSet',
    'Deployment',
    'EndpointSlice',
    'Gateway',
    'HTTPRoute',
    'HorizontalPodAutoscaler',
    'Job',
    'LimitRange',
    'MutatingWebhookConfiguration',
    'Namespace',
    'NetworkPolicy',
    'PeerAuthentication',
    'PersistentVolumeClaim',
    'PodDisruptionBudget',
    'PodMonitor',
    'ResourceQuota',
    'Role',
    'RoleBinding',
    'Service',
    'ServiceAccount',
    'ServiceMonitor',
    'StatefulSet',
    'ValidatingWebhookConfiguration',
  ]);
});

test.each([
  ['workloads and Services', () => folder],
  ['routes', () => routes],
  ['guardrails', () => guardrails],
  ...fs.readdirSync(entries).map((name) => [name, () => path.join(entries, name)] as [string, () => string]),
])('what is written is read without a problem: %s', (_, where) => {
  const sources = Object.entries(filesOf(where())).map(([name, text]) => ({ name, text }));
  expect(Connectivity.ofText(sources).problems).toEqual([]);
});

test.each(waysIn())('by %s every app is reached, and by nobody but the data plane', (name, entry) => {
  const sources = Object.entries(filesOf(path.join(entries, name))).map(([file, text]) => ({ name: file, text }));
  const { connections, unknown, notes } = Connectivity.ofText(sources, { cluster: clusterOf(name, entry) }).list();
  const apps = readManifests(path.join(entries, name)).filter(({ kind }) => kind === 'Deployment');
  const isApp = (name: string) => !name.endsWith('-data-plane');
  const ways = connections.filter(({ destination }) => isApp(destination.name));
  // Where the data plane is known by its addresses, these stand in the list by themselves as well.
  const byEntry = ways.filter(({ source }) => !source.name.startsWith('external:'));
  expect(byEntry.map(({ destination }) => destination.name).sort()).toEqual(
    apps.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`).sort(),
  );
  expect(new Set(byEntry.map(({ source }) => source.name)).size).toBe(1);
  const addresses = new Set(ways.map(({ source }) => source.name).filter((name) => name.startsWith('external:')));
  expect(addresses.size).toBeLessThanOrEqual(1);
  expect([unknown, notes]).toEqual([[], []]);
});
