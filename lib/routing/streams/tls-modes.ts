import { checkFeature, GatewayFeature } from '../../cluster';
import { type Located, located } from '../../errors';
import type { IGateway } from '../gateway/route-parent';

/** How a route has TLS treated. */
interface Mode {
  readonly port: number;
  /** Whether the Gateway ends it. */
  readonly isEnded: boolean;
}

/** Checks that the implementation can pass TLS through beside TLS that it ends, where a port of a Gateway has both. */
export function checkMode(place: Located, { _parent: parent }: IGateway, { port, isEnded }: Mode): void {
  const listeners = parent.listening.streams.filter((each) => each.protocol === 'TLS' && each.port === port);
  if (listeners.every(({ tls }) => (tls !== undefined) === isEnded)) return;
  const what = `TLS that is passed through, beside such that is ended, on port ${port} of one Gateway`;
  located(place, () => checkFeature(parent.implementation, GatewayFeature.TLS_ROUTE_MODE_MIXED, what));
}
