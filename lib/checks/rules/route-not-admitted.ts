import { Condition, refusedAt } from '../attachments';
import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { refusedTexts } from '../route-stakes';
import { Severity } from '../severity';

/**
 * Finds routes whose namespace no listener of their parent admits by `allowedRoutes.namespaces.from`, which is `Same`
 * unless it is given. A ReferenceGrant changes nothing about that.
 *
 * It is silent about Gateways that weren't read, and about selectors, which another check judges.
 */
export class RouteNotAdmitted implements ICheck {
  public readonly id = 'route-not-admitted';
  public readonly severity = Severity.ERROR;
  public readonly summary = "a route in a namespace that the listener's allowedRoutes doesn't admit";
  public readonly condition = 'Accepted=False NotAllowedByListeners';
  public readonly harm = 'the route gets no requests';
  public readonly remedy = 'let allowedRoutes.namespaces of the listener admit the namespace of the route';
  public readonly see = 'https://gateway-api.sigs.k8s.io/concepts/security-model/#1-route-binding';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return refusedAt(evidence, Condition.NAMESPACE).flatMap((refused) => {
      const { route, parent, refusal } = refused;
      const { listener } = refusal;
      const { from } = listener.facts.namespaces;
      if (from === 'Selector') return [];
      const text = `${evidence.listenerText(listener)} admits no routes of namespace ${route.object.namespace}: its allowedRoutes.namespaces.from is ${from}`;
      return [inspection._at(route.object, parent.path, text, refusedTexts(refused, evidence))];
    });
  }
}
