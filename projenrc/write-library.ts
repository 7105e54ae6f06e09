import * as fs from 'node:fs';
import * as path from 'node:path';
import { READING, writeLibrary } from './library-files';

// The library in two files stands in the place of what jsii made of lib/index.ts: a second entry beside that would give
// each class two identities. Each class has its name still, and says as by jsii how other languages call it.
const ROOT = path.join(__dirname, '..');

interface Assembly {
  readonly name: string;
  readonly version: string;
  readonly types: { readonly [fqn: string]: { readonly kind: string; readonly name: string } };
}

const assembly: Assembly = JSON.parse(fs.readFileSync(path.join(ROOT, '.jsii'), 'utf8'));

const said = Object.entries(assembly.types).flatMap(([fqn, { kind, name }]) => {
  if (kind !== 'class') return [];
  const within = fqn.slice(assembly.name.length + 1);
  const known = JSON.stringify({ fqn, version: assembly.version });
  const text = `Object.defineProperties(module.exports.${within}, { name: { value: '${name}' }, [Symbol.for('jsii.rtti')]: { value: ${known} } });\n`;
  return [{ text, isReading: READING.some((room) => within.startsWith(`${room}.`)) }];
});
const footer = (isReading: boolean) =>
  said.flatMap((each) => (each.isReading === isReading ? [each.text] : [])).join('');

void writeLibrary(path.join(ROOT, 'build'), { index: footer(false), reading: footer(true) });
