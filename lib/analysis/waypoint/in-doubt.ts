import type { WaypointPolicyFacts } from '../network/mesh';
import type { Network } from '../network/network';
import type { ObjectRef } from '../network/place';
import type { OpaquePolicy } from '../network/policies';
import { GATEWAY_GROUP, type Reference } from '../network/routes';
import { type Selector, selectorOf } from '../network/selector';
import type { WaypointUse } from '../network/waypoint';
import { USE_WAYPOINT, WAYPOINT_CLASS, waypointUseIn } from '../read/istio/waypoints';
import { ISTIO_ROOT_NAMESPACE } from '../read/opaque-kinds';
import type { Bindings } from './bindings';

/**
 * The network with what isn't known of waypoints: those that are named and weren't read, and policies for somebody else
 * than a waypoint or a Service that was read.
 */
export function withDoubts(network: Network, bindings: Bindings): Network {
  const isClear = targetTest(network, bindings);
  const isMeant = ({ targets }: WaypointPolicyFacts) => targets.every(isClear);
  const found = [
    ...unread(network, bindings),
    ...network.waypointPolicies.filter((each) => !isMeant(each)).map(unclear),
  ];
  if (found.length === 0) return network;
  return {
    ...network,
    waypointPolicies: network.waypointPolicies.filter(isMeant),
    opaquePolicies: [...network.opaquePolicies, ...found],
  };
}

/** Whether a target is one of which it is known whom it concerns. */
function targetTest({ services }: Network, { waypoints }: Bindings): (target: Reference) => boolean {
  const known = new Set([
    ...services.map(({ object }) => `Service ${object.namespace}/${object.name}`),
    ...waypoints.map(({ name }) => `Gateway ${name}`),
  ]);
  return ({ group, kind, namespace, name }) => {
    if (group === GATEWAY_GROUP && kind === 'GatewayClass') {
      return namespace === ISTIO_ROOT_NAMESPACE && name === WAYPOINT_CLASS;
    }
    const isKnownKind = kind === 'Service' ? group === '' || group === 'core' : group === GATEWAY_GROUP;
    return isKnownKind && known.has(`${kind} ${namespace}/${name}`);
  };
}

function unclear({ object }: WaypointPolicyFacts): OpaquePolicy {
  return {
    object,
    ...(object.namespace !== ISTIO_ROOT_NAMESPACE && { namespace: object.namespace }),
    onlyDenies: true,
    direction: 'identity',
    why: 'what it says to a Gateway, or to what was not read, is not analysed',
  };
}

/** What is reached through a waypoint may know nobody but the waypoint. */
function unread({ namespaces, services, workloads }: Network, bindings: Bindings): OpaquePolicy[] {
  const of = (object: ObjectRef, namespace: string, use: WaypointUse | undefined, pods?: Selector): OpaquePolicy[] => {
    const why = use && use !== 'none' ? bindings.unreadText(use) : undefined;
    return why === undefined
      ? []
      : [{ object, namespace, ...(pods && { pods }), onlyDenies: false, direction: 'ingress', why }];
  };
  return [
    ...namespaces.flatMap(({ object, labels }) => of(object, object.name, waypointUseIn(labels, object.name))),
    ...services.flatMap(({ object, waypoint, selector }) => of(object, object.namespace, waypoint, selector)),
    ...workloads.flatMap(({ object, pods }) =>
      pods.flatMap(({ labels }) =>
        of(object, object.namespace, waypointUseIn(labels, object.namespace), named(labels[USE_WAYPOINT] ?? '')),
      ),
    ),
  ];
}

function named(waypoint: string): Selector {
  return selectorOf([{ key: USE_WAYPOINT, operator: 'In', values: [waypoint] }]);
}
