/** Something that holds, doesn't, or of which no manifest tells. */
export type Fact = boolean | 'open';

/** What is asked: the answer holds in every world, in none, or in some only. */
export type Verdict = 'allowed' | 'denied' | 'unknown';

/** All of these facts hold together. */
export function both(one: Fact, other: Fact): Fact {
  if (one === false || other === false) return false;
  return one === 'open' || other === 'open' ? 'open' : true;
}

/** A cluster as it may be: of every open fact it says whether it holds, and says the same whenever asked again. */
export class World {
  /** The worlds that differ from this one in one of its choices, and agree in all that were made before. */
  public readonly others: ReadonlyMap<string, boolean>[] = [];
  private readonly choices: Map<string, boolean>;

  public constructor(choices: ReadonlyMap<string, boolean>) {
    this.choices = new Map(choices);
  }

  /**
   * Whether a fact holds here.
   *
   * @param name - tells an open fact from all others
   */
  public holds(fact: Fact, name: () => string): boolean {
    if (fact !== 'open') return fact;
    const key = name();
    const chosen = this.choices.get(key);
    if (chosen !== undefined) return chosen;
    this.others.push(new Map([...this.choices, [key, true]]));
    this.choices.set(key, false);
    return false;
  }
}

/** Which of the policies with one priority comes first isn't defined: any of what they decide may be what counts. */
export function whicheverIsFirst<T extends string>(world: World, decisions: readonly T[], where: string): T {
  const last = decisions[decisions.length - 1] as T;
  return (
    decisions.find((decision) => decision === last || world.holds('open', () => `${where}: ${decision} first`)) ?? last
  );
}

/** More worlds than a small cluster has: whoever meets it has asked about a large one. */
const TOO_MANY = 4096;

/** Asks the same question in every world, until two of them disagree. */
export function inEveryWorld(isAllowed: (world: World) => boolean): Verdict {
  const answers = new Set<boolean>();
  const ahead: ReadonlyMap<string, boolean>[] = [new Map()];
  for (let count = 0; ahead.length > 0; count++) {
    if (count === TOO_MANY) throw new Error(`there are more than ${TOO_MANY} worlds to ask`);
    const world = new World(ahead.pop() as ReadonlyMap<string, boolean>);
    answers.add(isAllowed(world));
    if (answers.size === 2) return 'unknown';
    ahead.push(...world.others);
  }
  return answers.has(true) ? 'allowed' : 'denied';
}
