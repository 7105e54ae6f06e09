import { type Size, sizeOfBox } from './measures';
import type { Box, Picture } from './picture';
import type { PlacedBox, Point } from './placed';

/** The boxes of one namespace that nothing links, which stand in rows and columns. */
export interface Grid {
  readonly id: string;
  readonly namespace: string | undefined;
  readonly boxes: readonly Box[];
  readonly columns: number;
  readonly cell: Size;
  readonly size: Size;
}

const GAP = 20;

/** A column of boxes is about as high as it is wide. */
const WIDE = 0.6;

/** The grids of a picture: for namespaces, and for boxes that have none, with at least two boxes that nothing links. */
export function gridsOf({ boxes, links }: Picture): Grid[] {
  const linked = new Set(links.flatMap(({ from, to }) => [from, to]));
  const alone = boxes.filter((box) => !linked.has(box) && (box.kind === 'workload' || box.kind === 'namespace'));
  return [...new Set(alone.map(({ namespace }) => namespace))].flatMap((namespace, i) => {
    const inside = alone.filter((box) => box.namespace === namespace);
    if (inside.length < 2) return [];
    const sizes = inside.map(sizeOfBox);
    const cell = {
      width: Math.max(...sizes.map(({ width }) => width)) + GAP,
      height: Math.max(...sizes.map(({ height }) => height)) + GAP,
    };
    const columns = Math.ceil(Math.sqrt(inside.length * WIDE));
    const rows = Math.ceil(inside.length / columns);
    const size = { width: columns * cell.width - GAP, height: rows * cell.height - GAP };
    return [{ id: `grid ${i}`, namespace, boxes: inside, columns, cell, size }];
  });
}

/** The boxes of a grid, each in its cell; all are as wide as the widest. */
export function placedIn({ boxes, columns, cell, size }: Grid, middle: Point): PlacedBox[] {
  const [left, top] = [middle.x - size.width / 2, middle.y - size.height / 2];
  return boxes.map((box, i) => {
    const [width, height] = [cell.width - GAP, sizeOfBox(box).height];
    const x = left + (i % columns) * cell.width + width / 2;
    const y = top + Math.floor(i / columns) * cell.height + height / 2;
    return { box, x, y, width, height };
  });
}
