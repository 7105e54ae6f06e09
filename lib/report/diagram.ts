import { type ConnectionList, EndKind, type ListedConnection, type ListedEnd } from '../analysis';
import { portsText } from './ports-text';

/** A node of a drawing. */
export interface DiagramNode {
  /** `n0` and so on, in the order of the names. */
  readonly id: string;
  readonly kind: EndKind;
  /** What is written on it: without the namespace, which is drawn around it. */
  readonly label: string;
  /** What nothing keeps from it, or it from; none unless given. */
  readonly marks?: readonly string[];
}

/** An edge of a drawing. */
export interface DiagramEdge {
  readonly source: string;
  readonly destination: string;
  /** Ports, and the way that leads there: lines. */
  readonly label: string;
  /** What became of it since an older version; not compared unless given. */
  readonly change?: 'opened' | 'closed' | 'changed';
}

/** What the drawings have in common: nodes with their namespaces, and the edges between them. */
export interface Diagram {
  readonly namespaces: readonly { readonly name: string; readonly nodes: readonly DiagramNode[] }[];
  /** What has no namespace: addresses, and namespaces themselves. */
  readonly others: readonly DiagramNode[];
  readonly edges: readonly DiagramEdge[];
  readonly unknown: readonly DiagramEdge[];
}

/** The drawing of a list. A Service that brings requests in may be named like a workload, and is a node of its own. */
export function diagramOf({ connections, unknown }: ConnectionList): Diagram {
  const ends = new Map<string, ListedEnd>();
  for (const { source, destination } of [...connections, ...unknown]) {
    ends.set(keyOf(source), source);
    ends.set(keyOf(destination), destination);
  }
  const ids = new Map([...ends.keys()].sort().map((key, i) => [key, `n${i}`]));
  const byNamespace = new Map<string, DiagramNode[]>();
  const others: DiagramNode[] = [];
  for (const [key, id] of ids) {
    const { kind, name } = ends.get(key) as ListedEnd;
    const namespace = namespaceOf(kind, name);
    const nodes = namespace === undefined ? others : (byNamespace.get(namespace) ?? []);
    nodes.push({ id, kind, label: namespace === undefined ? name : name.slice(namespace.length + 1) });
    if (namespace !== undefined) byNamespace.set(namespace, nodes);
  }
  const edge = (connection: ListedConnection): DiagramEdge => ({
    source: ids.get(keyOf(connection.source)) as string,
    destination: ids.get(keyOf(connection.destination)) as string,
    label: labelOf(connection),
  });
  return {
    namespaces: [...byNamespace].map(([name, nodes]) => ({ name, nodes })),
    others,
    edges: connections.map(edge),
    unknown: unknown.map(edge),
  };
}

function labelOf({ ports, via }: ListedConnection): string {
  return via === undefined ? portsText(ports) : `${portsText(ports)}\n${via}`;
}

/** No name has a line end, so that names decide the order first. */
function keyOf({ kind, name }: ListedEnd): string {
  return `${name}\n${kind}`;
}

const HAVE_NAMESPACES: readonly EndKind[] = [EndKind.WORKLOAD, EndKind.SERVICE, EndKind.ENTRY];

function namespaceOf(kind: EndKind, name: string): string | undefined {
  const slash = name.indexOf('/');
  return HAVE_NAMESPACES.includes(kind) && slash > 0 ? name.slice(0, slash) : undefined;
}
