import { appendTo } from '../append-to';
import type { BlockFacts } from '../network/policies';
import { type AddressRange, EVERY_ADDRESS, merged, rangeOf, without } from './address-range';

/**
 * The addresses outside the cluster, in classes: those of one class lie in the same blocks, so that every policy treats
 * them alike.
 */
export class AddressSpace {
  /**
   * @param blocks - all blocks that policies name
   * @param podRanges - addresses of pods, which are not outside
   */
  public static of(blocks: readonly BlockFacts[], podRanges: readonly AddressRange[] = []): AddressSpace {
    const distinct = new Map(blocks.map((block) => [blockText(block), rangesOf(block)]));
    return new AddressSpace(distinct, merged(podRanges));
  }

  /** The addresses of each class; the number of a class is its place here. */
  public readonly classes: readonly (readonly AddressRange[])[];
  private readonly byBlock = new Map<string, readonly number[]>();
  /** Where another class begins, and which. */
  private readonly starts: readonly bigint[];
  private readonly classAt: readonly number[];

  private constructor(distinct: Map<string, readonly AddressRange[]>, podRanges: readonly AddressRange[]) {
    const outside = without(EVERY_ADDRESS, podRanges);
    const turns = turnsOf([...distinct.values()], outside);
    const members = new Map<string, AddressRange[]>();
    const keys = turns.map(({ inside }) => inside);
    turns.forEach(({ start, inside }, i) => {
      if (inside === OUTSIDE_NOT) return;
      const last = (turns[i + 1]?.start ?? EVERY_ADDRESS[1].last + 1n) - 1n;
      appendTo(members, inside, { first: start, last });
    });
    const numbers = new Map([...members.keys()].map((key, i) => [key, i]));
    this.classes = [...members.values()].map((ranges) => merged(ranges));
    this.starts = turns.map(({ start }) => start);
    this.classAt = keys.map((key) => numbers.get(key) ?? -1);

    const texts = [...distinct.keys()];
    const found = texts.map((): number[] => []);
    for (const [key, number] of numbers) {
      for (const block of key === '' ? [] : key.split(',')) found[Number(block)].push(number);
    }
    texts.forEach((text, i) => {
      this.byBlock.set(text, found[i]);
    });
  }

  /** The classes that lie in a block which was known from the start. */
  public classesIn(block: BlockFacts): readonly number[] {
    return this.byBlock.get(blockText(block)) ?? [];
  }

  /** The classes that have an address in common with a range. */
  public classesOver({ first, last }: AddressRange): number[] {
    const found = new Set<number>();
    for (let i = this.turnOf(first); i < this.starts.length && this.starts[i] <= last; i++) {
      if (this.classAt[i] >= 0) found.add(this.classAt[i]);
    }
    return [...found].sort((a, b) => a - b);
  }

  private turnOf(address: bigint): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle] <= address) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** The addresses of a block, disjoint and sorted. */
export function rangesOf({ cidr, except }: BlockFacts): AddressRange[] {
  return without([rangeOf(cidr)], merged(except.map(rangeOf)));
}

/** One text for a block: `10.0.0.0/8 except 10.1.0.0/16`. */
export function blockText({ cidr, except }: BlockFacts): string {
  return except.length === 0 ? cidr : `${cidr} except ${[...except].sort().join(', ')}`;
}

/** The key of what isn't an address outside. */
const OUTSIDE_NOT = '-';

/**
 * Goes along all addresses and notes where it changes in which blocks one is.
 *
 * Each stretch is keyed by the numbers of its blocks: one address is in few blocks, however many there are.
 */
function turnsOf(
  blocks: readonly (readonly AddressRange[])[],
  outside: readonly AddressRange[],
): { readonly start: bigint; readonly inside: string }[] {
  const changes = [
    ...outside.flatMap(({ first, last }) => [
      { at: first, block: -1, enters: true },
      { at: last + 1n, block: -1, enters: false },
    ]),
    ...blocks.flatMap((ranges, block) =>
      ranges.flatMap(({ first, last }) => [
        { at: first, block, enters: true },
        { at: last + 1n, block, enters: false },
      ]),
    ),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const inside = new Set<number>();
  const turns: { start: bigint; inside: string }[] = [];
  changes.forEach(({ at, block, enters }, i) => {
    if (enters) inside.add(block);
    else inside.delete(block);
    if (changes[i + 1]?.at === at) return;
    const key = inside.has(-1)
      ? [...inside]
          .filter((each) => each >= 0)
          .sort((a, b) => a - b)
          .join()
      : OUTSIDE_NOT;
    turns.push({ start: at, inside: key });
  });
  return turns;
}
