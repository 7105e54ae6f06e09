import * as fs from 'node:fs';
import * as path from 'node:path';
import { clusterNames } from '../../examples/clusters';
import { platformNames } from '../../examples/platforms';

export const EXAMPLES = path.resolve(__dirname, '../../examples');

/** The examples, by the names of their folders. */
export const names = fs
  .readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map((entry) => entry.name);

/** The folders of what an example writes: one for each way into the cluster, where it asks for that. */
export function variantsOf(name: string): string[] {
  const text = fs.readFileSync(path.join(EXAMPLES, name, 'main.ts'), 'utf8');
  if (text.includes("from '../clusters'")) return clusterNames;
  if (text.includes("from '../platforms'")) return platformNames;
  return text.includes('process.env.ENTRY') ? ['gateway', 'ingress'] : ['manifests'];
}

/** Where the files are that an example is expected to write. */
export function folderOf(name: string, variant: string): string {
  return path.join(EXAMPLES, name, 'expected', variant);
}

/** Who is expected to reach whom in one of these folders. */
export function connectivityFile(name: string, variant: string): string {
  const file = variant === 'manifests' ? 'connectivity.txt' : `connectivity-${variant}.txt`;
  return path.join(EXAMPLES, name, 'expected', file);
}

/** What an example is expected to say that the cluster can't do; there is none where it can do all. */
export function refusalFile(name: string, variant: string): string {
  return path.join(EXAMPLES, name, 'expected', `${variant}.txt`);
}
