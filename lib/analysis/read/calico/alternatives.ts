import type { Requirement, SelectorOperator } from '../../network/selector';
import type { Expression } from './selector-language';

/** A condition on labels; or that something is in no namespace, or in one. */
export type Literal = Requirement | 'global' | 'namespaced';

/** Conditions that hold together. */
export type Alternative = readonly Literal[];

/** More alternatives than anybody writes by hand. */
export const MOST = 64;

/**
 * What an expression says as alternatives, of which any will do: none at all for what nothing matches.
 *
 * Undefined where there are too many of them, or where it compares parts of values.
 */
export function alternativesOf(expression: Expression): readonly Alternative[] | undefined {
  return said(expression, true);
}

function said(expression: Expression, isSo: boolean): readonly Alternative[] | undefined {
  switch (expression.kind) {
    case 'all':
      return isSo ? [[]] : [];
    case 'global':
      return [[isSo ? 'global' : 'namespaced']];
    case 'label': {
      const { key, values } = expression;
      const operator = isSo ? expression.operator : OPPOSITES[expression.operator];
      // No value is in an empty set.
      if (values.length === 0 && operator === 'In') return [];
      if (values.length === 0 && operator === 'NotIn') return [[]];
      return [[{ key, operator, values }]];
    }
    case 'part':
      return undefined;
    case 'not':
      return said(expression.inner, !isSo);
    default: {
      const parts = expression.inner.map((each) => said(each, isSo));
      if (!parts.every((each) => each !== undefined)) return undefined;
      // What isn't both of two is not the one or not the other.
      return (expression.kind === 'or') === isSo ? limited(parts.flat()) : product(parts);
    }
  }
}

const OPPOSITES: { readonly [operator in SelectorOperator]: SelectorOperator } = {
  In: 'NotIn',
  NotIn: 'In',
  Exists: 'DoesNotExist',
  DoesNotExist: 'Exists',
};

/** Each alternative of the one with each of the other. */
export function product(parts: readonly (readonly Alternative[])[]): readonly Alternative[] | undefined {
  let found: readonly Alternative[] = [[]];
  for (const part of parts) {
    if (found.length * part.length > MOST) return undefined;
    found = found.flatMap((one) => part.map((other) => [...one, ...other]));
  }
  return found;
}

function limited(alternatives: readonly Alternative[]): readonly Alternative[] | undefined {
  return alternatives.length > MOST ? undefined : alternatives;
}
