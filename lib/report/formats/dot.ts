import { type ConnectionList, EndKind } from '../../analysis';
import { type DiagramEdge, type DiagramNode, diagramOf } from '../diagram';
import type { Format } from '../format';
import { portsText } from '../ports-text';

/** A graph in the language of Graphviz: namespaces are boxes, and what isn't certain is dashed. */
export const dot: Format = { name: 'dot', list };

function list(connections: ConnectionList): string {
  const { namespaces, others, edges, unknown } = diagramOf(connections);
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

function nodeLine({ id, kind, label }: DiagramNode): string {
  return `${id} [label=${quoted(label)}${SHAPES[kind] ?? ''}];`;
}

function edgeLine({ source, destination, connection }: DiagramEdge, style: string): string {
  const { ports, via } = connection;
  const label = via === undefined ? portsText(ports) : `${portsText(ports)}\n${via}`;
  return `  ${source} -> ${destination} [label=${quoted(label)}${style}];`;
}

function quoted(words: string): string {
  return `"${words.replace(/[\\"]/g, '\\$&').replace(/\r?\n/g, '\\n')}"`;
}
