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
