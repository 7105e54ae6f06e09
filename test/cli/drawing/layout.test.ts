import { layout } from '../../../cli/drawing/layout';
import type { Box, Link, Picture } from '../../../cli/drawing/picture';

/** Boxes in four namespaces by turns, which connect to each other in circles. */
function circling(boxCount: number, linkCount: number): Picture {
  const boxes = Array.from({ length: boxCount }, (_, i): Box => {
    const namespace = `s${i % 4}`;
    return {
      id: `n${i}`,
      kind: 'workload',
      name: `${namespace}/w${i}`,
      label: `w${i}`,
      detail: '',
      namespace,
      marks: [],
    };
  });
  const links = Array.from({ length: linkCount }, (_, i): Link => {
    const [from, to] = [boxes[(i * 7) % boxCount] as Box, boxes[(i * 13 + 5) % boxCount] as Box];
    return { id: `e${i}`, from, to, connections: [], changes: [], isCertain: true, label: ['TCP 80'] };
  });
  const rest = { title: '', loops: [], implied: 0, otherChanges: [] };
  return { namespaces: ['s0', 's1', 's2', 's3'], boxes, links: links.filter(({ from, to }) => from !== to), ...rest };
}

test.each([
  [40, 30],
  [160, 130],
])('namespaces that connect in circles have a place: %i boxes, %i connections', (boxCount, linkCount) => {
  const picture = circling(boxCount, linkCount);
  const { boxes, links, width, height } = layout(picture);
  const numbers = [
    width,
    height,
    ...[...boxes, ...links.flatMap(({ points }) => points)].flatMap(({ x, y }) => [x, y]),
  ];
  expect(numbers.filter((number) => !Number.isFinite(number))).toEqual([]);
  expect([boxes.length, links.length]).toEqual([boxCount, picture.links.length]);
});
