// Has the judge of manifests look at folders, and fails where it finds a problem.
//
//     node .ci/judge.mjs ORACLE FOLDER...
//
// Each folder is judged by the Pod Security level that its namespaces claim, and by both channels of the Gateway API: the
// definitions of the experimental one are the stricter in some fields. A few of the judge's findings are no problems:
// it asks for pods, and for certificates, that the cluster has and no manifest of an app contains.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

const [oracle, ...folders] = process.argv.slice(2);

const NO_PROBLEMS = [
  {
    // The pods of a data plane in the Gateway's namespace, those of a waypoint, and those of cert-manager's challenges.
    isMeant: ({ kind, name, message }) =>
      kind === 'NetworkPolicy' &&
      /^selects no pod template/.test(message) &&
      (name.endsWith('-data-plane') || name === 'acme-solver' || name === 'waypoint'),
  },
  {
    // The AWS Load Balancer Controller reads no Secret: a LoadBalancerConfiguration beside the Gateway names certificates.
    isMeant: ({ kind, message }, folder) =>
      kind === 'Gateway' && message === 'required with HTTPS' && path.basename(folder) === 'gateway-aws',
  },
];

function textsOf(folder) {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => fs.readFileSync(path.join(folder, name), 'utf8'));
}

function judgement(folder, options) {
  const run = spawnSync(process.execPath, [oracle, '--json', ...options, folder], { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (!run.stdout.trim()) throw new Error(`the judge said nothing of ${folder}: ${run.stderr}`);
  return JSON.parse(run.stdout);
}

let failed = false;
for (const folder of folders) {
  const isLess = textsOf(folder).some((text) => /pod-security.kubernetes.io\/enforce: (baseline|privileged)/.test(text));
  const level = isLess ? [] : ['--restricted'];
  const judged = ['standard', 'experimental'].map((channel) => judgement(folder, ['--channel', channel, ...level]));
  const [{ objects, unknownKinds }] = judged;
  const problems = judged.flatMap((each) => each.problems);
  const meant = problems.filter((problem) => !NO_PROBLEMS.some(({ isMeant }) => isMeant(problem, folder)));
  // What both channels find is told once.
  const found = [...new Map(meant.map((problem) => [JSON.stringify(problem), problem])).values()];
  console.log([folder, ...level, `${objects} objects, ${found.length} problems, ${unknownKinds} of unknown kinds`].join(' '));
  for (const { file, document, kind, namespace, name, path: field, message } of found) {
    console.log(`  ${file}#${document} ${kind} ${namespace}/${name}: ${field}: ${message}`);
  }
  failed ||= found.length > 0 || objects === 0;
}
process.exit(failed ? 1 : 0);
