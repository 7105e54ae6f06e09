import type { IConstruct } from 'constructs';
import type { Problem } from '../objects';
import type { LabelSelector } from '../traffic';

/** The pods of one workload, and what selects them where a policy of ours does. */
export interface PodGroup {
  readonly construct: IConstruct;
  /** Tells whether two groups are in one namespace. */
  readonly home: string;
  readonly labels: { readonly [key: string]: string };
  readonly selector?: LabelSelector;
}

/**
 * Finds workloads whose labels also select pods of another.
 *
 * They would answer for each other: a Service would send requests to both, and what is allowed for one is allowed for
 * the other.
 */
export function overlaps(groups: PodGroup[]): Problem[] {
  const holders = holdersOf(groups);
  const seen = new Set<string>();
  return groups.flatMap((group, index) => {
    if (!group.selector) return [];
    // Of the labels that a selector asks for, the one that fewest pods have leaves the fewest to look at.
    const [rarest = []] = Object.entries(group.selector.labels)
      .map(([key, value]) => holders.get(`${group.home} ${key}=${value}`) ?? [])
      .sort((a, b) => a.length - b.length);
    return rarest
      .filter((other) => other !== index && group.selector?.matches((groups[other] as PodGroup).labels))
      .flatMap((other) => {
        const [earlier, later] = [Math.min(index, other), Math.max(index, other)];
        if (seen.has(`${earlier} ${later}`)) return [];
        seen.add(`${earlier} ${later}`);
        return [clash(groups[earlier] as PodGroup, groups[later] as PodGroup, group.selector as LabelSelector)];
      });
  });
}

/** Which groups have a label, by namespace. */
function holdersOf(groups: PodGroup[]): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  groups.forEach(({ home, labels }, index) => {
    for (const [key, value] of Object.entries(labels)) {
      const place = `${home} ${key}=${value}`;
      const there = holders.get(place);
      if (there) there.push(index);
      else holders.set(place, [index]);
    }
  });
  return holders;
}

function clash(earlier: PodGroup, later: PodGroup, { labels }: LabelSelector): Problem {
  const text = Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .join(', ');
  return {
    construct: later.construct,
    text:
      `the pods of two workloads must differ in their labels, but [${earlier.construct.node.path}] has ${text} too; ` +
      'give one of them another id or `name`, or use NameScope.of()',
  };
}
