import { EVERYTHING, type Requirement, type Selector, type SelectorOperator, selectorOf } from '../../network/selector';
import type { Field } from './field';
import { isLabelKey, isLabelValue, labelsIn } from './labels';

/** A label selector; everything where it is absent or empty. */
export function selectorIn(field: Field): Selector {
  if (field.isAbsent || !field.isMapping('a label selector')) return EVERYTHING;
  field.only('a label selector', ['matchLabels', 'matchExpressions']);
  const labels = requirementsOf(labelsIn(field.at('matchLabels')));
  const expressions = field.at('matchExpressions').mappings('matchExpressions', 'a match expression');
  if (expressions.length === 0) return selectorOf(labels);
  return selectorOf([...labels, ...expressions.map((each) => expressionIn(each, isLabelKey))]);
}

/** The conditions that labels are when they are asked for. */
export function requirementsOf(labels: { readonly [key: string]: string }): Requirement[] {
  return Object.keys(labels).map((key) => ({ key, operator: 'In', values: [labels[key] as string] }));
}

const OPERATORS: readonly SelectorOperator[] = ['In', 'NotIn', 'Exists', 'DoesNotExist'];

/**
 * One condition of a label selector.
 *
 * @param checkKey - complains of a key that can't be a label's
 */
export function expressionIn(field: Field, checkKey: (field: Field, key: string) => void): Requirement {
  field.only('a match expression', ['key', 'operator', 'values']);
  const key = field.at('key').text('a label key');
  if (key !== '') checkKey(field.at('key'), key);
  const operator = field.at('operator').oneOf('the operator of a match expression', OPERATORS);
  return { key, operator, values: valuesIn(field.at('values'), key, operator) };
}

function valuesIn(field: Field, key: string, operator: SelectorOperator): string[] {
  const items = field.items('the values of a match expression').filter((item) => isLabelValue(item, key));
  const takesValues = operator === 'In' || operator === 'NotIn';
  const count = Array.isArray(field.value) ? field.value.length : 0;
  if (takesValues && count === 0) {
    field.complain({ law: `${operator} must have values`, remedy: 'list at least one' });
  }
  if (!takesValues && count > 0) {
    field.complain({ law: `${operator} must have no values`, remedy: `leave them out, or write In` });
  }
  return [...new Set(items.map((item) => item.value as string))].sort();
}
