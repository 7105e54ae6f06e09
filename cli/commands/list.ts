import { type Command, Option } from 'commander';
import { ListBy } from '../../lib/analysis';
import { valueError } from '../../lib/errors';
import { Report } from '../../lib/report';
import { exampleHelp } from '../help';
import { addLockOptions, type LockOptions, lockMeant, lockOf, writeLock } from '../lock';
import { addCommonOptions, type CommonOptions } from '../options';
import { connectivityOf } from '../reading';
import type { Terminal } from '../terminal';

interface ListCommandOptions extends CommonOptions, LockOptions {
  readonly by: ListBy;
  readonly focus?: string;
  readonly direction?: string;
  readonly port?: string;
  readonly exposure?: boolean;
  readonly replicas?: boolean;
}

const EXAMPLE = `
$ cdk8s-networking list shop
shop/api -> shop/db  TCP 5432
shop/web -> shop/api  TCP 8080
`;

/** Adds the command that lists who may connect to whom. */
export function addList(program: Command, terminal: Terminal): void {
  const command = program
    .command('list')
    .description('list who may connect to whom, on which ports of the pods')
    .argument('<paths...>', 'files and folders with manifests, or - for standard input')
    .addOption(new Option('--by <what>', 'what ends are named by').choices(Object.values(ListBy)).default('workload'))
    .option('--focus <namespace/name>', 'only connections of this workload, such as shop/web; shop/* for a namespace')
    .addOption(
      new Option('--direction <direction>', 'with --focus, only what it opens or what others open to it').choices([
        'ingress',
        'egress',
      ]),
    )
    .option('--port <port>', 'only connections on this port, such as 8080 or udp/53')
    .option('--exposure', 'by workload: also what pods that might come to be could reach')
    .option('--replicas', 'in json and csv, also connections among the replicas of one workload');
  addLockOptions(command, 'write the list to connectivity.lock, with which check --lock compares');
  addCommonOptions(command, Report.listFormats)
    .addHelpText('after', exampleHelp(EXAMPLE))
    .action(async (paths: string[], options: ListCommandOptions) => {
      const { by, focus, direction, port, exposure, replicas, output } = options;
      const name = lockMeant(options);
      refuseIdleOptions(options);
      if (name !== undefined) refusePartOfLock(options);
      const connectivity = await connectivityOf(paths, options, terminal);
      if (name !== undefined) {
        const lock = lockOf(connectivity, options);
        writeLock(name, lock, terminal.streams.cwd);
        const { length } = lock.connections;
        terminal.print(`${name}: ${length} ${length === 1 ? 'connection is' : 'connections are'} locked.\n`);
        return;
      }
      const list = connectivity.list({ by, focus, direction, port, exposure });
      terminal.print(Report.list(list, output, { replicas }));
    });
}

/** Options that would change nothing are refused: whoever gave one would take the list for what it isn't. */
function refuseIdleOptions({ by, exposure, replicas, output }: ListCommandOptions): void {
  if (exposure && by !== ListBy.WORKLOAD) {
    throw valueError({
      law: '--exposure must go with --by workload',
      got: by,
      remedy: 'leave one of them out: pods that might come to be are told of workload by workload',
    });
  }
  if (!replicas || FOR_PROGRAMS.includes(output)) return;
  throw valueError({
    law: `--replicas must go with --output ${FOR_PROGRAMS.join(' or ')}`,
    got: output,
    remedy: 'leave it out: the other formats always tell of replicas',
  });
}

/** A lock has all connections, in one form: what would leave some out is refused. */
function refusePartOfLock({ by, focus, port, exposure, output }: ListCommandOptions): void {
  const given = [
    ...(by === ListBy.WORKLOAD ? [] : [`--by ${by}`]),
    ...(focus === undefined ? [] : ['--focus']),
    ...(port === undefined ? [] : ['--port']),
    ...(exposure ? ['--exposure'] : []),
    ...(output === 'text' ? [] : [`--output ${output}`]),
  ];
  if (given.length === 0) return;
  throw valueError({
    law: '--lock must go without options that choose connections or a format',
    got: given.join(' '),
    remedy: 'leave them out: a lock has all connections by workload, as text',
  });
}

/** The formats that leave connections among replicas out, unless they are asked for. */
const FOR_PROGRAMS: readonly string[] = ['json', 'csv'];
