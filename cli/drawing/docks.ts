import type { Box } from './picture';
import type { PlacedBox, PlacedLink, Point } from './placed';

/** One end of a link, at a side of a box. */
interface Dock {
  readonly place: PlacedBox;
  readonly side: 'left' | 'right';
  /** Where the link comes from, or goes to. */
  readonly beyond: Point;
  readonly links: readonly [PlacedLink, 'first' | 'last'];
}

/** How far apart ends are on one side of a box, at most. */
const APART = 12;

/**
 * Brings the ends of links to the sides of their boxes, where they leave and arrive level, one below the other in the
 * order of where they lead: so no two of them cross in front of a box.
 */
export function docked(boxes: readonly PlacedBox[], links: readonly PlacedLink[]): PlacedLink[] {
  const places = new Map<Box, PlacedBox>(boxes.map((place) => [place.box, place]));
  const docks = links.flatMap((each): Dock[] => {
    const { link, points } = each;
    const [from, to] = [places.get(link.from) as PlacedBox, places.get(link.to) as PlacedBox];
    return [dock(from, points[1] ?? to, [each, 'first']), dock(to, points.at(-2) ?? from, [each, 'last'])];
  });
  const bySide = new Map<string, Dock[]>();
  for (const each of docks) {
    const key = `${each.place.box.id} ${each.side}`;
    bySide.set(key, [...(bySide.get(key) ?? []), each]);
  }
  const ends = new Map<PlacedLink, { first?: Point; last?: Point }>();
  for (const side of bySide.values()) {
    const sorted = [...side].sort((a, b) => a.beyond.y - b.beyond.y);
    sorted.forEach(({ place, side: name, links: [link, end] }, i) => {
      const gap = Math.min(APART, (place.height - 16) / sorted.length);
      const x = place.x + ((name === 'right' ? 1 : -1) * place.width) / 2;
      const y = place.y + (i - (sorted.length - 1) / 2) * gap;
      ends.set(link, { ...ends.get(link), [end]: { x, y } });
    });
  }
  return links.map((each) => {
    const { first, last } = ends.get(each) as Required<{ first: Point; last: Point }>;
    return { ...each, points: [first, ...each.points.slice(1, -1), last] };
  });
}

function dock(place: PlacedBox, beyond: Point, links: Dock['links']): Dock {
  return { place, side: beyond.x < place.x ? 'left' : 'right', beyond, links };
}
