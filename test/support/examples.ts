import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** What a main.ts may be told by its environment; undefined takes a variable away. */
export type Environment = Record<string, string | undefined>;

const EXAMPLES = path.resolve(__dirname, '../../examples');

/** What programs stand on; keeping it loaded changes nothing for them, and loading it anew takes longer than they do. */
const GROUND = ['cdk8s', 'cdk8s-plus-28', 'constructs', '../../lib'];

/** Loads a program as if nobody had before, on the ground that the tests stand on. */
function load(program: string): void {
  const ground = GROUND.map((name) => [name, jest.requireActual(name)] as const);
  jest.isolateModules(() => {
    for (const [name, loaded] of ground) jest.doMock(name, () => loaded);
    require(program);
  });
}

/** Runs an example's main.ts, given by its folder's name below examples/ (or a path to a folder or a program), and returns what it wrote. */
export function runExample(name: string, env: Environment = {}): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), `${path.basename(name)}-`));
  const place = path.resolve(EXAMPLES, name);
  const main = fs.existsSync(`${place}.ts`) ? `${place}.ts` : path.join(place, 'main.ts');
  try {
    withEnvironment({ ...env, CDK8S_OUTDIR: folder }, () => load(main));
    return folder;
  } catch (error) {
    fs.rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

/** What an example wrote, and what it said that it can't. */
export interface Outcome {
  /** The files, as text by relative path. */
  readonly files: Record<string, string>;
  /** Its words on the console, and the error by which it ended; empty where there is nothing to say. */
  readonly said: string;
}

/** Runs an example that may fail, or may say on the console that the cluster can't do something. */
export function attemptExample(name: string, env: Environment = {}): Outcome {
  const lines: string[] = [];
  const console = jest.spyOn(globalThis.console, 'error').mockImplementation((text) => lines.push(`${text}\n`));
  let files = {};
  try {
    const folder = runExample(name, env);
    files = filesOf(folder);
    fs.rmSync(folder, { recursive: true, force: true });
  } catch (error) {
    lines.push(`${(error as Error).message}\n`);
  } finally {
    console.mockRestore();
  }
  return { files, said: lines.join('') };
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
