import { nameOf, type ObjectRef } from '../network/place';
import { GATEWAY_GROUP, type ListenerFacts } from '../network/routes';
import type { EntryLeg } from './way-in';

/** A listener, its Gateway, and what is wrong with it. */
export interface Listener {
  /** The Gateway or ListenerSet in which it is written. */
  readonly owner: ObjectRef;
  readonly gateway: { readonly namespace: string; readonly name: string };
  /** The class of the Gateway; undefined where it wasn't read. */
  readonly className?: string;
  readonly facts: ListenerFacts;
  /** Whether its implementation is known to end TLS for TLSRoutes. */
  readonly endsTls?: boolean;
  /** Why it isn't served, or not for certain. */
  readonly fault?: EntryLeg;
}

/** `listener "https" of Gateway gateways/edge`. */
export function listenerText({ owner, facts }: Pick<Listener, 'owner' | 'facts'>): string {
  return `listener "${facts.name}" of ${nameOf(owner)}`;
}

/** Whether something has listeners; the second kind of ListenerSet is the one that the experimental channel had first. */
export function isListenerOwner({ group, kind }: { readonly group: string; readonly kind: string }): boolean {
  if (group === GATEWAY_GROUP) return kind === 'Gateway' || kind === 'ListenerSet';
  return group === 'gateway.networking.x-k8s.io' && kind === 'XListenerSet';
}
