/** Port 0 is reserved: no policy and no container can have it. */
export const LOWEST_PORT = 1;
export const HIGHEST_PORT = 65535;

/** A run of port numbers without a gap, both ends included. */
export interface Span {
  readonly first: number;
  readonly last: number;
}

/**
 * A set of port numbers, without protocol or name. Not exported from the room.
 *
 * The spans are sorted, and neither overlap nor touch, so that one set has one form.
 */
export class PortNumbers {
  public static of(spans: readonly Span[]): PortNumbers {
    const merged: Span[] = [];
    for (const span of [...spans].sort((a, b) => a.first - b.first)) {
      const before = merged.at(-1);
      if (before && span.first <= before.last + 1) {
        merged[merged.length - 1] = { first: before.first, last: Math.max(before.last, span.last) };
      } else {
        merged.push(span);
      }
    }
    return new PortNumbers(merged);
  }

  public readonly spans: readonly Span[];

  private constructor(spans: Span[]) {
    this.spans = Object.freeze(spans);
  }

  public get isEmpty(): boolean {
    return this.spans.length === 0;
  }

  public get isFull(): boolean {
    return this.spans.some(({ first, last }) => first === LOWEST_PORT && last === HIGHEST_PORT);
  }

  public union(other: PortNumbers): PortNumbers {
    return PortNumbers.of([...this.spans, ...other.spans]);
  }

  public intersection(other: PortNumbers): PortNumbers {
    const shared = this.spans.flatMap((a) =>
      other.spans.map((b) => ({ first: Math.max(a.first, b.first), last: Math.min(a.last, b.last) })),
    );
    return PortNumbers.of(shared.filter(({ first, last }) => first <= last));
  }

  public difference(other: PortNumbers): PortNumbers {
    return this.intersection(other.complement());
  }

  public covers(other: PortNumbers): boolean {
    return other.spans.every((b) => this.spans.some((a) => a.first <= b.first && b.last <= a.last));
  }

  /** The gaps before, between and after the spans. */
  private complement(): PortNumbers {
    const starts = [LOWEST_PORT, ...this.spans.map(({ last }) => last + 1)];
    const ends = [...this.spans.map(({ first }) => first - 1), HIGHEST_PORT];
    const gaps = starts.map((first, i) => ({ first, last: ends[i] }));
    return PortNumbers.of(gaps.filter(({ first, last }) => first <= last));
  }
}
