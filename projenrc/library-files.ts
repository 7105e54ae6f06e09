import * as path from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const LIB = path.join(__dirname, '../lib');

/** The rooms that only read manifests: a file of their own, which is loaded when something of them is first used. */
export const READING = ['analysis', 'checks', 'report'] as const;
/** The two files, as each of them calls the other one. */
const INDEX_FILE = './index.js';
const READING_FILE = './reading.js';
/** Where the file of the constructs keeps what the one of the reading needs of it. */
const SHARED = "Symbol.for('cdk8s-networking/shared')";

/** What is loaded when something of it is first used: most apps are written without reading a text or an address. */
const ON_DEMAND = ['ipaddr.js', 'js-yaml'];
/** What is used in so many files that it is imported once for all of them. */
const FOR_ALL = ['cdk8s', 'cdk8s-plus-28', 'constructs'];

/** A part of the library as one file. */
interface Part {
  /** The file, by its path. */
  readonly outfile: string;
  readonly contents: string;
  /** What is run at its end. */
  readonly footer: string;
  /** What stands for a file of the library that isn't in this one; undefined for what is in it. */
  readonly elsewhere: (file: string) => Promise<string> | undefined;
}

/**
 * Puts the library into two files, which load in a fraction of the time that a thousand take: `index.js`, and beside it
 * `reading.js`, which is loaded by the first one when it is asked for something of the rooms that read manifests.
 *
 * @param folder - where to
 * @param footers - what is run at the end of each file
 */
export async function writeLibrary(folder: string, footers: { index?: string; reading?: string } = {}): Promise<void> {
  const shared = new Set<string>();
  await writePart({
    outfile: path.join(folder, READING_FILE),
    contents: READING.map((room) => `export * as ${room} from './${room}';`).join('\n'),
    footer: footers.reading ?? '',
    elsewhere: (file) => {
      if (roomOf(file)) return undefined;
      shared.add(file);
      return sharedNames(file);
    },
  });
  await writePart({
    outfile: path.join(folder, INDEX_FILE),
    contents: `
      ${[...shared].map((file, i) => `import * as shared${i} from ${JSON.stringify(file)};`).join('\n')}
      export * from './index';
      Object.defineProperty(module.exports, ${SHARED}, {
        value: { ${[...shared].map((file, i) => `${JSON.stringify(keyOf(file))}: { ...shared${i} }`).join(', ')} },
      });`,
    footer: footers.index ?? '',
    elsewhere: (file) => {
      const room = roomOf(file);
      if (!room) return undefined;
      if (keyOf(file) !== `${room}/index.ts`)
        throw new Error(`lib/${keyOf(file)} is imported from outside of its room: import it from lib/${room}/index.ts`);
      return exportsOf(file).then((names) => gettersOf(`require('${READING_FILE}').${room}`, names));
    },
  });
}

async function writePart({ outfile, contents, footer, elsewhere }: Part): Promise<void> {
  await build({
    ...AS_PUBLISHED,
    stdin: { contents, resolveDir: LIB, loader: 'ts' },
    outfile,
    footer: { js: footer },
    plugins: [packages, files(elsewhere)],
    // The entry adds to what Node takes for the exports of this file.
    logOverride: { 'commonjs-variable-in-esm': 'silent' },
  });
}

/** How what is published is bundled: packages are found where it is installed. */
export const AS_PUBLISHED = {
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
} as const satisfies BuildOptions;

const packages: Plugin = {
  name: 'packages',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[^./]/ }, ({ path: name, namespace }) => {
      if (namespace !== 'file') return { path: name, external: true };
      if (ON_DEMAND.includes(name)) return { path: name, namespace: 'on-demand' };
      return FOR_ALL.includes(name) ? { path: name, namespace: 'for-all' } : undefined;
    });
    onLoad({ filter: /./, namespace: 'on-demand' }, ({ path: name }) => ({
      contents: gettersOf(`require('${name}')`, namesOf(name)),
    }));
    onLoad({ filter: /./, namespace: 'for-all' }, ({ path: name }) => ({
      contents: `export { ${namesOf(name)} } from '${name}';`,
    }));
  },
};

function files(elsewhere: Part['elsewhere']): Plugin {
  return {
    name: 'files',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /\.js$/ }, ({ path: file }) =>
        [INDEX_FILE, READING_FILE].includes(file) ? { path: file, external: true } : undefined,
      );
      onLoad({ filter: /\.ts$/ }, async ({ path: file }) => {
        const contents = await elsewhere(file);
        return contents === undefined ? undefined : { contents, loader: 'js' };
      });
    },
  };
}

/** The room of the reading in which a file is. */
function roomOf(file: string): string | undefined {
  return READING.find((room) => file.startsWith(path.join(LIB, room) + path.sep));
}

function keyOf(file: string): string {
  return path.relative(LIB, file).replaceAll(path.sep, '/');
}

/** A module that has what a file has which the constructs loaded already. */
async function sharedNames(file: string): Promise<string> {
  const names = await exportsOf(file);
  return `
    const shared = require('${INDEX_FILE}')[${SHARED}][${JSON.stringify(keyOf(file))}];
    ${names.map((name) => `export const ${name} = shared.${name};`).join('\n')}`;
}

/** A module that has what another one has, and loads that when the first of it is asked for. */
function gettersOf(module: string, names: readonly string[]): string {
  return `
    Object.defineProperty(exports, '__esModule', { value: true });
    let loaded;
    for (const key of ${JSON.stringify(names)}) {
      const get = () => (loaded ??= ${module})[key];
      Object.defineProperty(exports, key, { enumerable: true, get });
    }`;
}

async function exportsOf(file: string): Promise<readonly string[]> {
  const { metafile } = await build({
    ...AS_PUBLISHED,
    format: 'esm',
    entryPoints: [file],
    write: false,
    metafile: true,
  });
  return Object.values(metafile.outputs).flatMap(({ exports }) => exports);
}

function namesOf(name: string): string[] {
  return Object.keys(require(name)).filter((each) => each !== 'default');
}
