import type { LabelSelector, Labels } from './kinds';
import { both, type Fact } from './worlds';

/** The labels of something, as far as they are known. */
export interface KnownLabels {
  readonly labels: Labels;
  /** The keys of labels that it may have besides; `all` where every key may be among them. */
  readonly openKeys: readonly string[] | 'all';
}

/** Whether a label selector selects something: all of its conditions must hold, and an empty one has none. */
export function selects(selector: LabelSelector | null | undefined, thing: KnownLabels): Fact {
  const { matchLabels, matchExpressions } = selector ?? {};
  let fact: Fact = true;
  for (const [key, value] of Object.entries(matchLabels ?? {})) {
    fact = both(
      fact,
      condition(thing, key, (label) => label === value),
    );
  }
  for (const { key, operator, values = [] } of matchExpressions ?? []) {
    fact = both(fact, condition(thing, key, meaning(operator, values)));
  }
  return fact;
}

function condition({ labels, openKeys }: KnownLabels, key: string, holds: (label?: string) => boolean): Fact {
  if (Object.hasOwn(labels, key)) return holds(labels[key]);
  return openKeys === 'all' || openKeys.includes(key) ? 'open' : holds(undefined);
}

/** NotIn and DoesNotExist hold of what has no such label at all. */
function meaning(operator: string, values: readonly string[]): (label?: string) => boolean {
  switch (operator) {
    case 'In':
      return (label) => label !== undefined && values.includes(label);
    case 'NotIn':
      return (label) => label === undefined || !values.includes(label);
    case 'Exists':
      return (label) => label !== undefined;
    case 'DoesNotExist':
      return (label) => label === undefined;
    default:
      throw new Error(`there is no operator ${operator}`);
  }
}
