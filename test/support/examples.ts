import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** What a main.ts may be told by its environment; undefined takes a variable away. */
export type Environment = Record<string, string | undefined>;

const EXAMPLES = path.resolve(__dirname, '../../examples');

/** Runs an example's main.ts, given by its folder's name below examples/ (or a path), and returns what it wrote. */
export function runExample(name: string, env: Environment = {}): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${path.basename(name)}-`));
  const main = path.resolve(EXAMPLES, name, 'main.ts');
  withEnvironment({ ...env, CDK8S_OUTDIR: folder }, () => jest.isolateModules(() => require(main)));
  return folder;
}

/** The files below a folder, as text by relative path with forward slashes. */
export function filesOf(folder: string): Record<string, string> {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  return Object.fromEntries(
    names
      .filter((name) => fs.statSync(path.join(folder, name)).isFile())
      .map((name) => [name.split(path.sep).join('/'), fs.readFileSync(path.join(folder, name), 'utf8')]),
  );
}

/**
 * Expects an example to write exactly the files of a folder.
 *
 * With UPDATE_EXPECTED=1 in the environment the folder is replaced first by what the example writes.
 */
export function expectExample(name: string, folderOfExpected: string, env: Environment = {}): void {
  const folder = runExample(name, env);
  try {
    if (process.env.UPDATE_EXPECTED === '1') {
      fs.rmSync(folderOfExpected, { recursive: true, force: true });
      fs.cpSync(folder, folderOfExpected, { recursive: true });
    }
    expect(filesOf(folder)).toEqual(filesOf(folderOfExpected));
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function withEnvironment(env: Environment, act: () => void): void {
  const before = { ...process.env };
  try {
    for (const [key, value] of Object.entries(env)) {
      set(key, value);
    }
    act();
  } finally {
    for (const key of Object.keys(env)) {
      set(key, before[key]);
    }
  }
}

function set(key: string, value: string | undefined): void {
  if (value === undefined) {
    delete process.env[key];
  } else {
    process.env[key] = value;
  }
}
