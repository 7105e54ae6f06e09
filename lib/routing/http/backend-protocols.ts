import type { Service } from '../../addressing';
import { GatewayFeature } from '../../cluster';
import type { Delivery } from './http-rule';

/** What a data plane has to be able to speak, by the application protocol of a Service port. */
const SPOKEN: { readonly [appProtocol: string]: { readonly what: string; readonly feature: GatewayFeature } } = {
  'kubernetes.io/h2c': {
    what: 'a backend with `appProtocol` kubernetes.io/h2c',
    feature: GatewayFeature.HTTP_ROUTE_BACKEND_PROTOCOL_H2C,
  },
  'kubernetes.io/ws': {
    what: 'a backend with `appProtocol` kubernetes.io/ws',
    feature: GatewayFeature.HTTP_ROUTE_BACKEND_PROTOCOL_WEBSOCKET,
  },
};

/** What a data plane has to be able to speak to some backends, as far as their Services are ours and say it. */
export function needsOfProtocols(
  deliveries: Delivery[],
): { readonly what: string; readonly feature: GatewayFeature }[] {
  const needs = deliveries.flatMap((delivery) => SPOKEN[appProtocolOf(delivery) ?? ''] ?? []);
  return [...new Set(needs)];
}

/** Of somebody else's Service it isn't asked: its manifest may not be complete yet. */
function appProtocolOf({ to, port }: Delivery): string | undefined {
  const { ports = [] } = to.service as Partial<Service>;
  const meant = port === undefined ? ports[0] : ports.find((each) => (each.port ?? each.target.first) === port);
  return meant?.appProtocol;
}
