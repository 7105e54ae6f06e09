/** The labels of a pod or a namespace. */
export type Labels = Record<string, string>;

/** A label selector as it is written. */
export interface LabelSelector {
  readonly matchLabels?: Labels | null;
  readonly matchExpressions?: { key: string; operator: string; values?: string[] | null }[] | null;
}

/** One demand of a selector: `matchLabels` are demands with one value. */
export interface Requirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  readonly values: string[];
}

/** Every requirement must hold; none at all means everything. */
export type Selector = Requirement[];

/** The label that the API server gives every namespace. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

export function selectorOf(written: LabelSelector): Selector {
  const labels = Object.entries(textLabels(written.matchLabels)).map(
    ([key, value]): Requirement => ({ key, operator: 'In', values: [value] }),
  );
  const expressions = (written.matchExpressions ?? []).map(({ key, operator, values }): Requirement => {
    const wantsValues = operator === 'In' || operator === 'NotIn';
    if (!wantsValues && operator !== 'Exists' && operator !== 'DoesNotExist') {
      throw new Error(`the API server would refuse the selector operator ${operator} of ${key}`);
    }
    if (wantsValues !== (values ?? []).length > 0) {
      throw new Error(`the API server would refuse the selector ${key} ${operator} ${JSON.stringify(values ?? [])}`);
    }
    return { key, operator, values: values ?? [] };
  });
  return [...labels, ...expressions];
}

export function selects(selector: Selector, labels: Labels): boolean {
  return selector.every((requirement) => holds(requirement, labels));
}

/** A selector as kubectl writes it: `app=web,tier in (a,b),!legacy`. */
export function selectorText(selector: Selector): string {
  return selector.map(requirementText).sort().join(',');
}

/** Labels as given; a number or a boolean in place of text would be refused by the API server. */
export function textLabels(labels: Labels | null | undefined): Labels {
  for (const [key, value] of Object.entries(labels ?? {})) {
    if (typeof value !== 'string') {
      throw new Error(`the API server would refuse the label ${key}: ${value} is no text`);
    }
  }
  return labels ?? {};
}

function holds({ key, operator, values }: Requirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
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

function requirementText({ key, operator, values }: Requirement): string {
  switch (operator) {
    case 'In':
      return values.length === 1 ? `${key}=${values[0]}` : `${key} in (${values.join(',')})`;
    case 'NotIn':
      return `${key} notin (${values.join(',')})`;
    case 'Exists':
      return key;
    case 'DoesNotExist':
      return `!${key}`;
  }
}
