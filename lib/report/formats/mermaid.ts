import { type ConnectionList, EndKind } from '../../analysis';
import { type DiagramEdge, type DiagramNode, diagramOf } from '../diagram';
import type { Format } from '../format';
import { portsText } from '../ports-text';

/** A flowchart in the language of Mermaid: namespaces are boxes, and what isn't certain is dotted. */
export const mermaid: Format = { name: 'mermaid', list };

function list(connections: ConnectionList): string {
  const { namespaces, others, edges, unknown } = diagramOf(connections);
  const lines = [
    'flowchart LR',
    ...namespaces.flatMap(({ name, nodes }, i) => [
      `  subgraph s${i}[${quoted(name)}]`,
      ...nodes.map((node) => `    ${nodeLine(node)}`),
      '  end',
    ]),
    ...others.map((node) => `  ${nodeLine(node)}`),
    ...edges.map((edge) => edgeLine(edge, '-->')),
    ...unknown.map((edge) => edgeLine(edge, '-.->')),
  ];
  return `${lines.join('\n')}\n`;
}

function nodeLine({ id, kind, label }: DiagramNode): string {
  if (kind === EndKind.OUTSIDE) return `${id}([${quoted(label)}])`;
  if (kind === EndKind.ENTRY) return `${id}{{${quoted(label)}}}`;
  return `${id}[${quoted(label)}]`;
}

function edgeLine({ source, destination, connection }: DiagramEdge, arrow: string): string {
  const { ports, via } = connection;
  const label = via === undefined ? portsText(ports) : `${portsText(ports)}\n${via}`;
  return `  ${source} ${arrow}|${quoted(label)}| ${destination}`;
}

/** Mermaid writes entities with `#` in place of `&`, and reads HTML as well as Markdown where nothing is escaped. */
function quoted(words: string): string {
  const escaped = words.replace(/[#&"<>`\\]/g, (letter) => `#${letter.charCodeAt(0)};`).replace(/\r?\n/g, '<br>');
  return `"${escaped}"`;
}
