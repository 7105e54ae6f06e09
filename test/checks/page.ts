import * as fs from 'node:fs';
import * as path from 'node:path';
import { Checks, type ICheck } from '../../lib/checks';
import { inFolder, runIn } from '../cli/harness';
import { type Example, exampleOf } from './example';

const RULES = path.resolve(__dirname, '../../lib/checks/rules');

/** What a check prints of its example, and of the same mended. */
export interface Shown {
  readonly reported: string;
  readonly mended: string;
}

/** The page of a check: what it says of itself, and what the command line prints of its example. */
export async function pageOf(check: ICheck): Promise<string> {
  const { id, severity, summary, condition, harm, remedy, see } = check;
  const example = exampleOf(id);
  const shown = await shownOf(id, example);
  const number = Checks._mistakeOf(id);
  const rows = [
    ['severity', severity],
    ['finds', summary],
    ['the cluster shows', condition],
    ['harm', harm],
    ['remedy', remedy],
    ['the law', `<${see}>`],
    ...(number === undefined ? [] : [['mistake no.', `${number}`]]),
  ];
  return `<!-- Written by \`npm run docs:checks\`; change lib/checks/rules/${id}.ts and test/checks/examples/${id}.yaml. -->

# ${id}

${commentOf(id)}

| | |
|---|---|
${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

## Reported

${clusterText(example.cluster)}${fenced('yaml', example.reported)}

${fenced('console', `${commandOf(id, example.cluster)}\n${shown.reported}`)}

## Mended

${example.mendedCluster === example.cluster ? '' : clusterText(example.mendedCluster)}${fenced('yaml', example.mended)}

${fenced('console', `${commandOf(id, example.cluster)}\n${shown.mended}`)}

[All checks](../checks.md)
`;
}

/** What the command line prints. */
export async function shownOf(id: string, example: Example): Promise<Shown> {
  return {
    reported: await printed(id, example.reported, example.cluster),
    mended: await printed(id, example.mended, example.mendedCluster),
  };
}

async function printed(id: string, manifest: string, cluster: string | undefined): Promise<string> {
  const files = { 'shop.yaml': manifest, ...(cluster !== undefined && { 'cluster.yaml': cluster }) };
  const argv = commandOf(id, cluster).replace('$ npx cdk8s-networking ', '').split(' ');
  // The file of a cluster is looked for where the process runs.
  const { stdout, stderr } = await inFolder(files, (folder) =>
    runIn(
      folder,
      argv.map((word) => (word === 'cluster.yaml' ? path.join(folder, word) : word)),
    ),
  );
  if (stderr !== '') throw new Error(`the example of ${id}: ${stderr}`);
  return stdout;
}

function commandOf(id: string, cluster: string | undefined): string {
  const on = cluster === undefined ? '' : ' --cluster cluster.yaml';
  return `$ npx cdk8s-networking check --only ${id}${on} shop.yaml`;
}

/** What the file of the check says of it: what it finds, and what it is silent about. */
function commentOf(id: string): string {
  const text = fs.readFileSync(path.join(RULES, `${id}.ts`), 'utf8');
  const [, comment = ''] = /\/\*\*\n((?: \*.*\n)+?) \*\/\nexport class /.exec(text) ?? [];
  return comment.replace(/^ \* ?/gm, '').trim();
}

function clusterText(cluster: string | undefined): string {
  return cluster === undefined ? '' : `On this cluster, in \`cluster.yaml\`:\n\n${fenced('yaml', cluster)}\n\n`;
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
