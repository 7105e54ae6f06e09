import { type Command, Option } from 'commander';
import { Checkup, Severity } from '../../lib/checks';
import { valueError } from '../../lib/errors';
import { CheckReport } from '../../lib/report';
import { checksChosen } from '../checks-chosen';
import { exampleHelp } from '../help';
import { addLockOptions, comparedWithLock, type LockOptions, lockMeant, lockOf } from '../lock';
import { addClusterOptions, type CommonOptions } from '../options';
import { problemLines } from '../problem-lines';
import { connectivityOf } from '../reading';
import type { Terminal } from '../terminal';

interface CheckCommandOptions extends CommonOptions, LockOptions {
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
  readonly failOn: FailOn;
}

/** From which severity on a finding ends with status 1. */
type FailOn = Severity.ERROR | Severity.WARNING;

const EXAMPLE = `
$ cdk8s-networking check shop route.yaml
route.yaml:8: error backend-port-not-found: HTTPRoute shop/api: Service shop/api has no TCP port 8080; it has TCP 80
    evidence: what HTTPRoute shop/api gets for http(s)://api.example.com/ at gateways/edge is answered with 500, not by Service shop/api
    harm: its share of the requests is answered with 500
    remedy: write the number of the Service's own port, not the targetPort

1 error.
`;

/** Adds the command that finds mistakes which a cluster accepts in silence. */
export function addCheck(program: Command, terminal: Terminal): void {
  const command = program
    .command('check')
    .description('find what a cluster accepts in silence, or shows as a condition only: status 1 if there is an error')
    .argument('<paths...>', 'files and folders with manifests, or - for standard input')
    .addOption(
      new Option('-o, --output <format>', 'how to print the result').choices(CheckReport.formats).default('text'),
    )
    .option('--only <check>', 'run this check and no other; docs/checks.md lists them (repeatable)', collected)
    .option('--skip <check>', 'leave this check out (repeatable)', collected)
    .addOption(
      new Option('--fail-on <severity>', 'from which severity on a finding ends with status 1')
        .choices([Severity.ERROR, Severity.WARNING])
        .default(Severity.ERROR),
    )
    .option('--strict', 'a problem in a manifest is an error');
  addLockOptions(command, 'compare the connections with connectivity.lock, which list --lock writes');
  addClusterOptions(command, 'what its implementations can do')
    .addHelpText('after', exampleHelp(EXAMPLE))
    .action(async (paths: string[], options: CheckCommandOptions) => {
      const checks = checksChosen(options);
      // Checks look at objects of every kind, so that none is told to play no part.
      const connectivity = await connectivityOf(paths, { ...options, quiet: true }, terminal);
      const checkup = Checkup.of(connectivity, checks);
      // Those of the manifests themselves are told when they are read.
      const more = checkup.problems.slice(connectivity.problems.length);
      terminal.note(problemLines(more));
      if (options.strict && more.length > 0) throw unreadableAcknowledgements(more.length);
      const name = lockMeant(options);
      const { cwd } = terminal.streams;
      const lock = name === undefined ? undefined : comparedWithLock(name, lockOf(connectivity, options), paths, cwd);
      const { failOn, output } = options;
      terminal.print(CheckReport.of(checkup, output, { failOn, lock }));
      terminal.status = fails(checkup, failOn) || (lock?.changes ?? []).length > 0 ? 1 : 0;
    });
}

function fails({ findings }: Checkup, failOn: FailOn): boolean {
  return findings.some(({ severity }) => severity === Severity.ERROR || severity === failOn);
}

function unreadableAcknowledgements(count: number): Error {
  return valueError({
    law: 'with --strict, acknowledgements must name a check and give a reason',
    got: count,
    remedy: 'correct them, or leave --strict out to go on with the rest',
  });
}

function collected(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}
