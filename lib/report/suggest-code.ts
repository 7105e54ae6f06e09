import {
  Certainty,
  type SuggestedNamespace,
  SuggestedPeerKind,
  type Suggestion,
  type SuggestReport,
} from '../analysis';
import { Direction } from '../traffic';
import { plainText } from './plain-text';
import { CodeNames } from './suggest-names';
import { literal, peerCode, portsCode } from './suggest-peer';

/**
 * A program that adopts the manifests, with nothing closed yet.
 *
 * What is sure is declared. What is guessed, and what needs something first, is a comment: a doubt never opens a port,
 * and whoever takes the comment away has decided it. Each declaration has before it what speaks for it.
 */
export function suggestCode(report: SuggestReport): string {
  const names = new CodeNames(report);
  const declared = report.suggestions.filter((each) => isDeclared(each, names));
  const doubtful = report.suggestions.filter((each) => !declared.includes(each));
  const adopted = namesIn(declared);
  const body = [
    ...report.namespaces.flatMap((namespace) => namespaceLines(namespace, names)),
    ...spaced(adoptionLines(report, names, adopted)),
    ...declared.flatMap((each) => [...evidenceLines(each), ...codeOf(each, names), '']),
  ];
  const lines = [
    ...summary(report, declared.length),
    '',
    ...importLines(body, ['Platform'], []),
    '',
    'const platform = new Platform();',
    '',
    ...body,
    ...commentLines(report, doubtful, names, { adopted, body }),
    ...otherLines(report),
    'platform.synth();',
  ];
  return `${lines.map(plainText).join('\n')}\n`;
}

/** The workloads that take part in some suggestions. */
function namesIn(suggestions: readonly Suggestion[]): ReadonlySet<string> {
  return new Set(suggestions.flatMap(({ workload, peer }) => [workload, peer.name]));
}

function spaced(lines: readonly string[]): string[] {
  return lines.length > 0 ? [...lines, ''] : [];
}

/** What isn't declared, with all that it needs to be once the comments are taken away. */
function commentLines(
  report: SuggestReport,
  doubtful: readonly Suggestion[],
  names: CodeNames,
  there: { readonly adopted: ReadonlySet<string>; readonly body: readonly string[] },
): string[] {
  if (doubtful.length === 0) return [];
  const missing = new Set([...namesIn(doubtful)].filter((name) => !there.adopted.has(name)));
  const codes = doubtful.map((each) => codeOf(each, names));
  const adoptions = adoptionLines(report, names, missing);
  const imports = importLines([...adoptions, ...codes.flat()], [], there.body);
  const commented = (line: string) => (line.startsWith('//') ? line : `// ${line}`);
  return [
    '// What follows is guessed, or needs something first. Take the comment away from what is so.',
    '',
    ...spaced([...imports, ...adoptions].map(commented)),
    ...doubtful.flatMap((each, index) => [
      ...evidenceLines(each),
      ...(each.doubt === undefined ? [] : [`// but ${each.doubt}`]),
      ...needLines(each, names),
      ...(codes[index] as string[]).map(commented),
      '',
    ]),
  ];
}

function needLines(suggestion: Suggestion, names: CodeNames): string[] {
  if (suggestion.needs !== undefined) return [`// needs ${suggestion.needs}`];
  return names.areAdopted(suggestion) ? [] : ['// needs workloads that can be adopted'];
}

function summary({ suggestions, others }: SuggestReport, declared: number): string[] {
  const guessed = suggestions.filter(({ certainty }) => certainty === Certainty.GUESSED).length;
  const needing = suggestions.length - declared - guessed;
  return [
    `// ${connections(declared)} sure, and declared below. As comments: ${needing} that need something first, ${guessed} guessed.`,
    `// ${others.length} not understood. What is compiled into a program, no manifest tells: watch the flows before you close.`,
  ];
}

function connections(count: number): string {
  return count === 1 ? '1 connection is' : `${count} connections are`;
}

const FROM_CDK8S = ['Chart', 'Include'];
const FROM_HERE = ['AdoptedWorkload', 'Enforcement', 'IsolatedNamespace', 'Peer', 'PodSecurity', 'Port', 'Protocol'];

/** What some code uses, and other code doesn't import already. */
function importLines(code: readonly string[], always: readonly string[], before: readonly string[]): string[] {
  const [text, earlier] = [withoutComments(code), withoutComments(before)];
  const isUsed = (name: string) => new RegExp(`\\b${name}\\b`).test(text) && !new RegExp(`\\b${name}\\b`).test(earlier);
  const cdk8s = FROM_CDK8S.filter(isUsed);
  const here = [...FROM_HERE.filter(isUsed), ...always].sort();
  return [
    ...(cdk8s.length > 0 ? [`import { ${cdk8s.join(', ')} } from 'cdk8s';`] : []),
    ...(here.length > 0 ? [`import { ${here.join(', ')} } from 'cdk8s-networking';`] : []),
  ];
}

/** Neither comments nor texts use anything. */
function withoutComments(lines: readonly string[]): string {
  return lines
    .filter((line) => !line.startsWith('//'))
    .join('\n')
    .replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
}

function namespaceLines(namespace: SuggestedNamespace, names: CodeNames): string[] {
  const { name, files, hasNamespaces } = namespace;
  const chart = names.chart(name);
  return [...chartLines(namespace, chart), ...includeLines(chart, files, hasNamespaces), ''];
}

/** What belongs to Kubernetes itself stays as it is. */
function chartLines(namespace: SuggestedNamespace, chart: string): string[] {
  const { name } = namespace;
  if (name === '') return [`const ${chart} = new Chart(platform, 'cluster');`];
  const isSystem = /^kube-(node-lease|public|system)$/.test(name);
  if (isSystem) return [`const ${chart} = new Chart(platform, ${literal(name)}, { namespace: ${literal(name)} });`];
  return [`const ${chart} = new IsolatedNamespace(platform, ${literal(name)}, {`, ...optionLines(namespace), '});'];
}

function optionLines({ labels }: SuggestedNamespace): string[] {
  const level = labels['pod-security.kubernetes.io/enforce'] ?? 'privileged';
  const own = Object.entries(labels).filter(
    ([key]) => !/^(pod-security\.kubernetes\.io\/|kubernetes\.io\/metadata\.name$)/.test(key),
  );
  const reason = "{ reason: 'as it was before it was adopted' }";
  return [
    "  enforcement: Enforcement.none({ reason: 'its connections are being declared' }),",
    ...(level === 'restricted'
      ? []
      : [`  podSecurity: PodSecurity.${level === 'baseline' ? level : 'privileged'}(${reason}),`]),
    '  writesDefaultServiceAccount: false,',
    ...(own.length === 0
      ? []
      : [`  labels: { ${own.map(([key, value]) => `${literal(key)}: ${literal(value)}`).join(', ')} },`]),
  ];
}

/** The files as they are; the Namespace in one of them is written already. */
function includeLines(chart: string, files: readonly string[], hasNamespace: boolean): string[] {
  if (files.length === 0) return [];
  const [only = ''] = files;
  if (only === '-') return [`// Include the manifests here: new Include(${chart}, 'manifests', { url: '...' });`];
  if (files.length === 1 && !hasNamespace) return [`new Include(${chart}, 'manifests', { url: ${literal(only)} });`];
  const start = [`for (const url of [`, ...files.map((file) => `  ${literal(file)},`), ']) {'];
  const include = `new Include(${chart}, url.replace(/\\W+/g, '-'), { url });`;
  if (!hasNamespace) return [...start, `  ${include}`, '}'];
  return [
    ...start,
    `  const { apiObjects, node } = ${include}`,
    '  // The Namespace is written already.',
    "  for (const each of apiObjects) if (each.kind === 'Namespace') node.tryRemoveChild(each.node.id);",
    '}',
  ];
}

function adoptionLines({ workloads }: SuggestReport, names: CodeNames, wanted: ReadonlySet<string>): string[] {
  return workloads
    .filter(({ name }) => names.isUsed(name) && wanted.has(name))
    .map(({ name, file, kind, objectName, obstacle }) => {
      const found = `AdoptedWorkload.find(${names.chartWith(file)}, ${literal(kind)}, ${literal(objectName)})`;
      return obstacle === undefined
        ? `const ${names.workload(name)} = ${found};`
        : `// ${kind} ${name} can't be adopted: ${obstacle}.`;
    });
}

function evidenceLines({ certainty, evidence }: Suggestion): string[] {
  return evidence.map(({ file, line, text }) => `// ${certainty}: ${text} (${file}:${line})`);
}

const LONGEST_LINE = 120;

function codeOf({ workload, direction, peer, ports, evidence }: Suggestion, names: CodeNames): string[] {
  const reason = evidence[0]?.text ?? '';
  const isSaid = peer.kind === SuggestedPeerKind.EVERYONE;
  const options = [
    ...(ports.length > 0 ? [`ports: ${portsCode(ports)}`] : []),
    ...(isSaid ? [] : [`reason: ${literal(reason)}`]),
  ];
  const other = peerCode(peer, names, reason);
  const verb = direction === Direction.EGRESS ? 'allowTo' : 'allowFrom';
  const start = other === undefined ? 'allowInternally(' : `${verb}(${other}, `;
  const call = `${names.workload(workload)}.connections.${start}{`;
  const line = `${call} ${options.join(', ')} });`;
  return line.length <= LONGEST_LINE ? [line] : [call, ...options.map((option) => `  ${option},`), '});'];
}

/** Whether a suggestion is declared as it is. */
function isDeclared(suggestion: Suggestion, names: CodeNames): boolean {
  const { certainty, needs } = suggestion;
  return certainty === Certainty.SURE && needs === undefined && names.areAdopted(suggestion);
}

function otherLines({ others }: SuggestReport): string[] {
  if (others.length === 0) return [];
  return [
    '// Not understood:',
    ...others.map(
      ({ workload, evidence: { file, line, text }, why }) => `// ${workload}: ${text} (${file}:${line}): ${why}`,
    ),
    '',
  ];
}
