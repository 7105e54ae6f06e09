import type { CompiledRule } from './compiled-policy';
import type { Matches } from './judgement';

/** Which rules hold an end, as a number: 0 for none. A longer list is known by the list before it and its last rule. */
export type TrailId = number;

/** A place in the trails: what was before it, and the rule that came last, doubled, one more where it is doubtful. */
interface Step {
  readonly before: TrailId;
  readonly rule: number;
}

/** More trails than fit in memory; so that a trail and a rule make one key. */
const KEYS = 2 ** 26;

/** Lists of rules that hold ends: ends that the same rules hold have the same number, and are judged once. */
export class Trails {
  private readonly steps: Step[] = [{ before: 0, rule: -1 }];
  private readonly ids = new Map<number, TrailId>();

  public constructor(private readonly rules: readonly CompiledRule[]) {}

  /** The trail with one rule more. */
  public step(before: TrailId, { id }: CompiledRule, isCertain: boolean): TrailId {
    const rule = id * 2 + (isCertain ? 0 : 1);
    const key = before * KEYS + rule;
    const known = this.ids.get(key);
    if (known !== undefined) return known;
    const next = this.steps.push({ before, rule }) - 1;
    this.ids.set(key, next);
    return next;
  }

  /** The rules of a trail; what is certain once is certain. */
  public matchesOn(trail: TrailId): Matches {
    const matches = new Map<CompiledRule, boolean>();
    for (let at = trail; at !== 0; at = this.steps[at].before) {
      const rule = this.rules[this.steps[at].rule >> 1];
      matches.set(rule, matches.get(rule) === true || this.steps[at].rule % 2 === 0);
    }
    return matches;
  }
}
