import type { Addressing } from '../addressing/addressing';
import type { Network } from '../network/network';
import { Attachment } from './attachment';
import { EntryKinds } from './catalogue';
import type { EntryFacts } from './entry-facts';
import type { EntryContext } from './entry-kind';
import { EntryPoints } from './entry-points';
import { Grants } from './grants';
import { KnownNamespaces } from './known-namespaces';
import { Listeners } from './listeners';
import { RouteBackends } from './route-backends';
import { ServiceArrivals } from './service-arrivals';
import type { WayIn } from './way-in';

/**
 * All ways for requests from outside to pods, by kind of entry and in reading order; with those that don't work.
 *
 * @param network - what was read
 * @param addressing - the Services of the same network
 * @param facts - where the pods run that carry requests in
 */
export function waysIn(network: Network, addressing: Addressing, facts: EntryFacts): WayIn[] {
  const grants = new Grants(network.grants);
  const namespaces = new KnownNamespaces(network);
  const entries = new EntryPoints(facts, network);
  const arrivals = new ServiceArrivals(addressing);
  const context: EntryContext = {
    network,
    addressing,
    entries,
    arrivals,
    attachment: new Attachment(new Listeners(network, grants, namespaces, facts), entries, namespaces),
    backends: new RouteBackends(addressing, grants, namespaces, arrivals),
  };
  return EntryKinds.all().flatMap((kind) => kind.waysIn(context));
}
