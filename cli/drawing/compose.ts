import {
  Answer,
  ChangeKind,
  type ConnectionChange,
  type ConnectionList,
  type Connectivity,
  EndKind,
  type ListedConnection,
  type ListedEnd,
} from '../../lib/analysis';
import { Report } from '../../lib/report';
import { Boxes, type Draft } from './boxes';
import type { Box, Link, Picture } from './picture';
import { allPorts, type Ports } from './port-runs';

type Scenery = Connectivity['_scenery'];

/** What is drawn. */
export interface Subject {
  readonly title: string;
  readonly list: ConnectionList;
  /** Of the version that is drawn; and of the older one, for what is no longer there. */
  readonly scenery: readonly Scenery[];
  /** Namespaces that are drawn as one box each. */
  readonly collapsed: ReadonlySet<string>;
  /** The workloads that are drawn in any case; all others only at the ends of connections. */
  readonly shown: ReadonlySet<string>;
  /** Whether links are left out that follow from the marks at their ends. */
  readonly links: 'all' | 'not implied';
  readonly against?: string;
  readonly changes: readonly ConnectionChange[];
}

/** A link that grows. */
interface Growing {
  readonly from: Draft;
  readonly to: Draft;
  readonly connections: ListedConnection[];
  readonly changes: ConnectionChange[];
}

/** The picture of a network: boxes, what links them, and how many links their marks tell of. */
export function compose(subject: Subject): Picture {
  const { list, scenery, changes } = subject;
  const boxes = new Boxes(scenery, subject.collapsed);
  const growing = new Map<Draft, Map<Draft, Growing>>();
  const grow = (source: ListedEnd, destination: ListedEnd): Growing | undefined => {
    const [from, to] = [boxes.of(source, 'source'), boxes.of(destination, 'destination')];
    if (!from || !to) return undefined;
    const row = growing.get(from) ?? new Map<Draft, Growing>();
    growing.set(from, row);
    const link = row.get(to) ?? { from, to, connections: [], changes: [] };
    row.set(to, link);
    return link;
  };
  for (const { workloads } of scenery.slice(0, 1)) {
    for (const each of workloads) if (subject.shown.has(each.name)) boxes.workload(each);
  }
  const otherChanges = changes.filter((change) => {
    const link = grow(change.source, change.destination);
    link?.changes.push(change);
    return !link;
  });
  const implies = subject.links === 'all' ? () => false : impliedBy(scenery[0]);
  const changed = new Set(changes.map(({ source, destination }) => endsKey(source, destination)));
  let implied = 0;
  for (const connection of [...list.connections, ...list.unknown]) {
    if (implies(connection) && !changed.has(endsKey(connection.source, connection.destination))) implied += 1;
    else grow(connection.source, connection.destination)?.connections.push(connection);
  }
  return numbered(subject, boxes, growing, { implied, otherChanges });
}

function endsKey(source: ListedEnd, destination: ListedEnd): string {
  return `${source.name}\n${destination.name}`;
}

function numbered(
  { title, against }: Subject,
  { all }: Boxes,
  growing: ReadonlyMap<Draft, ReadonlyMap<Draft, Growing>>,
  rest: Pick<Picture, 'implied' | 'otherChanges'>,
): Picture {
  const boxes = new Map(
    all.map((draft, i): [Draft, Box] => [
      draft,
      { id: `n${i}`, ...draft, detail: withLoop(draft, growing.get(draft)?.get(draft)) },
    ]),
  );
  const order = new Map(all.map((draft, i) => [draft, i]));
  const byPlace = (a: Draft, b: Draft) => (order.get(a) as number) - (order.get(b) as number);
  const found = [...growing]
    .sort(([a], [b]) => byPlace(a, b))
    .flatMap(([, row]) => [...row.values()].sort((a, b) => byPlace(a.to, b.to)));
  const links = found.map((each, i): Link => {
    const { connections, changes } = each;
    const change = changeOf(each);
    return {
      id: `e${i}`,
      from: boxes.get(each.from) as Box,
      to: boxes.get(each.to) as Box,
      connections,
      changes,
      isCertain: [...connections, ...changes].every(({ answer }) => answer === Answer.ALLOWED),
      label: labelOf(each),
      ...(change === undefined ? {} : { change }),
    };
  });
  const drawn = [...boxes.values()];
  return {
    title,
    namespaces: [...new Set(drawn.flatMap(({ namespace }) => namespace ?? []))].sort(),
    boxes: drawn,
    links: links.filter(({ from, to }) => from !== to),
    loops: links.filter(({ from, to }) => from === to),
    ...rest,
    ...(against === undefined ? {} : { against }),
  };
}

/** What a box is, and what connects it to itself, of which no line is drawn. */
function withLoop({ kind, detail }: Draft, loop: Growing | undefined): string {
  if (!loop) return detail;
  if (kind === 'workload') return `${detail}, replicas: ${labelOf(loop).join(' ')}`;
  const count = loop.connections.length;
  return count === 0 ? detail : `${detail}, ${count} ${count === 1 ? 'connection' : 'connections'} inside`;
}

/** Opened where nothing was before, closed where nothing is left. */
function changeOf({ connections, changes }: Growing): ChangeKind | undefined {
  if (changes.length === 0) return undefined;
  // What is certain between two ends and what isn't are two connections, and one change.
  const pairs = new Set(connections.map(({ source, destination }) => endsKey(source, destination))).size;
  const isUnchanged = pairs > changes.filter(({ kind }) => kind !== ChangeKind.CLOSED).length;
  const kinds = new Set(changes.map(({ kind }) => kind));
  return kinds.size > 1 || isUnchanged ? ChangeKind.CHANGED : changes[0].kind;
}

/** The ports that are allowed, then those that were opened and closed; and the way that leads there. */
function labelOf({ connections, changes }: Growing): string[] {
  const opened = allPorts(changes.map((change) => change.opened));
  const closed = allPorts(changes.map((change) => change.closed));
  const now = allPorts(connections.map(({ ports }) => ports));
  const isNew = Report._ports(now) === Report._ports(opened);
  const urls = connections.flatMap(({ via }) => via?.split(', ') ?? []);
  return [
    ...(isNone(now) || isNew ? [] : [Report._ports(now)]),
    ...(isNone(opened) ? [] : [`+ ${Report._ports(opened)}`]),
    ...(isNone(closed) ? [] : [`\u2212 ${Report._ports(closed)}`]),
    ...(urls.length > 0 ? [urls.length > 1 ? `${urls[0]} and ${urls.length - 1} more` : urls[0]] : []),
  ];
}

function isNone(ports: Ports): boolean {
  return Object.keys(ports).length === 0;
}

/** The connections that marks don't tell of. */
export function notImplied({ connections, unknown }: ConnectionList, scenery: Scenery): readonly ListedConnection[] {
  const implies = impliedBy(scenery);
  return [...connections, ...unknown].filter((each) => !implies(each));
}

/** Whether marks tell of a connection already: from what may reach everyone to what is open to everyone. */
function impliedBy({ workloads }: Scenery): (connection: ListedConnection) => boolean {
  const open = new Set(workloads.filter(({ isOpen }) => isOpen).map(({ name }) => name));
  const free = new Set(workloads.filter(({ reachesAll }) => reachesAll).map(({ name }) => name));
  const isFree = ({ kind, name }: ListedEnd) =>
    kind === EndKind.OUTSIDE || (kind === EndKind.WORKLOAD && free.has(name));
  const isOpen = ({ kind, name }: ListedEnd) =>
    kind === EndKind.OUTSIDE || (kind === EndKind.WORKLOAD && open.has(name));
  return ({ source, destination, answer, ports }) =>
    answer === Answer.ALLOWED && Report._ports(ports) === 'all ports' && isFree(source) && isOpen(destination);
}
