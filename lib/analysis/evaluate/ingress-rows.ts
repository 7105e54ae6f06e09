import type { ClassId, ClassTable } from './class-table';
import type { CompiledPolicy, CompiledRule } from './compiled-policy';
import type { JudgementId } from './judgements';
import { type EndId, holdsEnd, type PeerSet } from './peer-sets';
import type { TrailId, Trails } from './trails';

/** A row is as long as there are classes of pods: a few are kept, since sources mostly are of a few tiers. */
const ROWS_KEPT = 64;

/** What each class of pods lets in from a class: those that the same sets of peers hold have the same row. */
export class IngressRows {
  /** For each end, the sets of peers that hold it; and those that hold ordinary pods. */
  private readonly setsOf: (readonly PeerSet[])[];
  private readonly setsOfOrdinary: readonly PeerSet[];
  private readonly rulesOfSet = new Map<PeerSet, CompiledRule[]>();
  /** What each class of pods lets in from an end that no rule of its own holds; made with the first row. */
  private unheldRow?: Int32Array;
  /** The last rows, by the sets of peers that hold the source. */
  private readonly rows = new Map<string, Int32Array>();

  /**
   * @param size - the number of ends
   * @param judged - what a class of pods lets in from whom the rules of a trail hold
   */
  public constructor(
    private readonly table: ClassTable,
    private readonly trails: Trails,
    policies: readonly CompiledPolicy[],
    size: number,
    private readonly judged: (to: ClassId, trail: TrailId) => JudgementId,
  ) {
    const setsOf = Array.from({ length: size }, (): PeerSet[] => []);
    const setsOfOrdinary = new Set<PeerSet>();
    for (const rule of policies.flatMap((policy) => policy.ingress)) {
      if (rule.peers === 'everyone') continue;
      const known = this.rulesOfSet.get(rule.peers);
      if (known) {
        known.push(rule);
        continue;
      }
      this.rulesOfSet.set(rule.peers, [rule]);
      for (const end of rule.peers.certain) setsOf[end].push(rule.peers);
      for (const end of rule.peers.doubtful) setsOf[end].push(rule.peers);
      if (rule.peers.ordinaryPods) setsOfOrdinary.add(rule.peers);
    }
    this.setsOf = setsOf;
    this.setsOfOrdinary = [...setsOfOrdinary];
  }

  /** What a class of pods lets in from whom no rule of its own holds. */
  public fromUnheld(to: ClassId): JudgementId {
    return this.judged(to, 0);
  }

  /** What each class of pods lets in from a class. */
  public from(source: ClassId): Int32Array {
    const isOrdinary = this.table.isOrdinary(source);
    const sets = isOrdinary ? [...this.setsOf[source], ...this.setsOfOrdinary] : this.setsOf[source];
    const certain = sets.map((set) => holdsEnd(set, source as EndId, isOrdinary) === true);
    const key = sets.map(({ id }, i) => (certain[i] ? id : -1 - id)).join();
    const before = this.rows.get(key);
    if (before) return before;
    const touched = new Map<ClassId, TrailId>();
    sets.forEach((set, i) => {
      for (const rule of this.rulesOfSet.get(set) ?? []) {
        const { subject } = rule.policy;
        for (const to of subject.certain) touched.set(to, this.trails.step(touched.get(to) ?? 0, rule, certain[i]));
        for (const to of subject.doubtful) touched.set(to, this.trails.step(touched.get(to) ?? 0, rule, certain[i]));
      }
    });
    this.unheldRow ??= Int32Array.from(this.table.classes, (_, id) => this.judged(id, 0));
    const row = Int32Array.from(this.unheldRow);
    for (const [to, trail] of touched) row[to] = this.judged(to, trail);
    if (this.rows.size === ROWS_KEPT) this.rows.delete(this.rows.keys().next().value as string);
    this.rows.set(key, row);
    return row;
  }
}
