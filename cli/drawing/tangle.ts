import type { PlacedLink, Point } from './placed';

/** The same things in another order: the first attempt has them as they are, and each later one always the same. */
export function shuffled<T>(things: readonly T[], attempt: number): T[] {
  const order = [...things];
  if (attempt === 0) return order;
  if (attempt === 1) return order.reverse();
  let state = attempt;
  for (let i = order.length - 1; i > 0; i -= 1) {
    state = (state * 48271) % 2147483647;
    const other = state % (i + 1);
    [order[i], order[other]] = [order[other], order[i]];
  }
  return order;
}

/** What a crossing costs, in pixels of ways. */
const CROSSING = 400;

/** How tangled ways are: by their crossings first, then by how far they go up and down. */
export function tangle(links: readonly PlacedLink[]): number {
  const parts = links.flatMap(({ points }, link) => points.slice(1).map((to, i) => ({ link, from: points[i], to })));
  let cost = 0;
  parts.forEach((a, i) => {
    cost += Math.abs(a.to.y - a.from.y);
    for (const b of parts.slice(i + 1)) if (a.link !== b.link && cross(a.from, a.to, b.from, b.to)) cost += CROSSING;
  });
  return cost;
}

/** Whether two lines cross somewhere between their ends. */
function cross(a: Point, b: Point, c: Point, d: Point): boolean {
  return sideOf(a, b, c) * sideOf(a, b, d) < 0 && sideOf(c, d, a) * sideOf(c, d, b) < 0;
}

/** On which side of the line through two points a third one lies. */
function sideOf(a: Point, b: Point, point: Point): number {
  return Math.sign((b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x));
}
