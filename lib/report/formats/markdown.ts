import type { ConnectionList, ListedConnection } from '../../analysis';
import type { Format } from '../format';
import { markdownDiff } from '../markdown-diff';
import { markdownSuggest } from '../markdown-suggest';
import { markdownTable, markdownText } from '../markdown-table';
import { portsText } from '../ports-text';

/** Markdown for a page or a comment. */
export const markdown: Format = { name: 'md', list, diff: markdownDiff, suggest: markdownSuggest };

function list({ connections, unknown, notes }: ConnectionList): string {
  const lines = connections.length > 0 ? edgeTable(connections) : ['No connection is allowed.'];
  if (unknown.length > 0) lines.push('', '**Unknown**', '', ...edgeTable(unknown));
  if (notes.length > 0) lines.push('', '**Notes**', '', ...notes.map((note) => `- ${markdownText(note)}`));
  return `${lines.join('\n')}\n`;
}

/** A column that would be empty is left out. */
function edgeTable(edges: readonly ListedConnection[]): string[] {
  const hasVia = edges.some(({ via }) => via !== undefined);
  const hasReasons = edges.some(({ reasons }) => reasons.length > 0);
  const columns = ['Source', 'Destination', 'Ports', ...(hasVia ? ['Via'] : []), ...(hasReasons ? ['Reasons'] : [])];
  const rows = edges.map(({ source, destination, ports, via, reasons }) => [
    source.name,
    destination.name,
    portsText(ports),
    ...(hasVia ? [via ?? ''] : []),
    ...(hasReasons ? [reasons.join('; ')] : []),
  ]);
  return markdownTable(columns, rows);
}
