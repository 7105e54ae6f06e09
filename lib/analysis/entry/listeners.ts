import { appendTo } from '../append-to';
import type { Network } from '../network/network';
import { nameOf, type ObjectRef } from '../network/place';
import type { GatewayFacts, ListenerFacts, ListenerSetFacts, Reference } from '../network/routes';
import type { EntryFacts } from './entry-facts';
import type { Grants } from './grants';
import { admittedText, type KnownNamespaces } from './known-namespaces';
import { fails, fieldOf, leavesOpen } from './legs';
import type { Listener } from './listener';
import { certificateFault } from './listener-certificates';
import { conflictsOf } from './listener-conflicts';
import type { EntryLeg } from './way-in';

/** The listeners of every Gateway and ListenerSet that was read, each judged once. */
export class Listeners {
  private readonly byOwner = new Map<string, readonly Listener[]>();

  constructor(
    network: Network,
    private readonly grants: Grants,
    private readonly namespaces: KnownNamespaces,
    private readonly facts?: EntryFacts,
  ) {
    const sets = setsByGateway(network.listenerSets);
    for (const gateway of network.gateways) {
      const key = keyOf('Gateway', gateway.object);
      this.addFamily(gateway, sets.get(key) ?? []);
      sets.delete(key);
    }
    for (const orphans of sets.values()) for (const set of orphans) this.addOrphan(set);
  }

  /** The listeners of a Gateway or ListenerSet; undefined where it wasn't read. */
  public of({ kind, namespace, name }: Reference): readonly Listener[] | undefined {
    return this.byOwner.get(keyOf(kind, { namespace, name }));
  }

  /** A Gateway with its ListenerSets: their listeners share its ports. */
  private addFamily(gateway: GatewayFacts, sets: readonly ListenerSetFacts[]): void {
    const ofSets = sets.map((set) => ({ set, refusal: this.refusalOf(set, gateway) }));
    const own = listenersOf(gateway.object, gateway.listeners, gateway);
    const admitted = ofSets
      .filter(({ refusal }) => refusal === undefined)
      .flatMap(({ set }) => listenersOf(set.object, set.listeners, gateway));
    const conflicts = conflictsOf([...own, ...admitted]);
    this.put(gateway.object, own, (listener) => conflicts.get(listener.facts));
    for (const { set, refusal } of ofSets) {
      const listeners = listenersOf(set.object, set.listeners, gateway);
      this.put(set.object, listeners, (listener) => refusal ?? conflicts.get(listener.facts));
    }
  }

  private addOrphan(set: ListenerSetFacts): void {
    const { object, parent } = set;
    const text = `${nameOf(object)} belongs to ${parent.kind} ${parent.namespace}/${parent.name}, which isn't among the manifests`;
    const fault = leavesOpen('listener', text, fieldOf(object, ['spec', 'parentRef']));
    this.put(object, listenersOf(object, set.listeners, { object: parent }), () => fault);
  }

  private put(owner: ObjectRef, listeners: readonly Listener[], outer: (listener: Listener) => EntryLeg | undefined) {
    const judged = listeners.map((unjudged): Listener => {
      const { className } = unjudged;
      const endsTls = className !== undefined && this.facts?.endsTls(className);
      const listener = endsTls ? { ...unjudged, endsTls } : unjudged;
      const needsNone = className !== undefined && this.facts?.readsNoSecrets(className);
      const fault =
        outer(listener) ?? (needsNone ? undefined : certificateFault(listener, this.grants, this.namespaces));
      return fault ? { ...listener, fault } : listener;
    });
    this.byOwner.set(keyOf(owner.kind, owner), judged);
  }

  private refusalOf({ object, parent }: ListenerSetFacts, gateway: GatewayFacts): EntryLeg | undefined {
    const { listenerSets } = gateway;
    const answer = this.namespaces.areAdmitted(listenerSets, parent.namespace, object.namespace);
    if (answer) return undefined;
    const field = fieldOf(gateway.object, ['spec', 'allowedListeners', 'namespaces']);
    const admitted = `whose allowedListeners.namespaces.from ${admittedText(listenerSets)}`;
    if (answer === undefined) {
      const text = `whether ${nameOf(gateway.object)}, ${admitted}, admits ${nameOf(object)} depends on labels that aren't among the manifests`;
      return leavesOpen('listener', text, field);
    }
    const text = `${nameOf(object)} is not admitted by ${nameOf(gateway.object)}, ${admitted}; set it to All, or to a Selector that matches namespace ${object.namespace}`;
    return fails('listener', text, field);
  }
}

function listenersOf(
  owner: ObjectRef,
  listeners: readonly ListenerFacts[],
  gateway: { readonly object: { readonly namespace: string; readonly name: string }; readonly className?: string },
): Listener[] {
  const { namespace, name } = gateway.object;
  const className = gateway.className === undefined ? {} : { className: gateway.className };
  return listeners.map((facts) => ({ owner, gateway: { namespace, name }, ...className, facts }));
}

function setsByGateway(sets: readonly ListenerSetFacts[]): Map<string, ListenerSetFacts[]> {
  const byGateway = new Map<string, ListenerSetFacts[]>();
  for (const set of sets) {
    const key = keyOf(set.parent.kind, set.parent);
    appendTo(byGateway, key, set);
  }
  return byGateway;
}

function keyOf(kind: string, { namespace, name }: { namespace: string; name: string }): string {
  return `${kind} ${namespace}/${name}`;
}
