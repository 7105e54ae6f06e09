import type { ObjectRef } from '../network/place';
import type { GatewayFacts } from '../network/routes';
import type { WaypointFacts } from '../network/waypoint';

/** A waypoint whose Gateway was read: the pods that Istio makes of it. */
export interface Waypoint {
  /** `shop/waypoint`. */
  readonly name: string;
  readonly gateway: GatewayFacts;
  readonly facts: WaypointFacts;
}

/** That something is reached through a waypoint. */
export interface Binding {
  /** The name of the waypoint. */
  readonly name: string;
  /** Undefined where it wasn't read, so that nothing is known of it. */
  readonly waypoint?: Waypoint;
  /** Why it isn't certain that it is; undefined where it is. */
  readonly doubt?: string;
  /** Who says so: a Service, a Namespace, or what pods run under. */
  readonly saidBy: ObjectRef;
}

/** What a stand-in for the pods of a waypoint is called: `waypoint shop/waypoint`. */
export function standInOf({ name }: Pick<Waypoint, 'name'>): string {
  return `waypoint ${name}`;
}
