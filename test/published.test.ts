import { spawnSync } from 'node:child_process';
import * as library from '../lib';
import { analysis, checks, report } from '../lib';
import { Project } from './support/project';

let project: Project;

beforeAll(async () => {
  project = await Project.start();
});

afterAll(() => project.remove());

/** What a program prints as JSON that somebody runs who has installed the library. */
function printedBy(name: string, program: string): unknown {
  project.write({ [name]: program });
  const { stdout, stderr } = spawnSync(process.execPath, [name], { cwd: project.folder, encoding: 'utf8' });
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

test('everything has its name for modules of both kinds', () => {
  const names = Object.keys(library).sort();
  expect(
    printedBy('names.cjs', "console.log(JSON.stringify(Object.keys(require('cdk8s-networking')).sort()))"),
  ).toEqual(names);
  const imported = printedBy(
    'names.mjs',
    "import * as all from 'cdk8s-networking'; console.log(JSON.stringify(Object.keys(all)))",
  );
  expect(imported).toEqual(expect.arrayContaining(names));
});

test.each(Object.entries({ analysis, checks, report }))('%s has what it has in the sources', (room, own) => {
  const names = printedBy(
    `${room}.cjs`,
    `console.log(JSON.stringify(Object.keys(require('cdk8s-networking').${room}).sort()))`,
  );
  expect(names).toEqual(Object.keys(own).sort());
});

test('what only reads manifests is loaded when it is first used', () => {
  const program = `
    const { analysis } = require('cdk8s-networking');
    const isLoaded = () => Object.keys(require.cache).some((file) => file.endsWith('reading.js'));
    const before = isLoaded();
    analysis.Connectivity;
    console.log(JSON.stringify([before, isLoaded()]));
  `;
  expect(printedBy('loaded.cjs', program)).toEqual([false, true]);
});
