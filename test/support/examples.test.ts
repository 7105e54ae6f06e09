import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { expectExample, filesOf, runExample } from './examples';

// An example writes what its environment says, anew at every run.
const MAIN = `
import * as fs from 'node:fs';
const out = process.env.CDK8S_OUTDIR + '/below';
fs.mkdirSync(out);
fs.writeFileSync(out + '/stage.txt', String(process.env.EXAMPLE_STAGE));
`;

let root: string;
let example: string;
let expected: string;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'examples-'));
  example = path.join(root, 'example');
  expected = path.join(root, 'expected');
  fs.mkdirSync(example);
  fs.mkdirSync(expected);
  fs.writeFileSync(path.join(example, 'main.ts'), MAIN);
  delete process.env.EXAMPLE_STAGE;
  delete process.env.UPDATE_EXPECTED;
});

afterEach(() => {
  fs.rmSync(root, { recursive: true, force: true });
});

test('main.ts runs with the environment given, every time, and the environment is as before', () => {
  process.env.EXAMPLE_STAGE = 'mine';
  const before = { ...process.env };
  for (const stage of ['dev', 'prod', undefined]) {
    const folder = runExample(example, { EXAMPLE_STAGE: stage });
    expect(filesOf(folder)).toEqual({ 'below/stage.txt': String(stage) });
    fs.rmSync(folder, { recursive: true });
  }
  expect({ ...process.env }).toEqual(before);
});

test('the environment is as before after an error too', () => {
  fs.writeFileSync(path.join(example, 'main.ts'), "throw new Error('no');");
  expect(() => runExample(example, { EXAMPLE_STAGE: 'dev' })).toThrow('no');
  expect(process.env).not.toHaveProperty('EXAMPLE_STAGE');
  expect(process.env).not.toHaveProperty('CDK8S_OUTDIR');
});

test('the expected folder must hold the same files, with the same text', () => {
  fs.mkdirSync(path.join(expected, 'below'));
  fs.writeFileSync(path.join(expected, 'below', 'stage.txt'), 'dev');
  expectExample(example, expected, { EXAMPLE_STAGE: 'dev' });
  expect(() => expectExample(example, expected, { EXAMPLE_STAGE: 'prod' })).toThrow('stage.txt');
  fs.writeFileSync(path.join(expected, 'more.txt'), '');
  expect(() => expectExample(example, expected, { EXAMPLE_STAGE: 'dev' })).toThrow('more.txt');
});

test('a missing expected folder is a failure, not an agreement', () => {
  fs.rmdirSync(expected);
  expect(() => expectExample(example, expected)).toThrow();
});

test('UPDATE_EXPECTED=1 replaces the expected folder', () => {
  fs.writeFileSync(path.join(expected, 'stale.txt'), '');
  process.env.UPDATE_EXPECTED = '1';
  expectExample(example, expected, { EXAMPLE_STAGE: 'dev' });
  delete process.env.UPDATE_EXPECTED;
  expect(filesOf(expected)).toEqual({ 'below/stage.txt': 'dev' });
});
