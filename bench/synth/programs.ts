import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildSync } from 'esbuild';
import { writeLibrary } from '../../projenrc/library-files';
import { ROOT } from '../analysis/bundles';

/** Programs that are measured, as files that Node runs without a compiler of its own. */
export interface Programs {
  readonly ours: string;
  readonly stock: string;
  /** Deployments of cdk8s-plus, and for the rest given JSON: what a library takes that does nothing. */
  readonly least: string;
  /** What is loaded before each of them, to tell of their memory when they end. */
  readonly peak: string;
  /** What is only loaded, by the name that it has in the figures. */
  readonly imports: ReadonlyMap<string, string>;
}

/** Puts what is measured into a folder: the library as it is published. */
export async function programsIn(folder: string): Promise<Programs> {
  const children = path.join(__dirname, 'children');
  const options = { platform: 'node', target: 'node20', format: 'cjs', logLevel: 'warning' } as const;
  await writeLibrary(path.join(folder, 'lib'));
  buildSync({
    ...options,
    entryPoints: [
      ...fs.readdirSync(children).map((name) => path.join(children, name)),
      path.join(__dirname, 'layout.ts'),
      path.join(__dirname, '../analysis/children/peak.ts'),
    ],
    outbase: ROOT,
    outdir: folder,
  });
  const built = (file: string) => path.join(folder, 'bench', file);
  const importing = (name: string, code: string) => {
    const file = path.join(folder, `${name}.js`);
    fs.writeFileSync(file, code);
    return file;
  };
  return {
    ours: built('synth/children/ours.js'),
    stock: built('synth/children/stock.js'),
    least: built('synth/children/least.js'),
    peak: built('analysis/children/peak.js'),
    imports: new Map([
      ['nothing', importing('nothing', '0;\n')],
      ['cdk8s', importing('cdk8s', "require('cdk8s');\n")],
      ['cdk8s-plus-28', importing('plus', "require('cdk8s-plus-28');\n")],
      ['this library', importing('ours', "require('./lib');\n")],
    ]),
  };
}
