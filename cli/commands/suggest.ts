import type { Command } from 'commander';
import { valueError } from '../../lib/errors';
import { Report } from '../../lib/report';
import { exampleHelp } from '../help';
import { addCommonOptions, type CommonOptions } from '../options';
import { connectivityOf } from '../reading';
import type { Terminal } from '../terminal';

interface SuggestCommandOptions extends CommonOptions {
  readonly namespace?: string;
}

const EXAMPLE = `
$ cdk8s-networking suggest shop-open
// 1 connection is sure, and declared below. As comments: 0 that need something first, 0 guessed.
// 0 not understood. What is compiled into a program, no manifest tells: watch the flows before you close.

import { Include } from 'cdk8s';
import { AdoptedWorkload, Enforcement, IsolatedNamespace, Platform, PodSecurity, Port } from 'cdk8s-networking';

const platform = new Platform();

const shop = new IsolatedNamespace(platform, 'shop', {
  enforcement: Enforcement.none({ reason: 'its connections are being declared' }),
  podSecurity: PodSecurity.privileged({ reason: 'as it was before it was adopted' }),
  writesDefaultServiceAccount: false,
});
new Include(shop, 'manifests', { url: 'shop-open/shop.yaml' });

const orders = AdoptedWorkload.find(shop, 'Deployment', 'orders');
const web = AdoptedWorkload.find(shop, 'Deployment', 'web');

// sure: env ORDERS_URL=http://orders:8080 (shop-open/shop.yaml:13)
web.connections.allowTo(orders, { ports: [Port.tcp(8080)], reason: 'env ORDERS_URL=http://orders:8080' });

platform.synth();
`;

/** Adds the command that tells which connections manifests speak of. */
export function addSuggest(program: Command, terminal: Terminal): void {
  const command = program
    .command('suggest')
    .description('print the connections of which manifests speak, as a program that adopts them')
    .argument('<paths...>', 'files and folders with manifests, or - for standard input')
    .option('-n, --namespace <name>', 'the namespace of objects that name none (default: "default")');
  addCommonOptions(command, Report.suggestFormats)
    .addHelpText('after', exampleHelp(EXAMPLE))
    .action(async (paths: string[], options: SuggestCommandOptions) => {
      const { namespace, output } = options;
      checkNamespace(namespace);
      const connectivity = await connectivityOf(paths, options, terminal);
      terminal.print(Report.suggest(connectivity.suggest({ namespace }), output));
    });
}

function checkNamespace(name: string | undefined): void {
  if (name === undefined || /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(name)) return;
  throw valueError({
    law: 'the name of a namespace must be a DNS-1123 label: up to 63 lower case letters, digits and "-"',
    got: name,
    remedy: 'write it as in --namespace shop',
  });
}
