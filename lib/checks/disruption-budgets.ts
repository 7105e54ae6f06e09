import { type Evidence, groupOf, namespaceOf, type ReadObject, type Selector } from './facts';
import { selectorIn } from './selectors';
import { isWritten, mappingAt } from './written';

/** A PodDisruptionBudget with the pods that it is for. */
export interface Budget {
  readonly object: ReadObject;
  readonly namespace: string;
  readonly selector: Selector;
}

/** Those whose selectors could be read; without a selector, one is for no pods. */
export function disruptionBudgets(evidence: Evidence): Budget[] {
  return evidence.ofKinds('PodDisruptionBudget').flatMap((object) => {
    if (groupOf(object) !== 'policy') return [];
    if (!isWritten(object.body, 'spec', 'selector')) return [];
    const selector = selectorIn(mappingAt(object.body, 'spec', 'selector'), evidence);
    return selector ? [{ object, namespace: namespaceOf(object), selector }] : [];
  });
}
