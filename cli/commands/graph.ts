import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Command } from 'commander';
import { Connectivity, EndKind } from '../../lib/analysis';
import { valueError } from '../../lib/errors';
import { collapsedOf } from '../drawing/collapse';
import { compose, notImplied } from '../drawing/compose';
import { DRAWING_FORMATS } from '../drawing/formats';
import { summaryOf } from '../drawing/summary';
import { exampleHelp } from '../help';
import { STDIN } from '../manifest-files';
import { addReadingOptions, collected, type ReadingOptions } from '../options';
import { connectivityOf } from '../reading';
import type { Terminal } from '../terminal';

interface GraphCommandOptions extends ReadingOptions {
  readonly output: string;
  readonly focus?: string;
  readonly against?: string;
  readonly title?: string;
  readonly collapse?: readonly string[];
  readonly expand?: readonly string[];
}

const ENDINGS = Object.keys(DRAWING_FORMATS);

const EXAMPLE = `
$ cdk8s-networking graph shop -o mmd
flowchart LR
  subgraph s0["shop"]
    n0["api"]
    n1["db"]
    n2["web"]
  end
  n0 -->|"TCP 5432"| n1
  n2 -->|"TCP 8080"| n0
`;

/** Adds the command that draws who may connect to whom. */
export function addGraph(program: Command, terminal: Terminal): void {
  const command = program
    .command('graph')
    .description('draw who may connect to whom, as a picture or as a page that answers to clicks')
    .argument('<paths...>', 'files and folders with manifests, or - for standard input')
    .requiredOption(
      '-o, --output <file>',
      `where the drawing is written: a file that ends in ${ENDINGS.map((each) => `.${each}`).join(', ')}; the ending alone, such as svg, for standard output`,
    )
    .option('--focus <namespace/name>', 'only connections of this workload, such as shop/web; shop/* for a namespace')
    .option('--against <path>', 'an older version: what was opened and closed since is marked')
    .option('--collapse <namespace>', 'draw a namespace as one box; * for all (repeatable)', collected)
    .option(
      '--expand <namespace>',
      'draw the workloads of a namespace, however large the network is; * for all (repeatable)',
      collected,
    )
    .option('--title <text>', 'what stands above the drawing');
  addReadingOptions(command)
    .addHelpText('after', exampleHelp(EXAMPLE))
    .action(async (paths: string[], options: GraphCommandOptions) => {
      const draw = formatOf(options.output);
      if (options.against === STDIN && paths.includes(STDIN)) throw onlyOneInput();
      const older =
        options.against === undefined ? undefined : await connectivityOf([options.against], options, terminal);
      const newer = await connectivityOf(paths, options, terminal);
      const { picture, note } = pictureOf(newer, older, paths, options);
      if (!options.quiet) terminal.note(note);
      const text = draw(picture, (connection) => newer._reasons(connection));
      if (ENDINGS.includes(options.output)) return terminal.print(text);
      write(options.output, text, terminal);
      terminal.print(`${options.output}: ${summaryOf(picture)}\n`);
    });
}

function pictureOf(
  newer: Connectivity,
  older: Connectivity | undefined,
  paths: readonly string[],
  { focus, against, title, collapse = [], expand = [] }: GraphCommandOptions,
) {
  const list = newer.list({ focus });
  const isMeant = focused(focus);
  const { changes } = older ? Connectivity.diff(older, newer) : { changes: [] };
  const scenery = [newer, ...(older ? [older] : [])].map((each) => each._scenery);
  const ends = [...list.connections, ...list.unknown].flatMap(({ source, destination }) => [source, destination]);
  const named = ends.flatMap(({ kind, name }) => (kind === EndKind.WORKLOAD ? name : []));
  const shown = new Set([...newer.workloads.filter(isMeant), ...named]);
  const links = focus === undefined ? 'not implied' : 'all';
  const all = [...list.connections, ...list.unknown];
  const connections = links === 'all' ? all : notImplied(list, scenery[0]);
  const drawn = { workloads: shown.size, connections: connections.length + changes.length };
  const collapsed = collapsedOf(scenery[0], drawn, { collapse, expand });
  const picture = compose({
    title: title ?? (focus === undefined ? paths.join(', ') : `${focus} in ${paths.join(', ')}`),
    list,
    scenery,
    collapsed: collapsed.namespaces,
    shown,
    links,
    against,
    changes: changes.filter(({ source, destination }) => isMeant(source.name) || isMeant(destination.name)),
  });
  return { picture, note: collapsed.note };
}

/** Whether a workload is in focus: `shop/web`, which may be named with its kind, or one of `shop/*`. */
function focused(focus: string | undefined): (name: string) => boolean {
  if (focus === undefined || focus === '*' || focus === '*/*') return () => true;
  if (focus.endsWith('/*')) return (name) => name.startsWith(focus.slice(0, -1));
  const [namespace, ...rest] = focus.split('/');
  return (name) => name === focus || name === `${namespace}/${rest.at(-1)}`;
}

function formatOf(output: string) {
  const ending = ENDINGS.includes(output) ? output : path.extname(output).slice(1);
  if (Object.hasOwn(DRAWING_FORMATS, ending)) return DRAWING_FORMATS[ending];
  throw valueError({
    law: `a drawing must be written to a file that ends in ${ENDINGS.map((each) => `.${each}`).join(', ')}`,
    got: output,
    remedy: 'choose the format by the ending, as in network.html',
  });
}

function write(file: string, text: string, { streams }: Terminal): void {
  try {
    fs.writeFileSync(path.resolve(streams.cwd, file), text);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw valueError({
      law: 'a drawing must be written to a folder that is there, and can be written to',
      got: file,
      remedy: code === 'ENOENT' ? 'there is no such folder' : message,
    });
  }
}

function onlyOneInput(): Error {
  return valueError({ law: 'only one of the manifests and those of the older version must be "-"' });
}
