import { type Command, Option } from 'commander';
import type { AnalysisOptions } from '../lib/analysis';
import { valueError } from '../lib/errors';
import { LabelSelector, PodSelection } from '../lib/traffic';
import { profileNamed, profileNames } from './facts';

/** What every command that reads manifests can be told. */
export interface CommonOptions {
  readonly cluster?: string;
  readonly entry?: readonly string[];
  readonly ipBlockMatchesPods?: string;
  readonly podCidr?: readonly string[];
  readonly strict?: boolean;
  readonly quiet?: boolean;
  readonly output: string;
}

/** Adds the common options to a command, and the formats that it knows. */
export function addCommonOptions(command: Command, formats: readonly string[]): Command {
  return command
    .addOption(new Option('-o, --output <format>', 'how to print the result').choices(formats).default('text'))
    .addOption(
      new Option('--cluster <profile>', 'the cluster they are for: where its DNS and its entries are').choices(
        profileNames(),
      ),
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
    .option('--strict', 'a problem in a manifest is an error')
    .option('-q, --quiet', 'say nothing of kinds that play no part');
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/**
 * What the options say of the cluster.
 *
 * @throws when an entry can't be read
 */
export function analysisOptionsOf(options: CommonOptions): AnalysisOptions {
  const { cluster, entry = [], ipBlockMatchesPods, podCidr } = options;
  return {
    ...(cluster === undefined ? {} : { cluster: profileNamed(cluster) }),
    ...(ipBlockMatchesPods === undefined ? {} : { ipBlockMatchesPods: ipBlockMatchesPods === 'yes' }),
    ...(podCidr === undefined ? {} : { podCidrs: [...podCidr] }),
    ...(entry.length === 0 ? {} : { entryPods: Object.fromEntries(entry.map(entryOf)) }),
  };
}

/** `nginx=ingress-nginx/app.kubernetes.io/name=ingress-nginx`: the labels' keys may have slashes themselves. */
function entryOf(text: string): [string, PodSelection] {
  const [, className, namespace, labels] = /^([^=/]+)=([^=/]+)\/(.+)$/.exec(text) ?? [];
  const pairs = (labels ?? '').split(',').map((pair) => pair.split('='));
  if (className === undefined || !pairs.every((pair) => pair.length === 2 && pair[0])) {
    throw valueError({
      law: '--entry must be CLASS=NAMESPACE/KEY=VALUE,...',
      got: text,
      remedy: 'write it as in nginx=ingress-nginx/app.kubernetes.io/name=ingress-nginx',
    });
  }
  return [className, PodSelection.inNamespace(namespace, LabelSelector.of({ labels: Object.fromEntries(pairs) }))];
}
