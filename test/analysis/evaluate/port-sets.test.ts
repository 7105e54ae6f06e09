import * as fc from 'fast-check';
import { type PortSetId, PortSets } from '../../../lib/analysis/evaluate/port-sets';
import { Protocol } from '../../../lib/traffic';

const { TCP, UDP, SCTP } = Protocol;

describe('a set of ports', () => {
  const ports = new PortSets();
  const set = (...ranges: [Protocol, number, number][]) =>
    ranges.map(([protocol, first, last]) => ports.range(protocol, first, last)).reduce((a, b) => ports.union(a, b));

  test('is the same number when it is the same set', () => {
    expect(set([TCP, 80, 89], [TCP, 90, 99])).toBe(ports.range(TCP, 80, 99));
    expect(ports.difference(ports.all, ports.none)).toBe(ports.all);
    expect(set([TCP, 1, 65535], [UDP, 1, 65535], [SCTP, 1, 65535])).toBe(ports.all);
  });

  test('is empty when nothing is left', () => {
    expect(ports.difference(ports.range(TCP, 80, 80), ports.range(TCP))).toBe(ports.none);
    expect(ports.intersection(ports.range(TCP), ports.range(UDP))).toBe(ports.none);
  });

  test('never runs from one protocol into the next', () => {
    const borders = set([TCP, 65535, 65535], [UDP, 1, 1], [UDP, 65535, 65535], [SCTP, 1, 1]);
    expect(ports.texts(borders)).toEqual({ TCP: '65535', UDP: '1,65535', SCTP: '1' });
  });

  test.each<[string, PortSetId]>([
    ['no ports', ports.none],
    ['all ports', ports.all],
    ['all UDP ports', ports.range(UDP)],
    ['TCP 80', ports.range(TCP, 80, 80)],
    ['TCP 80,443,8000-8999, UDP 53', set([UDP, 53, 53], [TCP, 8000, 8999], [TCP, 443, 443], [TCP, 80, 80])],
    ['TCP 1-79,81-65535, all SCTP ports', ports.difference(set([TCP, 1, 65535], [SCTP, 1, 65535]), set([TCP, 80, 80]))],
  ])('is told as %s', (text, id) => {
    expect(ports.text(id)).toBe(text);
  });

  test('holds another when nothing of that is outside', () => {
    expect(ports.contains(ports.range(TCP, 80, 90), ports.range(TCP, 85, 90))).toBe(true);
    expect(ports.contains(ports.range(TCP, 80, 90), ports.range(TCP, 85, 91))).toBe(false);
    expect(ports.contains(ports.range(TCP, 80, 90), ports.none)).toBe(true);
  });
});

const STRETCHES: { readonly [protocol: string]: number } = { TCP: 0, UDP: 100, SCTP: 200 };

/** Ranges of ports up to 30, and the numbers they are in a set without any cleverness. */
const sample = fc
  .array(fc.tuple(fc.constantFrom(TCP, UDP, SCTP), fc.integer({ min: 1, max: 30 }), fc.integer({ min: 0, max: 9 })), {
    maxLength: 5,
  })
  .map((ranges) => ({
    in: (ports: PortSets) =>
      ranges
        .map(([protocol, first, length]) => ports.range(protocol, first, first + length))
        .reduce((a, b) => ports.union(a, b), ports.none),
    numbers: new Set(
      ranges.flatMap(([protocol, first, length]) =>
        Array.from({ length: length + 1 }, (_, i) => (STRETCHES[protocol] as number) + first + i),
      ),
    ),
  }));

/** The numbers of a set by its texts. */
function numbersOf(ports: PortSets, id: PortSetId): number[] {
  return Object.entries(ports.texts(id)).flatMap(([protocol, text]) =>
    text.split(',').flatMap((run) => {
      const [first = 0, last = first] = run.split('-').map(Number);
      return Array.from({ length: last - first + 1 }, (_, i) => (STRETCHES[protocol] as number) + first + i);
    }),
  );
}

test('sets of ports are combined as sets of numbers are', () => {
  fc.assert(
    fc.property(sample, sample, (a, b) => {
      const ports = new PortSets();
      const [idA, idB] = [a.in(ports), b.in(ports)];
      const expected = (holds: (n: number) => boolean) =>
        [...new Set([...a.numbers, ...b.numbers])].filter(holds).sort((x, y) => x - y);
      expect(numbersOf(ports, ports.union(idA, idB))).toEqual(expected(() => true));
      expect(numbersOf(ports, ports.intersection(idA, idB))).toEqual(
        expected((n) => a.numbers.has(n) && b.numbers.has(n)),
      );
      expect(numbersOf(ports, ports.difference(idA, idB))).toEqual(
        expected((n) => a.numbers.has(n) && !b.numbers.has(n)),
      );
      expect(ports.contains(idA, idB)).toBe([...b.numbers].every((n) => a.numbers.has(n)));
      expect(ports.union(ports.difference(idA, idB), ports.intersection(idA, idB))).toBe(idA);
    }),
    { numRuns: 300 },
  );
});
