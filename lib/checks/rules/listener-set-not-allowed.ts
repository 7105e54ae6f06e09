import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { listenersIn, unservedAt } from '../listener-stakes';
import { Severity } from '../severity';
import { fewOf, firstOf } from '../stakes';

/**
 * Finds ListenerSets that their Gateway doesn't admit: by `allowedListeners` it admits none unless it says so.
 *
 * It is silent about Gateways that weren't read, and about selectors where the labels of the namespace weren't.
 */
export class ListenerSetNotAllowed implements ICheck {
  public readonly id = 'listener-set-not-allowed';
  public readonly severity = Severity.ERROR;
  public readonly summary = "a ListenerSet that its Gateway's allowedListeners doesn't admit";
  public readonly condition = 'Accepted=False NotAllowed';
  public readonly harm = 'none of its listeners is served';
  public readonly remedy = 'let allowedListeners.namespaces of the Gateway admit the namespace of the ListenerSet';
  public readonly see = 'https://gateway-api.sigs.k8s.io/geps/gep-1713/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const { network, namespaces, nameOf } = evidence;
    return network.listenerSets.flatMap(({ object, parent }) => {
      const gateway = network.gateways.find(
        (candidate) =>
          parent.kind === 'Gateway' &&
          candidate.object.namespace === parent.namespace &&
          candidate.object.name === parent.name,
      );
      if (!gateway) return [];
      const { from, selector } = gateway.listenerSets;
      if (namespaces.areAdmitted(gateway.listenerSets, parent.namespace, object.namespace) !== false) return [];
      const whom = selector ? `Selector ${selector.text}` : from;
      const text = `${nameOf(gateway.object)} admits no ListenerSets of namespace ${object.namespace}: its allowedListeners.namespaces.from is ${whom}`;
      const lines = firstOf(listenersIn(object, evidence)).flatMap((listener) => unservedAt(listener, evidence));
      return [inspection._at(object, ['spec', 'parentRef'], text, fewOf(lines))];
    });
  }
}
