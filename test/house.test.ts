import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

const ROOT = path.resolve(__dirname, '..');
const LIB = path.join(ROOT, 'lib');

/**
 * The table of doors: what each room may import, rooms and packages alike. `errors` is the hall's noticeboard, open to
 * all; a room always may import itself.
 */
const DOORS: { [room: string]: string[] } = {
  traffic: ['ipaddr.js'],
  cluster: ['traffic', 'constructs', 'js-yaml', 'node:fs'],
  objects: ['traffic', 'cluster', 'constructs', 'cdk8s'],
  addressing: ['traffic', 'cluster', 'objects', 'constructs', 'cdk8s'],
  policy: ['traffic', 'cluster', 'objects', 'constructs', 'cdk8s'],
  routing: ['traffic', 'cluster', 'objects', 'addressing', 'policy', 'constructs', 'cdk8s'],
  workload: ['traffic', 'cluster', 'objects', 'constructs', 'cdk8s', 'cdk8s-plus-28'],
  blueprints: [
    'traffic',
    'cluster',
    'objects',
    'addressing',
    'policy',
    'routing',
    'workload',
    'constructs',
    'cdk8s',
    'cdk8s-plus-28',
  ],
  app: [
    'traffic',
    'cluster',
    'objects',
    'policy',
    'analysis',
    'checks',
    'report',
    'constructs',
    'cdk8s',
    'node:assert',
    'node:fs',
    'node:crypto',
    'node:path',
  ],
  analysis: ['traffic', 'cluster', 'js-yaml', 'ipaddr.js'],
  checks: ['cluster', 'analysis', 'constructs'],
  report: ['traffic', 'analysis', 'checks', 'node:crypto'],
  cli: [
    'traffic',
    'cluster',
    'analysis',
    'checks',
    'report',
    'commander',
    '@dagrejs/dagre',
    'cdk8s-cli/plugins',
    'package.json',
    'node:crypto',
    'node:fs',
    'node:path',
    'node:stream',
  ],
  jest: ['cdk8s-networking', 'cdk8s', 'constructs', 'node:assert'],
};

interface Import {
  /** The importing file, relative to the repository. */
  readonly from: string;
  readonly room: string;
  /** The room or package that is imported. */
  readonly to: string;
  /** The file that is imported, for imports inside the repository. */
  readonly target?: string;
  readonly text: string;
}

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => path.join(folder, name))
    .sort();
}

function roomOf(file: string): string {
  const [top = '', room = ''] = path.relative(ROOT, file).split(path.sep);
  return top === 'lib' ? room.replace(/\.ts$/, '') : top;
}

function importsOf(file: string): Import[] {
  const { importedFiles } = ts.preProcessFile(fs.readFileSync(file, 'utf8'), true, true);
  return importedFiles.map(({ fileName: text }) => {
    const from = path.relative(ROOT, file);
    if (!text.startsWith('.')) return { from, room: roomOf(file), to: text, text };
    const target = resolve(path.resolve(path.dirname(file), text));
    return { from, room: roomOf(file), to: roomOf(target), target, text };
  });
}

/** The file behind a relative import. */
function resolve(base: string): string {
  const found = [`${base}.ts`, path.join(base, 'index.ts'), `${base}.json`, base].find((file) => fs.existsSync(file));
  if (!found) throw new Error(`there is no ${base}`);
  return found;
}

/** The rooms that jsii never sees. */
const OUTSIDE = ['cli', 'jest'];

const files = [LIB, ...OUTSIDE.map((room) => path.join(ROOT, room))].flatMap(filesBelow);
const imports = files.flatMap(importsOf);
const fromRooms = imports.filter(({ room }) => room !== 'index' && room !== 'errors');

test('every room is in the table of doors, and every line of the table is a room', () => {
  const rooms = fs.readdirSync(LIB, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  expect(Object.keys(DOORS).sort()).toEqual([...rooms.map(({ name }) => name), ...OUTSIDE].sort());
});

test('ARCHITECTURE.md shows this very table', () => {
  const text = fs.readFileSync(path.join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const rows = [...text.matchAll(/^\| (\w+) \| ([^|]*) \| [^|]+ \|$/gm)].filter(([, room]) => room !== 'room');
  expect(Object.fromEntries(rows.map(([, room, doors]) => [room, doors]))).toEqual(
    Object.fromEntries(Object.entries(DOORS).map(([room, doors]) => [room, inWords(doors)])),
  );
});

/** Doors as ARCHITECTURE.md writes them: Node's own modules and the package's description go without saying. */
function inWords(doors: string[]): string {
  return doors.filter((door) => !door.startsWith('node:') && door !== 'package.json').join(', ');
}

test('no import goes through a door that is not there', () => {
  const shut = fromRooms
    .filter(({ room, to }) => to !== room && to !== 'errors' && !DOORS[room]?.includes(to))
    .map(({ from, text }) => `${from}: ${text}`);
  expect(shut).toEqual([]);
});

test('blueprints import types of cdk8s-plus only', () => {
  const texts = filesBelow(path.join(LIB, 'blueprints')).map((file) => fs.readFileSync(file, 'utf8'));
  const lines = texts.flatMap((text) => text.split('\n').filter((line) => line.includes("from 'cdk8s-plus-28'")));
  expect(lines.length).toBeGreaterThan(0);
  expect(lines.filter((line) => !line.startsWith('import type '))).toEqual([]);
});

test('in the room of facts one file reads, and the others see fields', () => {
  const readers = fromRooms.filter(({ room, to }) => room === 'cluster' && ['js-yaml', 'node:fs'].includes(to));
  expect(new Set(readers.map(({ from }) => from))).toEqual(new Set(['lib/cluster/cluster-file-text.ts']));
});

test('every door is used', () => {
  const used = new Set(fromRooms.map(({ room, to }) => `${room} -> ${to}`));
  const idle = Object.entries(DOORS)
    .flatMap(([room, doors]) => doors.map((door) => `${room} -> ${door}`))
    .filter((door) => !used.has(door));
  expect(idle).toEqual([]);
});

test('errors and the words import nothing of the house', () => {
  const inward = imports.filter(
    ({ room, to }) => ['errors', 'traffic'].includes(room) && to !== room && to !== 'errors',
  );
  expect(inward.map(({ to }) => to).filter((to) => to !== 'ipaddr.js')).toEqual([]);
});

test('across rooms the index is imported, inside a room the file itself', () => {
  const crooked = fromRooms
    .filter(({ target }) => target?.endsWith('.ts'))
    .filter(({ room, to, target }) => {
      const isIndex = path.basename(target as string) === 'index.ts';
      return to !== 'errors' && (to === room ? isIndex : !isIndex);
    })
    .map(({ from, text }) => `${from}: ${text}`);
  expect(crooked).toEqual([]);
});

test('there are no cycles, not even of types', () => {
  const edges = new Map(files.map((file) => [file, importsOf(file).flatMap(({ target }) => target ?? [])]));
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (file: string, trail: string[]) => {
    const start = trail.indexOf(file);
    if (start >= 0) cycles.push([...trail.slice(start), file].map((each) => path.relative(ROOT, each)).join(' -> '));
    if (start >= 0 || done.has(file)) return;
    for (const target of edges.get(file) ?? []) visit(target, [...trail, file]);
    done.add(file);
  };
  for (const file of files) visit(file, []);
  expect(cycles).toEqual([]);
});

test('imports of types are seen as well, which TypeScript leaves out of its output', () => {
  const seen = ts.preProcessFile("import type { A } from './a';\nexport type { B } from './b';", true, true);
  expect(seen.importedFiles.map(({ fileName }) => fileName)).toEqual(['./a', './b']);
});

test('the lock file names no address to fetch packages from', () => {
  const { packages } = JSON.parse(fs.readFileSync(path.join(ROOT, 'package-lock.json'), 'utf8'));
  const entries = Object.entries<{ version?: string; resolved?: string }>(packages);
  expect(entries.length).toBeGreaterThan(100);
  expect(entries.filter(([, { resolved, version }]) => resolved || version?.includes(':'))).toEqual([]);
});
