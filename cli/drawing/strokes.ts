import type { Point } from './placed';

/** How long an arrow's head is. */
const HEAD = 8;

/** The way of a link as a path: through its points, level at each, so that it leaves and arrives at right angles. */
export function smoothWay(points: readonly Point[]): string {
  const last = points[points.length - 1];
  const before = points[points.length - 2];
  const end = { x: last.x - HEAD * Math.sign(last.x - before.x), y: last.y };
  const stops = [...points.slice(0, -1), end];
  return stops
    .map(({ x, y }, i) => {
      if (i === 0) return `M${x} ${y}`;
      const from = stops[i - 1];
      if (from.y === y) return `H${x}`;
      const middle = Math.round((from.x + x) / 2);
      return `C${middle} ${from.y} ${middle} ${y} ${x} ${y}`;
    })
    .join('');
}

/** The head of the arrow at the end of a way. */
export function arrowHead(points: readonly Point[]): string {
  const { x, y } = points[points.length - 1];
  const back = x - HEAD * Math.sign(x - points[points.length - 2].x);
  return `M${x} ${y}L${back} ${y - 4}V${y + 4}Z`;
}
