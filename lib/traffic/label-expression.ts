import { valueError } from '../errors';
import { checkLabelKey, checkLabelValue } from './labels';

/** How a label expression compares a label with its values. */
export enum LabelOperator {
  /** The label has one of the values. */
  IN = 'In',

  /** The label has none of the values, or is absent. */
  NOT_IN = 'NotIn',

  /** The label is present, with any value. */
  EXISTS = 'Exists',

  /** The label is absent. */
  DOES_NOT_EXIST = 'DoesNotExist',
}

/**
 * One condition on one label, for what plain labels cannot say.
 *
 * @example
 * const backend = LabelExpression.isIn('tier', ['api', 'worker']);
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#resources-that-support-set-based-requirements
 */
export class LabelExpression {
  /**
   * The label is present and has one of these values.
   *
   * @param key - the label's key
   * @param values - at least one
   * @throws when there is no value, or when Kubernetes would refuse the key or a value
   */
  public static isIn(key: string, values: string[]): LabelExpression {
    const remedy = `to match any value, use LabelExpression.exists("${key}")`;
    return LabelExpression.withValues(key, LabelOperator.IN, values, remedy);
  }

  /**
   * The label has none of these values.
   *
   * The surprise: something without the label matches too. Add `exists` to leave it out.
   *
   * @param key - the label's key
   * @param values - at least one
   * @throws when there is no value, or when Kubernetes would refuse the key or a value
   */
  public static isNotIn(key: string, values: string[]): LabelExpression {
    const remedy = `to match only without the label, use LabelExpression.doesNotExist("${key}")`;
    return LabelExpression.withValues(key, LabelOperator.NOT_IN, values, remedy);
  }

  /**
   * The label is present, whatever its value.
   *
   * @param key - the label's key
   * @throws when Kubernetes would refuse the key
   */
  public static exists(key: string): LabelExpression {
    return new LabelExpression(key, LabelOperator.EXISTS, []);
  }

  /**
   * The label is absent.
   *
   * @param key - the label's key
   * @throws when Kubernetes would refuse the key
   */
  public static doesNotExist(key: string): LabelExpression {
    return new LabelExpression(key, LabelOperator.DOES_NOT_EXIST, []);
  }

  private static withValues(key: string, operator: LabelOperator, values: string[], remedy: string): LabelExpression {
    if (values.length === 0) {
      throw valueError({ law: `a label expression with ${operator} must have a value`, got: values, remedy });
    }
    return new LabelExpression(key, operator, values);
  }

  /** The label that is looked at. */
  public readonly key: string;

  /** How it is compared. */
  public readonly operator: LabelOperator;

  /** What it is compared with: sorted, each once, frozen. Empty for `EXISTS` and `DOES_NOT_EXIST`. */
  public readonly values: string[];

  private constructor(key: string, operator: LabelOperator, values: string[]) {
    checkLabelKey(key);
    for (const value of values) checkLabelValue(key, value);
    this.key = key;
    this.operator = operator;
    this.values = [...new Set(values)].sort();
    Object.freeze(this.values);
  }

  /**
   * Whether something with these labels meets the condition.
   *
   * @param labels - all labels that it has
   */
  public matches(labels: { readonly [key: string]: string }): boolean {
    const isPresent = Object.hasOwn(labels, this.key);
    const hasValue = isPresent && this.values.includes(labels[this.key]);
    switch (this.operator) {
      case LabelOperator.IN:
        return hasValue;
      case LabelOperator.NOT_IN:
        return !hasValue;
      case LabelOperator.EXISTS:
        return isPresent;
      case LabelOperator.DOES_NOT_EXIST:
        return !isPresent;
    }
  }

  /**
   * Whether both are the same condition.
   *
   * @param other - another condition
   */
  public sameAs(other: LabelExpression): boolean {
    return this.toString() === other.toString();
  }

  /** The condition as kubectl writes it: `tier in (api, worker)`, `tier notin (db)`, `tier`, `!tier`. */
  public toString(): string {
    const values = `(${this.values.join(', ')})`;
    switch (this.operator) {
      case LabelOperator.IN:
        return `${this.key} in ${values}`;
      case LabelOperator.NOT_IN:
        return `${this.key} notin ${values}`;
      case LabelOperator.EXISTS:
        return this.key;
      case LabelOperator.DOES_NOT_EXIST:
        return `!${this.key}`;
    }
  }
}
