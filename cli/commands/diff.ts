import { type Command, Option } from 'commander';
import { type ConnectionChange, Connectivity, type DiffReport } from '../../lib/analysis';
import { valueError } from '../../lib/errors';
import { Report } from '../../lib/report';
import { exampleHelp } from '../help';
import { STDIN } from '../manifest-files';
import { addCommonOptions, type CommonOptions } from '../options';
import { connectivityOf, rowsOf } from '../reading';
import type { Terminal } from '../terminal';

interface DiffCommandOptions extends CommonOptions {
  readonly failOn?: 'opened' | 'any';
  readonly allow?: string;
}

const EXAMPLE = `
$ cdk8s-networking diff shop shop-next
+ shop/web -> shop/db  TCP 5432
    NetworkPolicy shop/db changed (shop-next/policies.yaml:26)
    NetworkPolicy shop/web changed (shop-next/policies.yaml:1)
`;

/** Adds the command that compares what is allowed before and after a change. */
export function addDiff(program: Command, terminal: Terminal): void {
  const command = program
    .command('diff')
    .description('tell which connections a change opens, closes and changes, and which object causes it')
    .argument('<old>', 'a file or folder with the manifests before, or - for standard input')
    .argument('<new>', 'a file or folder with the manifests after, or - for standard input')
    .addOption(
      new Option('--fail-on <what>', 'end with status 1 when connections are opened, or at any change').choices([
        'opened',
        'any',
      ]),
    )
    .option(
      '--allow <file>',
      'a YAML list of {from, to, port, reason}, with ends as they are printed, namespace/* or from outside: openings ' +
        'that are meant, and never fail',
    );
  addCommonOptions(command, Report.diffFormats)
    .addHelpText('after', exampleHelp(EXAMPLE))
    .action(async (older: string, newer: string, options: DiffCommandOptions) => {
      const { allow, failOn, output } = options;
      if ([older, newer, allow].filter((path) => path === STDIN).length > 1) throw onlyOneInput();
      const acknowledged = allow === undefined ? [] : await rowsOf(allow, Connectivity.acknowledgementsIn, terminal);
      const before = await connectivityOf([older], options, terminal);
      const after = await connectivityOf([newer], options, terminal);
      const report = Connectivity.diff(before, after, acknowledged);
      terminal.print(Report.diff(report, output));
      terminal.status = fails(report, failOn) ? 1 : 0;
    });
}

/** What may be open now counts as opened: a doubt is no reason to let it pass. */
function fails({ changes }: DiffReport, failOn: DiffCommandOptions['failOn']): boolean {
  if (failOn === undefined) return false;
  return changes.some((change) => {
    if (opens(change) && change.acknowledged === undefined) return true;
    return failOn === 'any' && (!opens(change) || Object.keys(change.closed).length > 0);
  });
}

function opens({ opened }: ConnectionChange): boolean {
  return Object.keys(opened).length > 0;
}

function onlyOneInput(): Error {
  return valueError({ law: 'only one of the manifests before, those after and the allowed openings must be "-"' });
}
