import { GATEWAY_GROUP } from '../../network/routes';
import { WAYPOINT_CLASS, waypointFactsIn } from '../istio/waypoints';
import type { KindReader } from '../kind-reader';
import { admittedIn, listenersIn } from '../listeners';
import { referenceIn } from '../references';

/** A Gateway, and the sets of listeners that others add to it. */
export const gatewayReaders: readonly KindReader[] = [
  {
    group: GATEWAY_GROUP,
    kind: 'Gateway',
    versions: ['v1', 'v1beta1', 'v1alpha2'],
    scope: 'Namespaced',
    read(object, body) {
      const spec = body.at('spec');
      const className = spec.at('gatewayClassName').text('gatewayClassName');
      const gateway = {
        object,
        className,
        listeners: listenersIn(spec.at('listeners'), object.namespace),
        listenerSets: admittedIn(spec.at('allowedListeners').at('namespaces'), 'None'),
        ...(className === WAYPOINT_CLASS && { waypoint: waypointFactsIn(object, body) }),
      };
      return { gateways: [gateway] };
    },
  },
  listenerSetReader(GATEWAY_GROUP, 'ListenerSet', ['v1', 'v1alpha1']),
  listenerSetReader('gateway.networking.x-k8s.io', 'XListenerSet', ['v1alpha1']),
];

function listenerSetReader(group: string, kind: string, versions: readonly string[]): KindReader {
  return {
    group,
    kind,
    versions,
    scope: 'Namespaced',
    read(object, body) {
      const { namespace } = object;
      const spec = body.at('spec');
      const set = {
        object,
        parent: referenceIn(spec.at('parentRef'), { group: GATEWAY_GROUP, kind: 'Gateway', namespace }),
        listeners: listenersIn(spec.at('listeners'), namespace),
      };
      return { listenerSets: [set] };
    },
  };
}
