import { EndKind } from '../../lib/analysis';
import { Report } from '../../lib/report';
import type { BoxKind, Link, Picture } from './picture';

type Diagram = Parameters<typeof Report._graph>[0];

const KINDS: { readonly [kind in BoxKind]: EndKind } = {
  entry: EndKind.ENTRY,
  caller: EndKind.OUTSIDE,
  outside: EndKind.OUTSIDE,
  workload: EndKind.WORKLOAD,
  namespace: EndKind.NAMESPACE,
};

/** The language of Graphviz, which finds the places itself. */
export function dot(picture: Picture): string {
  return Report._graph(diagramOf(picture), 'dot');
}

/** The language of Mermaid, which many pages draw themselves. */
export function mermaid(picture: Picture): string {
  return Report._graph(diagramOf(picture), 'mermaid');
}

function diagramOf({ namespaces, boxes, links }: Picture): Diagram {
  const nodes = boxes.map(({ id, kind, label, namespace, marks }) => ({
    namespace,
    node: { id, kind: KINDS[kind], label, marks },
  }));
  const inside = (name: string | undefined) => nodes.flatMap(({ namespace, node }) => (namespace === name ? node : []));
  return {
    namespaces: namespaces.map((name) => ({ name, nodes: inside(name) })),
    others: inside(undefined),
    edges: links.filter(({ isCertain }) => isCertain).map(edgeOf),
    unknown: links.filter(({ isCertain }) => !isCertain).map(edgeOf),
  };
}

function edgeOf({ from, to, label, change }: Link): Diagram['edges'][number] {
  return { source: from.id, destination: to.id, label: label.join('\n'), ...(change === undefined ? {} : { change }) };
}
