import * as path from 'node:path';
import { build, type Plugin } from 'esbuild';

/** What is loaded when something of it is first used: most apps are written without reading a text or an address. */
const ON_DEMAND = ['ipaddr.js', 'js-yaml'];
/** What is used in so many files that it is imported once for all of them. */
const FOR_ALL = ['cdk8s', 'cdk8s-plus-28', 'constructs'];

const packages: Plugin = {
  name: 'packages',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^[^.]/ }, ({ path: name, namespace }) => {
      if (namespace !== 'file') return { path: name, external: true };
      if (ON_DEMAND.includes(name)) return { path: name, namespace: 'on-demand' };
      return FOR_ALL.includes(name) ? { path: name, namespace: 'for-all' } : undefined;
    });
    onLoad({ filter: /./, namespace: 'on-demand' }, ({ path: name }) => ({ contents: gettersOf(name) }));
    onLoad({ filter: /./, namespace: 'for-all' }, ({ path: name }) => ({
      contents: `export { ${namesOf(name)} } from '${name}';`,
    }));
  },
};

/** A module that has what a package has, and loads it when the first of that is asked for. */
function gettersOf(name: string): string {
  return `
    let loaded;
    for (const key of ${JSON.stringify(namesOf(name))}) {
      const get = () => (loaded ??= require('${name}'))[key];
      Object.defineProperty(exports, key, { enumerable: true, get });
    }`;
}

function namesOf(name: string): string[] {
  return Object.keys(require(name)).filter((each) => each !== 'default');
}

/**
 * Puts the library into one file, which loads in a fraction of the time that a thousand take.
 *
 * @param outfile - where to
 * @param footer - what is run at its end
 */
export async function writeLibrary(outfile: string, footer = ''): Promise<void> {
  await build({
    entryPoints: [path.join(__dirname, '../lib/index.ts')],
    outfile,
    footer: { js: footer },
    bundle: true,
    packages: 'external',
    plugins: [packages],
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
  });
}
