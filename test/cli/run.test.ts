import { spawn } from 'node:child_process';
import * as path from 'node:path';
import { inFolder, runIn } from './harness';

const ROOT = path.resolve(__dirname, '../..');

/** Pods that nothing isolates: each reaches all others. */
function pods(count: number): string {
  return Array.from(
    { length: count },
    (_, i) => `{apiVersion: v1, kind: Pod, metadata: {name: p${i}, namespace: shop}}`,
  )
    .map((pod) => pod.replace(/\}$/, ', spec: {containers: [{name: c, image: c}]}}'))
    .join('\n---\n');
}

describe('what was asked wrongly ends with status 2', () => {
  const nothing = { status: 2, stdout: '' };

  test.each([
    [['list'], "error: missing required argument 'paths'\n"],
    [['list', 'x', '-o', 'xml'], ALLOWED("option '-o, --output <format>' argument 'xml'", LIST_FORMATS())],
    [['diff', 'x', 'y', '-o', 'csv'], ALLOWED("option '-o, --output <format>' argument 'csv'", 'text, json, md')],
    [['list', 'x', '--strictly'], "error: unknown option '--strictly'\n(Did you mean --strict?)\n"],
    [['lsit', 'x'], "error: unknown command 'lsit'\n(Did you mean list?)\n"],
    [['verify', '-', '-'], 'only one of the manifests and the expectations must be "-"\n'],
    [['verify', 'x', '-', '-f', '-'], 'only one of the manifests and the expectations must be "-"\n'],
    [['diff', '-', '-'], 'only one of the manifests before, those after and the allowed openings must be "-"\n'],
  ])('%j', async (argv, stderr) => {
    expect(await runIn('/', argv)).toEqual({ ...nothing, stderr });
  });

  test('a path to nothing', async () => {
    expect(await inFolder({}, (folder) => runIn(folder, ['list', 'nothing']))).toEqual({
      ...nothing,
      stderr:
        'a path must name a file or folder that can be read, but got "nothing"; there is no such file or folder\n',
    });
  });

  test('no command at all, with the help page beside it', async () => {
    const { status, stdout, stderr } = await runIn('/', []);
    expect({ status, stdout, start: stderr.slice(0, 43) }).toEqual({
      ...nothing,
      start: 'Usage: cdk8s-networking [options] [command]',
    });
  });
});

function ALLOWED(what: string, choices: string): string {
  return `error: ${what} is invalid. Allowed choices are ${choices}.\n`;
}

function LIST_FORMATS(): string {
  return 'text, json, csv, md, dot, mermaid';
}

describe('as a process', () => {
  function start(...argv: string[]) {
    return spawn(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...argv], { cwd: ROOT });
  }

  test('a large result arrives completely, and standard error apart from it', () =>
    inFolder(
      { 'pods.yaml': `${pods(100)}\n---\n{apiVersion: v1, kind: Secret, metadata: {name: s}}\n` },
      async (folder) => {
        const child = start('list', folder, '-o', 'csv');
        const [out, err]: string[][] = [[], []];
        child.stdout.setEncoding('utf8').on('data', (text) => out.push(text));
        child.stderr.setEncoding('utf8').on('data', (text) => err.push(text));
        const status = await new Promise((resolve) => child.on('close', resolve));
        const lines = out.join('').split('\n');
        expect({
          status,
          err: err.join(''),
          edges: lines.filter((line) => /^shop\/p\d+,shop\/p\d+,/.test(line)).length,
        }).toEqual({
          status: 0,
          err: '1 object of a kind that plays no part here: Secret 1\n',
          edges: 100 * 99 * 3,
        });
      },
    ));

  test('a reader who goes away early is no error', () =>
    inFolder({ 'pods.yaml': pods(100) }, async (folder) => {
      const child = start('list', folder, '-o', 'csv');
      const err: string[] = [];
      child.stderr.setEncoding('utf8').on('data', (text) => err.push(text));
      child.stdout.once('data', () => child.stdout.destroy());
      const status = await new Promise((resolve) => child.on('close', resolve));
      expect({ status, err: err.join('') }).toEqual({ status: 0, err: '' });
    }));
});
