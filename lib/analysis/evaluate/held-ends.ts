import type { ClassTable } from './class-table';
import type { CompiledRule } from './compiled-policy';
import type { EndId, PeerSet } from './peer-sets';
import type { Profile } from './profiles';
import type { TrailId, Trails } from './trails';

/** By which rules of a profile each end is held, noted for all ends at once while a row is made. */
export class HeldEnds {
  /** The trail of each end; zero where nothing holds it. */
  private readonly trailOf: Int32Array;

  public constructor(
    private readonly table: ClassTable,
    private readonly trails: Trails,
    size: number,
  ) {
    this.trailOf = new Int32Array(size);
  }

  /** The trail of an end by the rules that were noted. */
  public trail(end: EndId): TrailId {
    return this.trailOf[end];
  }

  /** Notes by which rules each end is held, and tells which ends are, from one end on. They have to be released again. */
  public note({ rules }: Profile, start = 0): readonly EndId[] {
    const held: EndId[] = [];
    for (const rule of rules) {
      const { certain, doubtful, ordinaryPods } = rule.peers as PeerSet;
      this.add(rule, startingAt(certain, start), true, held);
      this.add(rule, startingAt(doubtful, start), false, held);
      if (ordinaryPods && start === 0) this.add(rule, this.table.ordinary, ordinaryPods === 'certain', held);
    }
    return held;
  }

  public release(held: readonly EndId[]): void {
    for (const end of held) this.trailOf[end] = 0;
  }

  private add(rule: CompiledRule, ends: ArrayLike<EndId>, isCertain: boolean, held: EndId[]): void {
    const { trailOf } = this;
    let [before, next] = [-1, -1];
    for (let i = 0; i < ends.length; i++) {
      const end = ends[i];
      const trail = trailOf[end];
      if (trail === 0) held.push(end);
      // Ends one after the other mostly are held by the same rules.
      if (trail !== before) [before, next] = [trail, this.trails.step(trail, rule, isCertain)];
      trailOf[end] = next;
    }
  }
}

/** Those of sorted ends that are not before a start. */
function startingAt(ends: Int32Array, start: EndId): Int32Array {
  if (start === 0) return ends;
  let [low, high] = [0, ends.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] < start) low = middle + 1;
    else high = middle;
  }
  return ends.subarray(low);
}
