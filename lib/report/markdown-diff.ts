import { Answer, ChangeKind, type ConnectionChange, type DiffReport } from '../analysis';
import { changeText } from './change-text';
import { markdownTable } from './markdown-table';

/** A closed connection endangers nobody: more of them than this are folded away. */
const FEW = 5;

/** So many characters a table may have: four of them still fit in a comment, and nobody reads more. */
const MOST = 15_000;

/** A comparison for a pull request: how much, then what opens, what changes, what was acknowledged, what closes. */
export function markdownDiff({ changes }: DiffReport): string {
  if (changes.length === 0) return 'No connection is opened, closed or changed.\n';
  const acknowledged = changes.filter((change) => change.acknowledged !== undefined);
  const others = changes.filter((change) => change.acknowledged === undefined);
  const opened = others.filter(({ kind }) => kind === ChangeKind.OPENED);
  const changed = others.filter(({ kind }) => kind === ChangeKind.CHANGED);
  const closed = others.filter(({ kind }) => kind === ChangeKind.CLOSED);
  const lines = [
    headline(changes, acknowledged.length),
    ...section('Opened', opened, ['Ports', 'Because'], (change) => [ports(change), causes(change)]),
    ...section('Changed', changed, ['Ports', 'Because'], (change) => [ports(change), causes(change)]),
    ...section('Acknowledged', acknowledged, ['Ports', 'Reason', 'Because'], (change) => [
      ports(change),
      change.acknowledged ?? '',
      causes(change),
    ]),
    ...section('Closed', closed, ['Ports', 'Because'], (change) => [ports(change), causes(change)], FEW),
  ];
  return `${lines.join('\n')}\n`;
}

function headline(changes: readonly ConnectionChange[], acknowledged: number): string {
  const count = (kind: ChangeKind) => changes.filter((change) => change.kind === kind).length;
  const counts = [
    `${count(ChangeKind.OPENED)} opened`,
    `${count(ChangeKind.CHANGED)} changed`,
    `${count(ChangeKind.CLOSED)} closed`,
  ].join(', ');
  return `### Connections: ${counts}${acknowledged > 0 ? ` (${acknowledged} acknowledged)` : ''}`;
}

/** Nothing for no changes; otherwise what comes after an empty line. */
function section(
  title: string,
  changes: readonly ConnectionChange[],
  columns: readonly string[],
  cells: (change: ConnectionChange) => string[],
  unfolded = Number.POSITIVE_INFINITY,
): string[] {
  if (changes.length === 0) return [];
  const rows = changes.map((change) => [change.source.name, change.destination.name, ...cells(change)]);
  const table = shortened(markdownTable(['From', 'To', ...columns], rows));
  if (changes.length <= unfolded) return ['', `**${title}**`, '', ...table];
  return ['', '<details>', `<summary>${title} (${changes.length})</summary>`, '', ...table, '', '</details>'];
}

/** The lines that fit, and how many don't. */
function shortened(lines: readonly string[]): string[] {
  let length = 0;
  const end = lines.findIndex((line) => {
    length += line.length + 1;
    return length > MOST;
  });
  return end < 0 ? [...lines] : [...lines.slice(0, end), '', `and ${lines.length - end} more`];
}

function ports(change: ConnectionChange): string {
  return change.answer === Answer.UNKNOWN ? `${changeText(change)} (unknown)` : changeText(change);
}

function causes({ causes: objects }: ConnectionChange): string {
  return objects.join('; ');
}
