import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { manifestFiles, parseManifests } from './manifests';
import { type Reachability, reachability } from './reachability';
import { tableOf } from './table';

/** What a folder of manifests holds, who may reach whom by it, and what that amounts to. */
export function accountOf(folder: string): string {
  const files = manifestFiles(folder).map((name) => {
    const manifests = parseManifests(fs.readFileSync(path.join(folder, name), 'utf8'));
    return { name, manifests };
  });
  const width = Math.max(0, ...files.map(({ name }) => name.length));
  const result = reachability(files.flatMap(({ manifests }) => manifests));
  return [
    ...files.map(({ name, manifests }) => `${name.padEnd(width)}  ${counts(manifests.map(({ kind }) => kind))}`),
    '',
    tableOf(result.rows) || 'No connection is allowed.',
    '',
    ...summary(result),
  ].join('\n');
}

/** Runs the main.ts of an example into its dist folder, which is made anew, and describes what was written. */
export function demonstrate(example: string): string {
  const main = path.join(example, 'main.ts');
  if (!fs.existsSync(main)) {
    throw new Error(`there is no ${main}`);
  }
  const folder = path.join(example, 'dist');
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  const run = spawnSync(process.execPath, ['--import', 'tsx', 'main.ts'], {
    cwd: example,
    env: { ...process.env, CDK8S_OUTDIR: folder },
    encoding: 'utf8',
  });
  if (run.status !== 0) {
    throw new Error(run.error?.message ?? `${run.stdout}${run.stderr}`.trim());
  }
  return accountOf(folder);
}

/** `2 Deployment, 1 Namespace`. */
function counts(kinds: string[]): string {
  const distinct = [...new Set(kinds)].sort();
  return distinct.map((kind) => `${kinds.filter((each) => each === kind).length} ${kind}`).join(', ');
}

function summary({ rows, problems, cannotResolve, workloads }: Reachability): string[] {
  const between = rows.filter(({ from, to }) => from !== to && workloads.includes(from) && workloads.includes(to));
  const pairs = new Set(between.map(({ from, to }) => `${from} -> ${to}`)).size;
  const possible = workloads.length * (workloads.length - 1);
  return [
    `Workloads: ${workloads.length}. Connections allowed between them: ${pairs} of ${possible} possible pairs.`,
    cannotResolve.length === 0
      ? 'Every workload can resolve names.'
      : `These workloads cannot resolve names: ${cannotResolve.join(', ')}.`,
    'Nodes and their kubelets always reach the pods on them; enforcement is up to the network plugin of the cluster.',
    ...problems.map((problem) => `Problem: ${problem}.`),
  ];
}

if (require.main === module) {
  try {
    console.log(demonstrate(path.resolve(__dirname, '../../examples/online-boutique')));
  } catch (error) {
    console.error((error as Error).message);
    process.exitCode = 1;
  }
}
