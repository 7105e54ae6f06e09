import { Condition, refusedAt } from '../attachments';
import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { refusedTexts } from '../route-stakes';
import { Severity } from '../severity';

/**
 * Finds routes whose namespace hasn't the labels by which a listener selects whom it admits.
 *
 * It is silent about namespaces whose labels weren't read, unless the selector asks for their name alone.
 */
export class NamespaceLabelsDoNotMatch implements ICheck {
  public readonly id = 'namespace-labels-do-not-match';
  public readonly severity = Severity.ERROR;
  public readonly summary = "a route in a namespace without the labels that the listener's allowedRoutes selects";
  public readonly condition = 'Accepted=False NotAllowedByListeners';
  public readonly harm = 'the route gets no requests';
  public readonly remedy =
    'give the namespace the labels, or select it by kubernetes.io/metadata.name, which it always has';
  public readonly see = 'https://gateway-api.sigs.k8s.io/concepts/security-model/#1-route-binding';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return refusedAt(evidence, Condition.NAMESPACE).flatMap((refused) => {
      const { route, parent, refusal } = refused;
      const { listener } = refusal;
      const { from, selector } = listener.facts.namespaces;
      if (from !== 'Selector' || !selector) return [];
      const text = `${evidence.listenerText(listener)} admits namespaces with ${selector.text} only, and namespace ${route.object.namespace} isn't one of them`;
      return [inspection._at(route.object, parent.path, text, refusedTexts(refused, evidence))];
    });
  }
}
