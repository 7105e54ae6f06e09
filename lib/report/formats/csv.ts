import { Answer, type ConnectionList, type ListedConnection } from '../../analysis';
import type { Format } from '../format';
import type { ListReportOptions } from '../list-report-options';
import { endNames, isForPrograms } from '../record';

/** Comma-separated values as in RFC 4180, except that lines end as they do elsewhere here. */
export const csv: Format = { name: 'csv', list };

const HEADER = 'source,destination,protocol,ports,answer,via';

function list({ connections, unknown }: ConnectionList, options: ListReportOptions): string {
  const lines = [HEADER];
  const quoted = quoting();
  for (const edge of connections) if (isForPrograms(edge, options)) addLines(lines, edge, Answer.ALLOWED, quoted);
  for (const edge of unknown) if (isForPrograms(edge, options)) addLines(lines, edge, Answer.UNKNOWN, quoted);
  lines.push('');
  return lines.join('\n');
}

/** There may be a hundred thousand edges, and most have one name at each end and one protocol. */
function addLines(lines: string[], edge: ListedConnection, answer: Answer, quoted: (cell: string) => string): void {
  const { source, destination, ports, via = '' } = edge;
  const end = `,${answer},${quoted(via)}`;
  if (!source.cidrs && !destination.cidrs) {
    addProtocols(lines, `${quoted(source.name)},${quoted(destination.name)},`, ports, end, quoted);
    return;
  }
  for (const from of endNames(source)) {
    for (const to of endNames(destination)) addProtocols(lines, `${quoted(from)},${quoted(to)},`, ports, end, quoted);
  }
}

function addProtocols(
  lines: string[],
  start: string,
  ports: ListedConnection['ports'],
  end: string,
  quoted: (cell: string) => string,
): void {
  for (const protocol in ports) lines.push(`${start}${protocol},${quoted(ports[protocol])}${end}`);
}

/** A function that quotes a cell where it needs it, and remembers: the same few names fill all lines. */
function quoting(): (cell: string) => string {
  const known = new Map<string, string>();
  return (cell) => {
    const before = known.get(cell);
    if (before !== undefined) return before;
    const quoted = /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
    known.set(cell, quoted);
    return quoted;
  };
}
