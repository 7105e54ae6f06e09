import type { ICheck } from '../check';
import { type Evidence, GATEWAY_GROUP, type ParentFacts, type Place } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds parentRefs of routes to a Gateway or ListenerSet that isn't there, although the manifests show that it should be:
 * one of that name is in another namespace, or that namespace has others.
 *
 * It is silent where neither is so: the Gateway may be in another repository.
 */
export class GatewayNotFound implements ICheck {
  public readonly id = 'gateway-not-found';
  public readonly severity = Severity.WARNING;
  public readonly summary = "a route to a Gateway that isn't there";
  public readonly condition = 'no status at all for that parent';
  public readonly harm = 'the route gets no requests';
  public readonly remedy =
    'correct the name of the parentRef, or say its namespace: without one it is that of the route';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#parentreference';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const { gateways, listenerSets, routes } = evidence.network;
    const byName = new Map<string, Place>();
    const byNamespace = new Map<string, Place>();
    for (const { object } of [...gateways, ...listenerSets]) {
      byName.set(`${object.kind} ${object.name}`, object);
      byNamespace.set(`${object.kind} ${object.namespace}`, object);
    }
    return routes.flatMap((route) =>
      route.parents.flatMap((parent) => {
        if (parent.group !== GATEWAY_GROUP || isRead(parent, evidence)) return [];
        const { kind, namespace, name } = parent;
        const near = byName.get(`${kind} ${name}`) ?? byNamespace.get(`${kind} ${namespace}`);
        if (!near) return [];
        const text = `there is no ${kind} ${namespace}/${name}; there is ${near.namespace}/${near.name}`;
        const hosts = route.hostnames.length > 0 ? route.hostnames : ['every host'];
        const lines = [`requests for ${hosts.slice(0, 3).join(', ')} don't come to ${evidence.nameOf(route.object)}`];
        return [inspection._at(route.object, parent.path, text, lines)];
      }),
    );
  }
}

/** One that couldn't be read is there all the same. */
function isRead(parent: ParentFacts, evidence: Evidence): boolean {
  return evidence.listenersOf(parent) !== undefined || !KINDS.has(parent.kind);
}

const KINDS = new Set(['Gateway', 'ListenerSet']);
