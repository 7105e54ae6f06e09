import * as fs from 'node:fs';
import * as path from 'node:path';
import { Connectivity } from '../../lib/analysis';
import { filesOf, runExample } from '../support/examples';
import { readManifests } from '../support/manifests';

const folder = runExample(__dirname);
afterAll(() => fs.rmSync(folder, { recursive: true }));

const SOURCE = fs.readFileSync(path.join(__dirname, 'main.ts'), 'utf8');

/** The names that a file of the library exports as classes one makes. */
function constructsOf(room: string): string[] {
  const files = fs.readdirSync(path.join(__dirname, '../../lib', room)).filter((name) => name.endsWith('.ts'));
  const texts = files.map((name) => fs.readFileSync(path.join(__dirname, '../../lib', room, name), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/^export class (\w+) extends/gm)].map(([, name]) => name as string));
}

test.each(['addressing', 'blueprints'])('every construct of %s is in it', (room) => {
  const names = constructsOf(room);
  expect(names.length).toBeGreaterThan(2);
  expect(names.filter((name) => !SOURCE.includes(`new ${name}(`))).toEqual([]);
});

test('every kind of workload and of what goes with it is written', () => {
  const kinds = new Set(readManifests(folder).map(({ kind }) => kind));
  expect([...kinds].sort()).toEqual([
    'CronJob',
    'DaemonSet',
    'Deployment',
    'EndpointSlice',
    'Gateway',
    'HTTPRoute',
    'HorizontalPodAutoscaler',
    'Job',
    'Namespace',
    'NetworkPolicy',
    'PersistentVolumeClaim',
    'PodDisruptionBudget',
    'Service',
    'ServiceAccount',
    'StatefulSet',
  ]);
});

test('what is written is read without a problem', () => {
  const sources = Object.entries(filesOf(folder)).map(([name, text]) => ({ name, text }));
  expect(Connectivity.ofText(sources).problems).toEqual([]);
});
