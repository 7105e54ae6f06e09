import { failedAt } from '../attachments';
import type { ICheck } from '../check';
import type { Evidence, ParentFacts, RouteFacts } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { unservedTexts } from '../route-stakes';
import { Severity } from '../severity';

/**
 * Finds parentRefs that name a listener or a port which their Gateway or ListenerSet hasn't. The listeners of a
 * ListenerSet are reached by the ListenerSet alone, not by its Gateway.
 *
 * It is silent about parents that weren't read, or couldn't be: a Gateway may be in another repository.
 */
export class ParentNotFound implements ICheck {
  public readonly id = 'parent-not-found';
  public readonly severity = Severity.ERROR;
  public readonly summary = "a parentRef with a sectionName or port that the parent hasn't";
  public readonly condition = 'Accepted=False NoMatchingParent';
  public readonly harm = 'the route gets no requests';
  public readonly remedy =
    'name a listener that the parent has; those of a ListenerSet need the ListenerSet as the parent';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#parentreference';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return evidence.network.routes.flatMap((route) =>
      route.parents
        .filter((parent) => evidence.meantBy(parent)?.length === 0)
        .map((parent) => {
          const lines = unservedTexts(placesAt(parent, route, evidence), route, evidence);
          return inspection._at(route.object, parent.path, textFor(parent, evidence), lines);
        }),
    );
  }
}

/** The listeners of the parent that would take the route. */
function placesAt(parent: ParentFacts, route: RouteFacts, evidence: Evidence) {
  return (evidence.listenersOf(parent) ?? [])
    .map((listener) => evidence.admission(listener, route))
    .filter((admission) => failedAt(admission) === undefined)
    .map(({ listener, hostnames }) => [listener, hostnames] as const);
}

function textFor(parent: ParentFacts, evidence: Evidence): string {
  const { kind, namespace, name, sectionName, port } = parent;
  const asked = [
    ...(sectionName === undefined ? [] : [`named "${sectionName}"`]),
    ...(port === undefined ? [] : [`on port ${port}`]),
  ].join(' ');
  const there = (evidence.listenersOf(parent) ?? []).map(({ facts }) => `"${facts.name}" on port ${facts.port}`);
  const set = evidence.network.listenerSets.find(
    (candidate) =>
      candidate.parent.kind === kind &&
      candidate.parent.namespace === namespace &&
      candidate.parent.name === name &&
      candidate.listeners.some((listener) => listener.name === sectionName),
  );
  const elsewhere = set ? `; ${evidence.nameOf(set.object)} has one of that name` : '';
  return `${kind} ${namespace}/${name} has no listener ${asked}; it has ${there.join(', ')}${elsewhere}`;
}
