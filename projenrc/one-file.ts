import * as fs from 'node:fs';
import * as path from 'node:path';
import { buildSync } from 'esbuild';

// Puts the library into one file, which loads in a fraction of the time that a thousand take. It stands in the place of
// what jsii made of lib/index.ts: a second entry beside that would give each class two identities. As jsii does, it says
// of each class how other languages call it.

const ROOT = path.join(__dirname, '..');

interface Assembly {
  readonly name: string;
  readonly version: string;
  readonly types: { readonly [fqn: string]: { readonly kind: string } };
}

const { name, version, types }: Assembly = JSON.parse(fs.readFileSync(path.join(ROOT, '.jsii'), 'utf8'));
const classes = Object.entries(types)
  .filter(([, { kind }]) => kind === 'class')
  .map(([fqn]) => fqn.slice(name.length + 1));

const known = classes.map((each) => {
  const value = JSON.stringify({ fqn: `${name}.${each}`, version });
  return `Object.defineProperty(module.exports.${each}, Symbol.for('jsii.rtti'), { value: ${value} });\n`;
});

buildSync({
  entryPoints: [path.join(ROOT, 'lib/index.ts')],
  outfile: path.join(ROOT, 'build/index.js'),
  bundle: true,
  packages: 'external',
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  keepNames: true,
  footer: { js: known.join('') },
  logLevel: 'warning',
});
