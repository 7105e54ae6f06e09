import * as fc from 'fast-check';
import { PortNumbers } from '../../lib/traffic/port-numbers';

/** Both ends of the port numbers, and a few in between, so that spans touch and overlap often. */
const UNIVERSE = [1, 2, 3, 4, 5, 65531, 65532, 65533, 65534, 65535];

const span = fc
  .tuple(fc.constantFrom(...UNIVERSE), fc.constantFrom(...UNIVERSE))
  .map(([a, b]) => ({ first: Math.min(a, b), last: Math.max(a, b) }));
const numbers = fc.array(span, { maxLength: 4 }).map((spans) => PortNumbers.of(spans));

/** The points of the universe inside, by looking at each; none lies alone in the middle, so one stands for it. */
function points(set: PortNumbers): number[] {
  return [...UNIVERSE, 30000].filter((n) => set.spans.some(({ first, last }) => first <= n && n <= last));
}

test('spans that overlap or touch become one', () => {
  const set = PortNumbers.of([
    { first: 90, last: 99 },
    { first: 80, last: 85 },
    { first: 86, last: 86 },
    { first: 82, last: 84 },
  ]);
  expect(set.spans).toEqual([
    { first: 80, last: 86 },
    { first: 90, last: 99 },
  ]);
});

test('a set without spans is empty, one without gaps is full', () => {
  expect(PortNumbers.of([])).toMatchObject({ isEmpty: true, isFull: false });
  expect(PortNumbers.of([{ first: 1, last: 65535 }])).toMatchObject({ isEmpty: false, isFull: true });
  expect(PortNumbers.of([{ first: 1, last: 65534 }])).toMatchObject({ isEmpty: false, isFull: false });
});

test('union, intersection and difference are those of sets', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      const [inA, inB] = [new Set(points(a)), new Set(points(b))];
      expect(points(a.union(b))).toEqual([...UNIVERSE, 30000].filter((n) => inA.has(n) || inB.has(n)));
      expect(points(a.intersection(b))).toEqual(points(a).filter((n) => inB.has(n)));
      expect(points(a.difference(b))).toEqual(points(a).filter((n) => !inB.has(n)));
      expect(a.covers(b)).toBe(points(b).every((n) => inA.has(n)));
    }),
  );
});

test('every result is in the one form: sorted, with a gap between any two spans', () => {
  fc.assert(
    fc.property(numbers, numbers, (a, b) => {
      for (const { spans } of [a.union(b), a.intersection(b), a.difference(b)]) {
        spans.slice(1).forEach((span, i) => {
          expect(span.first).toBeGreaterThan(spans[i].last + 1);
        });
      }
    }),
  );
});
