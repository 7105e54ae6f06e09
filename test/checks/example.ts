import * as fs from 'node:fs';
import * as path from 'node:path';

const EXAMPLES = path.resolve(__dirname, 'examples');

/**
 * The smallest manifest that a check reports, and the same mended: `examples/<id>.yaml`, in parts that begin with a line
 * such as `# -- reported`.
 */
export interface Example {
  /** The cluster, where the check asks for one. */
  readonly cluster?: string;
  readonly reported: string;
  /** The cluster, where it is what is mended. */
  readonly mendedCluster?: string;
  readonly mended: string;
}

export function exampleOf(id: string): Example {
  const text = fs.readFileSync(path.join(EXAMPLES, `${id}.yaml`), 'utf8');
  const [, ...parts] = text.split(/^# -- (.+)\n/m);
  const at = (name: string) => (parts.includes(name) ? parts[parts.indexOf(name) + 1] : undefined);
  const [reported, mended] = [at('reported'), at('mended')];
  if (reported === undefined || mended === undefined) throw new Error(`examples/${id}.yaml must say both`);
  const cluster = at('the cluster');
  return { cluster, reported, mendedCluster: at('the cluster, mended') ?? cluster, mended };
}

/** The ids of the checks that have an example. */
export function exampleIds(): string[] {
  return fs.readdirSync(EXAMPLES).map((file) => path.basename(file, '.yaml'));
}
