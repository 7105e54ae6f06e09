import type { Addressing } from '../addressing/addressing';
import type { Network } from '../network/network';
import type { Attachment } from './attachment';
import type { EntryPoints } from './entry-points';
import type { RouteBackends } from './route-backends';
import type { ServiceArrivals } from './service-arrivals';
import type { WayIn } from './way-in';

/** What every kind of entry may ask. */
export interface EntryContext {
  readonly network: Network;
  readonly addressing: Addressing;
  readonly entries: EntryPoints;
  readonly attachment: Attachment;
  readonly backends: RouteBackends;
  readonly arrivals: ServiceArrivals;
}

/** The contract of a kind of entry: objects of one kind that bring requests from outside. */
export interface EntryKind {
  /** What people call it: `HTTPRoute`. */
  readonly name: string;

  /** All ways in by objects of this kind, in the order in which they were read. */
  waysIn(context: EntryContext): WayIn[];
}
