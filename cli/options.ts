import { type Command, InvalidArgumentError, Option } from 'commander';
import type { AnalysisOptions } from '../lib/analysis';
import type { ClusterProfile } from '../lib/cluster';
import { valueError } from '../lib/errors';
import { LabelSelector, PodSelection } from '../lib/traffic';
import { withDns } from './dns-option';
import { profileNamed, profileNames } from './facts';
import { selectedPods } from './selected-pods';

/** What can be said of the cluster. */
export interface ClusterOptions {
  readonly cluster?: string;
  readonly dns?: string;
  readonly entry?: readonly string[];
  readonly ipBlockMatchesPods?: string;
  readonly podCidr?: readonly string[];
  readonly nodeCidr?: readonly string[];
}

/** What every command that reads manifests can be told of them. */
export interface ReadingOptions extends ClusterOptions {
  readonly strict?: boolean;
  readonly quiet?: boolean;
}

/** The same, and how to print the result. */
export interface CommonOptions extends ReadingOptions {
  readonly output: string;
}

/** Adds the common options to a command, and the formats that it knows. */
export function addCommonOptions(command: Command, formats: readonly string[]): Command {
  const output = new Option('-o, --output <format>', 'how to print the result').choices(formats).default('text');
  return addReadingOptions(command.addOption(output));
}

/** Adds what can be said of the cluster, and of how manifests are read. */
export function addReadingOptions(command: Command): Command {
  return addClusterOptions(command, 'where its DNS and its entries are')
    .option('--strict', 'a problem in a manifest is an error')
    .option('-q, --quiet', 'say nothing of kinds that play no part');
}

/**
 * Adds the options that say what no manifest does.
 *
 * @param command - the command
 * @param purpose - what of the cluster counts
 */
export function addClusterOptions(command: Command, purpose: string): Command {
  return command
    .addOption(clusterOption(purpose))
    .option(
      '--dns <pods>',
      "where the cluster's DNS pods are, whatever the profile says: NAMESPACE/KEY=VALUE,...[:PORT]",
      onlyOne,
    )
    .option(
      '--entry <class=pods>',
      'where the pods of an IngressClass or a GatewayClass are: CLASS=NAMESPACE/KEY=VALUE,... (repeatable)',
      collected,
    )
    .addOption(
      new Option('--ip-block-matches-pods <yes|no>', 'whether the network plugin applies an ipBlock to pods').choices([
        'yes',
        'no',
      ]),
    )
    .option('--pod-cidr <CIDR>', 'addresses that pods have (repeatable)', collected)
    .option('--node-cidr <CIDR>', 'addresses that nodes have (repeatable)', collected);
}

/** What the options say of the cluster, as one would write it again. */
export function saidOfCluster(options: ClusterOptions): string[] {
  const { cluster, dns, entry = [], ipBlockMatchesPods, podCidr = [], nodeCidr = [] } = options;
  const said: readonly (readonly [string, readonly (string | undefined)[]])[] = [
    ['--cluster', [cluster]],
    ['--dns', [dns]],
    ['--entry', [...entry].sort()],
    ['--ip-block-matches-pods', [ipBlockMatchesPods]],
    ['--pod-cidr', [...podCidr].sort()],
    ['--node-cidr', [...nodeCidr].sort()],
  ];
  return said.flatMap(([name, values]) =>
    values.flatMap((value) => (value === undefined ? [] : [`${name} ${shellWord(value)}`])),
  );
}

/** A word as a shell takes it for one. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`;
}

/**
 * The option that names the cluster: a profile, or a file with the facts of one.
 *
 * @param purpose - what of the cluster counts: `where its DNS is`
 */
export function clusterOption(purpose: string): Option {
  const profiles = profileNames().join(', ');
  return new Option(
    '--cluster <profile>',
    `the cluster they are for (${profiles}, or a file such as cluster.yaml): ${purpose}`,
  );
}

/** The values of an option that may be given several times. */
export function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Of two answers to one question, neither counts. */
function onlyOne(value: string, before?: string): string {
  if (before === undefined) return value;
  throw new InvalidArgumentError('It can be given only once.');
}

/** Adds an option for further manifests, to commands whose first argument names some. */
export function addFilesOption(command: Command): Command {
  return command.option('-f, --file <path>', 'another file or folder with manifests (repeatable)', collected);
}

/**
 * What the options say of the cluster.
 *
 * @throws when the cluster, the DNS or an entry can't be read, or two entries are of one class
 */
export function analysisOptionsOf(options: ClusterOptions): AnalysisOptions {
  const { entry = [], ipBlockMatchesPods, podCidr, nodeCidr } = options;
  const cluster = clusterOf(options);
  return {
    ...(cluster === undefined ? {} : { cluster }),
    ...(ipBlockMatchesPods === undefined ? {} : { ipBlockMatchesPods: ipBlockMatchesPods === 'yes' }),
    ...(podCidr === undefined ? {} : { podCidrs: [...podCidr] }),
    ...(nodeCidr === undefined ? {} : { nodeCidrs: [...nodeCidr] }),
    ...(entry.length === 0 ? {} : { entryPods: entriesOf(entry) }),
  };
}

function clusterOf({ cluster, dns }: ClusterOptions): ClusterProfile | undefined {
  const profile = cluster === undefined ? undefined : profileNamed(cluster);
  return dns === undefined ? profile : withDns(dns, profile);
}

function entriesOf(texts: readonly string[]): { [className: string]: PodSelection } {
  const entries = new Map<string, PodSelection>();
  for (const [className, pods] of texts.map(entryOf)) {
    if (entries.has(className)) {
      throw valueError({
        law: '--entry must be given once for each class',
        got: className,
        remedy: 'name the pods of the class by labels that all of them have',
      });
    }
    entries.set(className, pods);
  }
  return Object.fromEntries(entries);
}

/** `nginx=ingress-nginx/app.kubernetes.io/name=ingress-nginx`. */
function entryOf(text: string): [string, PodSelection] {
  const [, className, where = ''] = /^([^=/]+)=(.+)$/.exec(text) ?? [];
  const pods = selectedPods(where);
  if (className === undefined || !pods) {
    throw valueError({
      law: '--entry must be CLASS=NAMESPACE/KEY=VALUE,...',
      got: text,
      remedy: 'write it as in nginx=ingress-nginx/app.kubernetes.io/name=ingress-nginx',
    });
  }
  return [className, PodSelection.inNamespace(pods.namespace, LabelSelector.of({ labels: pods.labels }))];
}
