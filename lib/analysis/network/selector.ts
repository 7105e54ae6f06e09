export type SelectorOperator = 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';

/** One condition of a selector; `matchLabels` are `In` with one value. */
export interface Requirement {
  readonly key: string;
  readonly operator: SelectorOperator;
  /** Sorted, each once; empty for `Exists` and `DoesNotExist`. */
  readonly values: readonly string[];
}

/** A label selector as read: all conditions must hold, and none at all means everything. */
export interface Selector {
  readonly requirements: readonly Requirement[];
  /** One text for one selector, in whatever order it was written: `app=web,tier in (a, b)`; empty for everything. */
  readonly text: string;
}

/** A selector of these conditions, in any order. */
export function selectorOf(requirements: readonly Requirement[]): Selector {
  if (requirements.length === 1) return { requirements, text: requirementText(requirements[0] as Requirement) };
  const written = requirements.map(requirementText);
  // Objects that a program wrote mostly have them sorted.
  if (written.every((text, i) => i === 0 || (written[i - 1] as string) < text)) {
    return { requirements, text: written.join(',') };
  }
  const byText = new Map(requirements.map((requirement, i) => [written[i] as string, requirement]));
  const texts = [...byText.keys()].sort();
  return { requirements: texts.map((text) => byText.get(text) as Requirement), text: texts.join(',') };
}

/** What matches everything, labelled or not. */
export const EVERYTHING: Selector = selectorOf([]);

function requirementText({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(', ')})`;
    case 'NotIn':
      return `${key} notin (${values.join(', ')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
}

/**
 * Whether something with these labels is selected; undefined where that depends on labels that aren't known.
 *
 * @param selector - what is asked for
 * @param labels - the labels that are known
 * @param unknown - the keys of labels that it may have besides; `any` where it may have every other label
 */
export function selects(
  selector: Selector,
  labels: { readonly [key: string]: string },
  unknown: readonly string[] | 'any' = [],
): boolean | undefined {
  let doubtful = false;
  for (const { key, operator, values } of selector.requirements) {
    const isKnown = Object.hasOwn(labels, key);
    if (!isKnown && (unknown === 'any' || unknown.includes(key))) {
      doubtful = true;
    } else if (!holds(operator, values, isKnown ? labels[key] : undefined)) {
      return false;
    }
  }
  return doubtful ? undefined : true;
}

function holds(operator: SelectorOperator, values: readonly string[], value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
  }
}
