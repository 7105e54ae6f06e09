import { computedOnce } from '../../traffic';
import { appendTo } from '../append-to';
import { byText } from '../by-text';
import type { Direction, OpaquePolicy } from '../network/policies';
import { selects } from '../network/selector';
import type { ClassId, ClassTable } from './class-table';
import type { CompiledPolicy, CompiledRule, Tier } from './compiled-policy';

/** A policy over pods; whether it governs them may not be known. */
export interface Governing {
  readonly policy: CompiledPolicy;
  readonly isCertain: boolean;
}

/** Policies of one priority: each list is asked in its order, and among the lists the order isn't known. */
export type Rank = readonly (readonly Governing[])[];

/** Policies by tier, in the order in which they are asked. */
export type Tiers = { readonly [tier in Tier]: readonly Rank[] };

/** All that governs pods in one direction. Pods under the same policies share one. */
export interface Profile {
  readonly id: number;
  readonly direction: Direction;
  readonly policies: readonly Governing[];
  /** Whether all of them certainly govern the pods, deny what no rule decides, and have only rules that allow. */
  readonly onlyAllows: boolean;
  /** The rules of those policies in this direction, without those that speak of everyone. */
  readonly rules: readonly CompiledRule[];
  /** Policies that aren't understood. */
  readonly opaque: readonly OpaquePolicy[];
}

/** Which policies govern which class of pods in one direction. */
export class Profiles {
  public readonly all: Profile[] = [];
  private readonly byClass: readonly Profile[];
  private readonly known = new Map<string, Profile>();

  public constructor(
    private readonly direction: Direction,
    table: ClassTable,
    policies: readonly CompiledPolicy[],
    opaque: readonly OpaquePolicy[],
  ) {
    const governing = table.classes.map((): Profile['policies'][number][] => []);
    const governed = policies.filter((policy) => policy.isolates[direction] || policy[direction].length > 0);
    for (const policy of governed) {
      for (const id of policy.subject.certain) governing[id].push({ policy, isCertain: true });
      for (const id of policy.subject.doubtful) governing[id].push({ policy, isCertain: false });
    }
    const number = new Map(governed.map((policy, i) => [policy, i]));
    const over = opaque.filter(
      (each) => each.direction === direction || (each.direction === undefined && direction !== 'identity'),
    );
    const everywhere = over.filter(({ namespace }) => namespace === undefined);
    const byNamespace = new Map<string, OpaquePolicy[]>();
    for (const each of over) {
      if (each.namespace === undefined) continue;
      appendTo(byNamespace, each.namespace, each);
    }
    const places = new Map(over.map((each, i) => [each, i]));
    this.byClass = governing.map((list, id) => {
      const key = list.map(({ policy, isCertain }) => `${number.get(policy)}${isCertain ? '' : '?'}`).join();
      if (over.length === 0) return this.intern(key, list, over);
      const { namespace, mayBeIn, labels, unknownLabels } = table.classes[id];
      const own = byNamespace.get(namespace ?? mayBeIn ?? '') ?? [];
      const near = [...everywhere, ...own].filter(
        ({ pods }) => !pods || selects(pods, labels, unknownLabels) !== false,
      );
      return this.intern(`${key}\n${near.map((each) => places.get(each)).join()}`, list, near);
    });
  }

  public of(id: ClassId): Profile {
    return this.byClass[id];
  }

  private intern(key: string, policies: Profile['policies'], opaque: readonly OpaquePolicy[]): Profile {
    const before = this.known.get(key);
    if (before) return before;
    const profile = profileOf(this.all.length, this.direction, policies, opaque);
    this.known.set(key, profile);
    this.all.push(profile);
    return profile;
  }
}

/** What policies come to together. */
export function profileOf(
  id: number,
  direction: Direction,
  policies: readonly Governing[],
  opaque: readonly OpaquePolicy[],
): Profile {
  const rules: CompiledRule[] = [];
  let onlyAllows = policies.length > 0 && opaque.length === 0;
  for (const { policy, isCertain } of policies) {
    if (!isCertain || policy.tier !== 'Network' || !policy.isolates[direction]) onlyAllows = false;
    for (const rule of policy[direction]) {
      if (rule.action !== 'Allow') onlyAllows = false;
      if (rule.peers !== 'everyone') rules.push(rule);
    }
  }
  return { id, direction, policies, onlyAllows, rules, opaque };
}

/** The policies of a profile by tier: of most, nobody asks. */
export const tiersOf = computedOnce(
  ({ policies }: Profile): Tiers => ({
    Admin: ranks(policies, 'Admin'),
    Network: ranks(policies, 'Network'),
    Baseline: ranks(policies, 'Baseline'),
  }),
);

/** The policies of a tier: lower priorities first. */
function ranks(policies: readonly Governing[], tier: Tier): Rank[] {
  const own = policies.filter(({ policy }) => policy.tier === tier);
  if (own.length < 2) return own.length === 0 ? [] : [[own]];
  const byPriority = new Map<number, Governing[]>();
  for (const each of own) appendTo(byPriority, each.policy.priority, each);
  return [...byPriority].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, equals]) => rankOf(equals));
}

/**
 * What is known of the order among policies of one priority: some go by their names, but only among those of one
 * namespace, or of none. How the names of others compare, with their namespaces or without, depends on the version of the
 * network plugin; and what is stored may have another name than what is served.
 */
function rankOf(equals: readonly Governing[]): Rank {
  if (!equals.some(({ policy }) => policy.isOrderedByName)) return equals.map((each) => [each]);
  const lists = new Map<string, Governing[]>();
  equals.forEach((each, i) => {
    const { object, isOrderedByName } = each.policy;
    appendTo(lists, isOrderedByName ? `${object.apiVersion} ${object.namespace}` : `${i}`, each);
  });
  return [...lists.values()].map((list) => list.sort((a, b) => byText(a.policy.object.name, b.policy.object.name)));
}
