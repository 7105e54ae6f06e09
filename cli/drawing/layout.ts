import { docked } from './docks';
import { gridsOf, placedIn } from './grids';
import { type Size, sizeOfBox, sizeOfLabel } from './measures';
import type { Box, Link, Picture } from './picture';
import type { Frame, Placed, PlacedBox, PlacedLink, Point } from './placed';
import { shuffled, tangle } from './tangle';

type Library = typeof import('@dagrejs/dagre', { with: { 'resolution-mode': 'import' }});
type NodeLabel = import('@dagrejs/dagre', { with: { 'resolution-mode': 'import' }}).NodeLabel;
type EdgeLabel = import('@dagrejs/dagre', { with: { 'resolution-mode': 'import' }}).EdgeLabel;
type LayoutGraph = InstanceType<Library['Graph']>;

/** What is left around the boxes of a namespace; above them is its name. */
const FRAME = { x: 18, bottom: 16, top: 32 };
const GAP = { rank: 30, box: 28, edge: 14 };

/** Boxes that stand before all others, and behind them. */
const FIRST: readonly Box['kind'][] = ['entry', 'caller'];
const LAST: readonly Box['kind'][] = ['outside'];

/** Names that no box has. */
const START = 'start';
const END = 'end';

/**
 * Finds a place for everything: connections go from left to right, ways in stand at the left edge and what is outside at
 * the right one, and the boxes of a namespace together.
 *
 * Where the library ends up depends on the order in which it gets the boxes, so that several are tried, always the same
 * ones, and the result with the fewest crossings counts. In a larger network, one takes long enough.
 */
export function layout(picture: Picture): Placed {
  const turned = backward(picture);
  const found: Placed[] = [];
  const [tries, wanted] = picture.links.length > MOST_LINKS_TRIED ? [2, 1] : [TRIES, TRIES];
  for (let i = 0; i < tries && found.length < wanted; i++) found.push(...tried(picture, turned, i));
  if (found.length === 0) return arranged(picture, turned, 0, 'apart');
  const costs = found.map(({ links }) => tangle(links));
  return found[costs.indexOf(Math.min(...costs))];
}

const MOST_LINKS_TRIED = 120;
const TRIES = 12;

/**
 * An arrangement, or none: for some orders of boxes, of namespaces that connect to each other in circles, the library finds
 * no place for all of them.
 */
function tried(picture: Picture, turned: ReadonlySet<Link>, attempt: number): Placed[] {
  try {
    const placed = arranged(picture, turned, attempt, 'together');
    const points = [...placed.boxes, ...placed.links.flatMap((link) => link.points)];
    return points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)) ? [placed] : [];
  } catch (error) {
    if (error instanceof Error && /find intersection/.test(error.message)) return [];
    throw error;
  }
}

/** @param boxesOfNamespace - whether the library puts them together; where they stand apart, it has no circles to find */
function arranged(
  picture: Picture,
  turned: ReadonlySet<Link>,
  attempt: number,
  boxesOfNamespace: 'together' | 'apart',
): Placed {
  const graph = newGraph();
  for (const name of shuffled(picture.namespaces, attempt)) {
    if (boxesOfNamespace === 'together') graph.setNode(frameId(name), {});
  }
  const grids = gridsOf(picture);
  const alone = new Set(grids.flatMap(({ boxes }) => boxes));
  const single = picture.boxes.filter((box) => !alone.has(box));
  const pieces = [...grids, ...single.map((box) => ({ id: box.id, namespace: box.namespace, size: sizeOfBox(box) }))];
  for (const { id, namespace, size } of shuffled(pieces, attempt)) {
    graph.setNode(id, { ...size });
    if (namespace !== undefined && boxesOfNamespace === 'together') graph.setParent(id, frameId(namespace));
  }
  for (const link of shuffled(picture.links, attempt)) setLink(graph, link, endsOf(link, turned));
  hold(
    graph,
    single,
    grids.map(({ id }) => id),
  );
  library().layout(graph);
  const placed = new Map(
    grids.flatMap((grid) => placedIn(grid, graph.node(grid.id) as Required<NodeLabel>)).map((each) => [each.box, each]),
  );
  const boxes = picture.boxes.map((box): PlacedBox => {
    const inGrid = placed.get(box);
    if (inGrid) return inGrid;
    const { x, y, width, height } = graph.node(box.id) as Required<NodeLabel>;
    return { box, x, y, width, height };
  });
  const links = picture.links.map((link): PlacedLink => {
    const { points, label } = wayOf(graph, link, endsOf(link, turned));
    return { link, points: turned.has(link) ? [...points].reverse() : points, label };
  });
  const ways = docked(boxes, links);
  return shifted(boxes, ways, framesAround(picture.namespaces, boxes, ways));
}

/** The words of ways in stand beside those, and the words of what is outside beside that: each is a box of its own. */
function setLink(graph: LayoutGraph, link: Link, [from, to]: [string, string]): void {
  const near = nearEdge(link);
  if (near === undefined) {
    graph.setEdge(from, to, { ...sizeOfLabel(link), labelpos: 'c', weight: 1, minlen: 1 }, link.id);
    return;
  }
  graph.setNode(link.id, sizeOfLabel(link));
  const [before, behind] = near === 'from' ? [8, 1] : [1, 8];
  graph.setEdge(from, link.id, { width: 0, height: 0, labelpos: 'c', weight: before, minlen: 1 }, link.id);
  graph.setEdge(link.id, to, { width: 0, height: 0, labelpos: 'c', weight: behind, minlen: 1 }, link.id);
}

function wayOf(
  graph: LayoutGraph,
  link: Link,
  [from, to]: [string, string],
): { readonly points: readonly Point[]; readonly label: Point } {
  if (nearEdge(link) === undefined) {
    const { points, x, y } = graph.edge(from, to, link.id) as Required<EdgeLabel>;
    return { points, label: { x, y } };
  }
  const [before, behind] = [graph.edge(from, link.id, link.id), graph.edge(link.id, to, link.id)] as EdgeLabel[];
  const { x, y } = graph.node(link.id) as Required<NodeLabel>;
  // The two points where the ways meet the words are as high as these.
  return {
    points: [...(before.points ?? []).slice(0, -1), { x, y }, ...(behind.points ?? []).slice(1)],
    label: { x, y },
  };
}

function nearEdge({ from, to }: Link): 'from' | 'to' | undefined {
  if (FIRST.includes(from.kind)) return 'from';
  return LAST.includes(to.kind) ? 'to' : undefined;
}

/** The ends as the library gets them: it has no circles to break, and so all boxes keep the order that was found. */
function endsOf(link: Link, turned: ReadonlySet<Link>): [string, string] {
  return turned.has(link) ? [link.to.id, link.from.id] : [link.from.id, link.to.id];
}

function library(): typeof import('@dagrejs/dagre', { with: { 'resolution-mode': 'import' }}) {
  return require('@dagrejs/dagre');
}

function newGraph(): LayoutGraph {
  const { Graph } = library();
  return new Graph<object, NodeLabel, EdgeLabel>({ compound: true, multigraph: true, directed: true }).setGraph({
    rankdir: 'LR',
    ranksep: GAP.rank,
    nodesep: GAP.box,
    edgesep: GAP.edge,
    ranker: 'network-simplex',
  }) as LayoutGraph;
}

function frameId(namespace: string): string {
  return `frame ${namespace}`;
}

/** The links that lead back to where they came from: followed from the left, they are turned. */
function backward({ boxes, links }: Picture): ReadonlySet<Link> {
  const out = new Map<Box, Link[]>();
  const entered = new Set<Box>();
  for (const link of links) {
    out.set(link.from, [...(out.get(link.from) ?? []), link]);
    entered.add(link.to);
  }
  const turned = new Set<Link>();
  const state = new Map<Box, 'open' | 'done'>();
  const visit = (start: Box) => {
    const path: { box: Box; next: number }[] = [{ box: start, next: 0 }];
    state.set(start, 'open');
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const link = out.get(top.box)?.[top.next];
      top.next += 1;
      if (!link) {
        state.set(top.box, 'done');
        path.pop();
      } else if (state.get(link.to) === 'open') turned.add(link);
      else if (!state.has(link.to)) {
        state.set(link.to, 'open');
        path.push({ box: link.to, next: 0 });
      }
    }
  };
  const places = (box: Box) => (FIRST.includes(box.kind) ? 0 : entered.has(box) ? 2 : 1);
  for (const box of [...boxes].sort((a, b) => places(a) - places(b))) if (!state.has(box)) visit(box);
  return turned;
}

/** Holds ways in at one edge and what is outside at the other: all else is between two points that aren't drawn. */
function hold(graph: LayoutGraph, boxes: readonly Box[], grids: readonly string[]): void {
  const unlabelled = { width: 0, height: 0, labelpos: 'c' } as const;
  const [first, last] = [FIRST, LAST].map((kinds) => boxes.filter(({ kind }) => kinds.includes(kind)));
  const inner = boxes.filter(({ kind }) => !FIRST.includes(kind) && !LAST.includes(kind));
  const ids = [...inner.map(({ id }) => id), ...grids];
  const heads = ids.filter((id) => graph.inEdges(id)?.length === 0);
  const tails = ids.filter((id) => graph.outEdges(id)?.length === 0);
  if (first.length > 0) {
    graph.setNode(START, { width: 0, height: 0 });
    for (const { id } of first) graph.setEdge(START, id, { ...unlabelled, weight: 200, minlen: 1 });
    for (const id of heads) graph.setEdge(START, id, { ...unlabelled, weight: 0, minlen: 2 });
  }
  if (last.length > 0) {
    graph.setNode(END, { width: 0, height: 0 });
    for (const { id } of last) graph.setEdge(id, END, { ...unlabelled, weight: 200, minlen: 1 });
    for (const id of tails) graph.setEdge(id, END, { ...unlabelled, weight: 0, minlen: 2 });
  }
}

function framesAround(
  namespaces: readonly string[],
  boxes: readonly PlacedBox[],
  links: readonly PlacedLink[],
): Frame[] {
  return namespaces.map((namespace) => {
    const inside = boxes.filter(({ box }) => box.namespace === namespace);
    const ways = links.filter(({ link }) => link.from.namespace === namespace && link.to.namespace === namespace);
    const corners = [
      ...inside.flatMap(cornersOf),
      // Ways inside are part of it.
      ...ways.flatMap(({ points }) => points.map(({ y }) => ({ x: inside[0].x, y }))),
    ];
    const [left, top] = extreme(corners, Math.min);
    const [right, bottom] = extreme(corners, Math.max);
    return {
      namespace,
      left: left - FRAME.x,
      top: top - FRAME.top,
      width: right - left + 2 * FRAME.x,
      height: bottom - top + FRAME.top + FRAME.bottom,
    };
  });
}

/** Two corners of something with its place and size: that at the top left, and the one across. */
function cornersOf({ x, y, width, height }: Point & Size): [Point, Point] {
  return [
    { x: x - width / 2, y: y - height / 2 },
    { x: x + width / 2, y: y + height / 2 },
  ];
}

/** Everything moved to where the top left corner is nought, in whole pixels. */
function shifted(boxes: readonly PlacedBox[], links: readonly PlacedLink[], frames: readonly Frame[]): Placed {
  const corners = [
    ...(boxes.length === 0 ? [{ x: 0, y: 0 }] : []),
    ...boxes.flatMap(cornersOf),
    ...links.flatMap(({ points }) => points),
    ...links.flatMap(({ link, label }) => cornersOf({ ...label, ...sizeOfLabel(link) })),
    ...frames.flatMap(({ left, top, width, height }) => [
      { x: left, y: top },
      { x: left + width, y: top + height },
    ]),
  ];
  const [left, top] = extreme(corners, Math.min);
  const [right, bottom] = extreme(corners, Math.max);
  const moved = <P extends Point>(point: P): P => ({
    ...point,
    x: Math.round(point.x - left),
    y: Math.round(point.y - top),
  });
  return {
    boxes: boxes.map(moved),
    links: links.map(({ link, points, label }) => ({ link, points: points.map(moved), label: moved(label) })),
    frames: frames.map((frame) => ({
      ...frame,
      left: Math.round(frame.left - left),
      top: Math.round(frame.top - top),
      width: Math.round(frame.width),
      height: Math.round(frame.height),
    })),
    width: Math.ceil(right - left),
    height: Math.ceil(bottom - top),
  };
}

/** The least or the greatest of both coordinates; there may be more points than a call takes arguments. */
function extreme(points: readonly Point[], choose: (a: number, b: number) => number): [number, number] {
  const { x, y } = points.reduce((a, b) => ({ x: choose(a.x, b.x), y: choose(a.y, b.y) }));
  return [x, y];
}
