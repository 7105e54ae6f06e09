import { type ConnectionList, EndKind } from '../../analysis';
import { type Diagram, type DiagramEdge, type DiagramNode, diagramOf } from '../diagram';
import type { Format } from '../format';

/** A flowchart in the language of Mermaid: namespaces are boxes, and what isn't certain is dotted. */
export const mermaid: Format = { name: 'mermaid', list, graph };

function list(connections: ConnectionList): string {
  return graph(diagramOf(connections));
}

function graph({ namespaces, others, edges, unknown }: Diagram): string {
  const nodes = [...namespaces.flatMap((each) => each.nodes), ...others];
  const marked = nodes.filter(({ marks = [] }) => marks.length > 0).map(({ id }) => id);
  const lines = [
    'flowchart LR',
    ...namespaces.flatMap(({ name, nodes: inside }, i) => [
      `  subgraph s${i}[${quoted(name)}]`,
      ...inside.map((node) => `    ${nodeLine(node)}`),
      '  end',
    ]),
    ...others.map((node) => `  ${nodeLine(node)}`),
    ...edges.map((edge) => edgeLine(edge, '-->')),
    ...unknown.map((edge) => edgeLine(edge, '-.->')),
    ...[...edges, ...unknown].flatMap(({ change }, i) => (change ? `  linkStyle ${i} ${CHANGES[change]}` : [])),
    ...(marked.length > 0
      ? ['  classDef open stroke:#9a6700,stroke-width:2px,stroke-dasharray:5 3', `  class ${marked.join()} open`]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

/** The sign before the ports tells the same. */
const CHANGES: { readonly [change in NonNullable<DiagramEdge['change']>]: string } = {
  opened: 'stroke:#1a7f37,stroke-width:2px',
  closed: 'stroke:#cf222e,stroke-width:2px,stroke-dasharray:6 4',
  changed: 'stroke:#9a6700,stroke-width:2px',
};

function nodeLine({ id, kind, label, marks = [] }: DiagramNode): string {
  const text = quoted([label, ...marks.map((mark) => `! ${mark}`)].join('\n'));
  if (kind === EndKind.OUTSIDE) return `${id}([${text}])`;
  if (kind === EndKind.ENTRY) return `${id}{{${text}}}`;
  return `${id}[${text}]`;
}

function edgeLine({ source, destination, label }: DiagramEdge, arrow: string): string {
  return `  ${source} ${arrow}|${quoted(label)}| ${destination}`;
}

/** Mermaid writes entities with `#` in place of `&`, and reads HTML as well as Markdown where nothing is escaped. */
function quoted(words: string): string {
  const escaped = words.replace(/[#&"<>`\\]/g, (letter) => `#${letter.charCodeAt(0)};`).replace(/\r?\n/g, '<br>');
  return `"${escaped}"`;
}
