import { inTunnel, leftAlone } from './carriage';
import type { Judgement } from './judgement';
import type { PortSets } from './port-sets';

/** A judgement as a number, so that a row of them is an array of numbers. */
export type JudgementId = number;

/** More judgements than fit in memory; so that two numbers make one key. */
const KEYS = 2 ** 26;

/** Judgements by their numbers, and what results where several have a say. */
export class Judgements {
  /** What lets everything pass. */
  public readonly open: JudgementId;
  private readonly all: Judgement[] = [];
  private readonly ids = new Map<number, JudgementId>();
  private readonly both = new Map<number, JudgementId>();

  public constructor(private readonly ports: PortSets) {
    this.open = this.idOf({ allowed: ports.all, possible: ports.all });
  }

  public of(id: JudgementId): Judgement {
    return this.all[id];
  }

  public idOf(judgement: Judgement): JudgementId {
    const key = judgement.allowed * KEYS + judgement.possible;
    const before = this.ids.get(key);
    if (before !== undefined) return before;
    const id = this.all.push(judgement) - 1;
    this.ids.set(key, id);
    return id;
  }

  public mayPass(id: JudgementId): boolean {
    return this.all[id].possible !== this.ports.none;
  }

  /** What two both let pass. */
  public atBoth(one: JudgementId, other: JudgementId): JudgementId {
    if (one === other || other === this.open) return one;
    if (one === this.open) return other;
    const key = one * KEYS + other;
    const before = this.both.get(key);
    if (before !== undefined) return before;
    const [a, b] = [this.all[one], this.all[other]];
    const id = this.idOf({
      allowed: this.ports.intersection(a.allowed, b.allowed),
      possible: this.ports.intersection(a.possible, b.possible),
    });
    this.both.set(key, id);
    return id;
  }

  /** What passes where only one of two counts, and it isn't known which. */
  public either(one: JudgementId, other: JudgementId): JudgementId {
    if (one === other) return one;
    const [a, b] = [this.all[one], this.all[other]];
    return this.idOf({
      allowed: this.ports.intersection(a.allowed, b.allowed),
      possible: this.ports.union(a.possible, b.possible),
    });
  }

  /** What network policies let pass inside connections of a mesh to a port. */
  public inTunnel(id: JudgementId, port: number): JudgementId {
    return this.idOf(inTunnel(this.ports, this.all[id], port));
  }

  /** What passes, where from some ports the proxies of Linkerd may keep away. */
  public orLeftAlone(judged: JudgementId, plain: JudgementId): JudgementId {
    const { ports } = this;
    const apart = leftAlone(ports);
    const [one, other] = [this.all[judged], this.all[plain]];
    return this.idOf({
      allowed: ports.difference(one.allowed, ports.difference(apart, other.allowed)),
      possible: ports.union(one.possible, ports.intersection(other.possible, apart)),
    });
  }
}
