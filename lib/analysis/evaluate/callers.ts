import { appendTo } from '../append-to';
import type { CallerTest } from '../network/policies';

import { type AddressSpace, rangesOf } from './address-space';
import { type BlockLaws, holdsPod } from './block-laws';
import type { ClassId, ClassTable } from './class-table';
import { accountOf, accountsMeant, isCaller, mayBeMember } from './principals';

/** Ends that pass tests, and those of which it isn't known. */
export interface CallersFound {
  readonly certain: Set<number>;
  readonly doubtful: Set<number>;
}

/** Finds those who pass what a mesh asks of callers. */
export class Callers {
  private readonly byAccount = new Map<string, ClassId[]>();
  /** Who may be in the mesh, under a name that isn't known. */
  private readonly vague: readonly ClassId[];

  public constructor(
    private readonly table: ClassTable,
    private readonly addresses: AddressSpace,
    private readonly laws: BlockLaws,
  ) {
    const vague: ClassId[] = [];
    table.classes.forEach((pod, id) => {
      const account = accountOf(pod);
      if (account !== undefined) appendTo(this.byAccount, account, id);
      else if (mayBeMember(pod.identity)) vague.push(id);
    });
    this.vague = vague;
  }

  /** Adds those who pass all tests. */
  public add(tests: readonly CallerTest[], { certain, doubtful }: CallersFound): void {
    for (const id of this.candidates(tests)) {
      const passed = tests.map((test) => this.passes(test, id));
      if (passed.includes(false)) continue;
      (passed.includes(undefined) ? doubtful : certain).add(id);
    }
    this.addAddresses(tests, certain);
  }

  /** A test of names leaves few. */
  private candidates(tests: readonly CallerTest[]): Iterable<ClassId> {
    for (const test of tests) {
      const accounts = test.of === 'address' ? undefined : accountsMeant(test);
      if (accounts) return new Set([...accounts.flatMap((name) => this.byAccount.get(name) ?? []), ...this.vague]);
    }
    return this.table.classes.keys();
  }

  private passes(test: CallerTest, id: ClassId): boolean | undefined {
    const pod = this.table.classes[id];
    if (test.of !== 'address') return isCaller(test, pod);
    const laws = { ...this.laws, matchesPods: true };
    const held = test.blocks.map((block) => (pod.entity ? undefined : holdsPod(rangesOf(block), pod, laws)));
    const holds = held.includes(true) ? true : held.includes(undefined) ? undefined : false;
    return holds === undefined || !test.isNegated ? holds : !holds;
  }

  /** Addresses are nobody to a mesh: they pass what is asked the other way round. */
  private addAddresses(tests: readonly CallerTest[], certain: Set<number>): void {
    if (tests.some((test) => test.of !== 'address' && !test.isNegated)) return;
    const asked = tests.flatMap((test) => {
      if (test.of !== 'address') return [];
      return [
        { isNegated: test.isNegated, inside: new Set(test.blocks.flatMap((each) => this.addresses.classesIn(each))) },
      ];
    });
    this.addresses.classes.forEach((_, id) => {
      if (asked.every(({ isNegated, inside }) => inside.has(id) !== isNegated)) {
        certain.add(this.table.classes.length + id);
      }
    });
  }
}
