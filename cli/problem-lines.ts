import type { ManifestProblem } from '../lib/analysis';
import { Report } from '../lib/report';

/** Problems as compilers print them, a line for each: `policies.yaml:12: NetworkPolicy shop/api: spec.ingress: ...`. */
export function problemLines(problems: readonly ManifestProblem[]): string {
  return problems
    .map(({ file, line, object, path, message }) => [`${file}:${line}`, object, path, message])
    .map((parts) => `${Report._plain(parts.filter((part) => part !== '').join(': '))}\n`)
    .join('');
}

/** One line for all objects that say nothing about connections; empty where there are none. */
export function unknownKindsLine(kinds: { readonly [kind: string]: number }): string {
  const names = Object.keys(kinds).sort();
  if (names.length === 0) return '';
  const count = names.reduce((sum, name) => sum + kinds[name], 0);
  const counts = names.map((name) => `${Report._plain(name)} ${kinds[name]}`).join(', ');
  return count === 1
    ? `1 object of a kind that plays no part here: ${counts}\n`
    : `${count} objects of kinds that play no part here: ${counts}\n`;
}
