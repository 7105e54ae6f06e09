import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { attemptExample, filesOf, runExample } from './examples';

// An example writes what its environment says, anew at every run.
const MAIN = `
import * as fs from 'node:fs';
const out = process.env.CDK8S_OUTDIR + '/below';
fs.mkdirSync(out);
fs.writeFileSync(out + '/stage.txt', String(process.env.EXAMPLE_STAGE));
`;

let root: string;
let example: string;

beforeEach(() => {
  root = fs.mkdtempSync(path.join(os.tmpdir(), 'examples-'));
  example = path.join(root, 'example');
  fs.mkdirSync(example);
  fs.writeFileSync(path.join(example, 'main.ts'), MAIN);
  delete process.env.EXAMPLE_STAGE;
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

describe('an attempt', () => {
  const left = () => fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('attempted-'));
  let attempted: string;

  beforeEach(() => {
    attempted = path.join(root, 'attempted');
    fs.cpSync(example, attempted, { recursive: true });
  });

  test('tells what was written, and leaves nothing of it', () => {
    expect(attemptExample(attempted, { EXAMPLE_STAGE: 'dev' })).toEqual({
      files: { 'below/stage.txt': 'dev' },
      said: '',
    });
    expect(left()).toEqual([]);
  });

  test('tells what was said', () => {
    fs.appendFileSync(path.join(attempted, 'main.ts'), "console.error('no TCP');\nconsole.error('no UDP');\n");
    const { files, said } = attemptExample(attempted, { EXAMPLE_STAGE: 'dev' });
    expect([Object.keys(files), said]).toEqual([['below/stage.txt'], 'no TCP\nno UDP\n']);
  });

  test('tells the error, and then what was written before counts for nothing', () => {
    fs.appendFileSync(path.join(attempted, 'main.ts'), "throw new Error('no Gateway');\n");
    expect(attemptExample(attempted, { EXAMPLE_STAGE: 'dev' })).toEqual({ files: {}, said: 'no Gateway\n' });
    expect(left()).toEqual([]);
  });
});
