import type { IConstruct } from 'constructs';
import { valueError } from '../errors';
import type { Problem } from '../objects';
import type { LabelSelector } from '../traffic';

/** The pods of one workload, and what selects them where a policy of ours does. */
export interface PodGroup {
  readonly construct: IConstruct;
  /** Tells whether two groups are in one namespace. */
  readonly home: string;
  /** Whether it is a workload of ours. */
  readonly isOurs: boolean;
  readonly labels: { readonly [key: string]: string };
  readonly selector?: LabelSelector;
}

/** Two workloads that answer for each other, told by the later one. */
export interface Overlap extends Problem {
  /** Whether one of them is ours. */
  readonly isOurs: boolean;
}

/**
 * Finds workloads whose labels also select pods of another.
 *
 * They would answer for each other: a Service would send requests to both, and what is allowed for one is allowed for
 * the other.
 */
export function overlaps(groups: PodGroup[]): Overlap[] {
  const holders = holdersOf(groups);
  const seen = new Set<string>();
  return groups.flatMap((group, index) => {
    if (!group.selector) return [];
    // Of the labels that a selector asks for, the one that fewest pods have leaves the fewest to look at.
    const [rarest = holders.get(group.home) ?? []] = Object.entries(group.selector.labels)
      .map(([key, value]) => holders.get(`${group.home} ${key}=${value}`) ?? [])
      .sort((a, b) => a.length - b.length);
    return rarest
      .filter((other) => other !== index && isMistaken(group, groups[other] as PodGroup))
      .flatMap((other) => {
        const [earlier, later] = [Math.min(index, other), Math.max(index, other)];
        if (seen.has(`${earlier} ${later}`)) return [];
        seen.add(`${earlier} ${later}`);
        return [clash(groups[earlier] as PodGroup, groups[later] as PodGroup, group.selector as LabelSelector)];
      });
  });
}

/** Whether a group's selector also selects another, which isn't the object that runs the group's own pods. */
function isMistaken({ construct, selector }: PodGroup, other: PodGroup): boolean {
  return selector?.matches(other.labels) === true && !other.construct.node.scopes.includes(construct);
}

/** Which groups are in a namespace, and which of these have a label. */
function holdersOf(groups: PodGroup[]): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  groups.forEach(({ home, labels }, index) => {
    for (const place of [home, ...Object.entries(labels).map(([key, value]) => `${home} ${key}=${value}`)]) {
      const there = holders.get(place);
      if (there) there.push(index);
      else holders.set(place, [index]);
    }
  });
  return holders;
}

function clash(earlier: PodGroup, later: PodGroup, selector: LabelSelector): Overlap {
  return {
    construct: later.construct,
    isOurs: earlier.isOurs || later.isOurs,
    text: valueError({
      law: `the pods of two workloads must differ in their labels, but [${earlier.construct.node.path}] has ${selector.toString().replaceAll(',', ', ')} too`,
      remedy:
        'give one of them another id or `name`, or use NameScope.of(); what runs the pods of Connections is told by standFor()',
    }).message,
  };
}
