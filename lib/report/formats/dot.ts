import { type ConnectionList, EndKind } from '../../analysis';
import { type Diagram, type DiagramEdge, type DiagramNode, diagramOf } from '../diagram';
import type { Format } from '../format';

/** A graph in the language of Graphviz: namespaces are boxes, and what isn't certain is dashed. */
export const dot: Format = { name: 'dot', list, graph };

function list(connections: ConnectionList): string {
  return graph(diagramOf(connections));
}

function graph({ namespaces, others, edges, unknown }: Diagram): string {
  const lines = [
    'digraph connections {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...namespaces.flatMap(({ name, nodes }, i) => [
      `  subgraph cluster_${i} {`,
      `    label=${quoted(name)};`,
      ...nodes.map((node) => `    ${nodeLine(node)}`),
      '  }',
    ]),
    ...others.map((node) => `  ${nodeLine(node)}`),
    ...edges.map((edge) => edgeLine(edge, '')),
    ...unknown.map((edge) => edgeLine(edge, ', style=dashed')),
    '}',
  ];
  return `${lines.join('\n')}\n`;
}

/** What isn't a pod of the cluster has a shape of its own. */
const SHAPES: { readonly [kind: string]: string } = {
  [EndKind.OUTSIDE]: ', shape=ellipse',
  [EndKind.ENTRY]: ', shape=hexagon',
  [EndKind.ANY_POD]: ', style=dotted',
};

/** The sign before the ports tells the same. */
const CHANGES: { readonly [change in NonNullable<DiagramEdge['change']>]: string } = {
  opened: ', color="#1a7f37", fontcolor="#1a7f37", penwidth=2',
  closed: ', color="#cf222e", fontcolor="#cf222e", penwidth=2',
  changed: ', color="#9a6700", fontcolor="#9a6700", penwidth=2',
};

function nodeLine({ id, kind, label, marks = [] }: DiagramNode): string {
  const text = [label, ...marks.map((mark) => `! ${mark}`)].join('\n');
  return `${id} [label=${quoted(text)}${SHAPES[kind] ?? ''}${marks.length > 0 ? ', style="dashed,bold"' : ''}];`;
}

function edgeLine({ source, destination, label, change }: DiagramEdge, style: string): string {
  return `  ${source} -> ${destination} [label=${quoted(label)}${style}${change ? CHANGES[change] : ''}];`;
}

function quoted(words: string): string {
  return `"${words.replace(/[\\"]/g, '\\$&').replace(/\r?\n/g, '\\n')}"`;
}
