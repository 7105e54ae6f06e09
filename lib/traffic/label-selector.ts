import { valueError } from '../errors';
import type { LabelExpression } from './label-expression';
import { checkLabels, sortedLabels } from './labels';

/** A registered symbol, so that two copies of this library in one program know each other's selectors. */
const SELECTOR = Symbol.for('cdk8s-networking.LabelSelector');

/** What a label selector asks for. At least one condition is needed. */
export interface LabelSelectorProps {
  /**
   * Labels that must be present with exactly these values.
   *
   * @default - none
   */
  readonly labels?: { readonly [key: string]: string };

  /**
   * Further conditions; all of them must hold.
   *
   * @default - none
   */
  readonly expressions?: LabelExpression[];
}

/**
 * A choice of pods or namespaces by their labels.
 *
 * All conditions must hold at once. To Kubernetes a selector without
 * conditions means everything; here that has a name of its own, so that a
 * forgotten label does not open a policy to all.
 *
 * @example
 * const backend = LabelSelector.of({
 *   labels: { app: 'shop' },
 *   expressions: [LabelExpression.isIn('tier', ['api', 'worker'])],
 * });
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors
 */
export class LabelSelector {
  /**
   * A selector with these conditions.
   *
   * @param props - at least one label or expression
   * @throws when there is no condition, or a label that Kubernetes would refuse
   */
  public static of(props: LabelSelectorProps): LabelSelector {
    const { labels = {}, expressions = [] } = props;
    const selector = new LabelSelector(labels, expressions);
    if (selector.isEverything) {
      throw valueError({
        law: 'a label selector must have at least one label or expression',
        got: props,
        remedy: 'to select everything, use LabelSelector.everything()',
      });
    }
    return selector;
  }

  /** The selector that matches everything, labelled or not. */
  public static everything(): LabelSelector {
    LabelSelector.whole ??= new LabelSelector({}, []);
    return LabelSelector.whole;
  }

  // A selector never changes, so that one does for all.
  private static whole?: LabelSelector;

  /** The labels that must be present with exactly these values: in the order of their keys, frozen. */
  public readonly labels: { readonly [key: string]: string };

  /** The further conditions: sorted by their text, each once, frozen. */
  public readonly expressions: LabelExpression[];

  private constructor(labels: { readonly [key: string]: string }, expressions: LabelExpression[]) {
    checkLabels(labels);
    this.labels = sortedLabels(labels);
    const byText = new Map(expressions.map((expression) => [expression.toString(), expression]));
    this.expressions = [...byText.keys()].sort().flatMap((text) => byText.get(text) ?? []);
    Object.freeze(this.expressions);
    Object.defineProperty(this, SELECTOR, { value: true });
  }

  /** Whether there is no condition, so that everything matches. */
  public get isEverything(): boolean {
    return Object.keys(this.labels).length === 0 && this.expressions.length === 0;
  }

  /**
   * Whether something with these labels is selected.
   *
   * @param labels - all labels that it has
   */
  public matches(labels: { readonly [key: string]: string }): boolean {
    const hasLabels = Object.entries(this.labels).every(([key, value]) => labels[key] === value);
    return hasLabels && this.expressions.every((expression) => expression.matches(labels));
  }

  /**
   * Whether both have the same conditions.
   *
   * Two selectors can choose alike and still differ: `tier in (api)` is not `tier=api`.
   *
   * @param other - another selector
   */
  public sameAs(other: LabelSelector): boolean {
    // The text alone would confuse everything() with the presence of a label called "everything".
    return this.isEverything === other.isEverything && this.toString() === other.toString();
  }

  /** The selector as kubectl writes it: `app=web,tier in (api, worker)`; or `everything`. */
  public toString(): string {
    if (this.isEverything) return 'everything';
    const labels = Object.entries(this.labels).map(([key, value]) => `${key}=${value}`);
    return [...labels, ...this.expressions].join(',');
  }
}

/**
 * Checks that something is a LabelSelector: what is none would be written as `{}`, which selects everything.
 *
 * @param what - the subject of the error, such as `the pods of a NetworkPolicy`
 * @param x - anything
 * @throws when it is no LabelSelector
 */
export function checkLabelSelector(what: string, x: unknown): void {
  if (typeof x === 'object' && x !== null && SELECTOR in x) return;
  throw valueError({
    law: `${what} must be a LabelSelector`,
    got: x,
    remedy: "write it as in LabelSelector.of({ labels: { app: 'web' } })",
  });
}
