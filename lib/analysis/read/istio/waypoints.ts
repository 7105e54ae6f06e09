import type { ObjectRef } from '../../network/place';
import type { ServiceFacts } from '../../network/services';
import type { WaypointFacts, WaypointUse } from '../../network/waypoint';
import type { Labels } from '../../network/workloads';
import { type Field, isRecord } from '../fields/field';
import { plainly } from '../fields/one-line';

export const USE_WAYPOINT = 'istio.io/use-waypoint';
const USE_WAYPOINT_NAMESPACE = 'istio.io/use-waypoint-namespace';
export const INGRESS_USE_WAYPOINT = 'istio.io/ingress-use-waypoint';
const WAYPOINT_FOR = 'istio.io/waypoint-for';

/** The GatewayClass of waypoints. */
export const WAYPOINT_CLASS = 'istio-waypoint';

/**
 * The waypoint that labels name; undefined where they say nothing.
 *
 * @param labels - those of an object, whatever they are
 * @param namespace - where the waypoint is unless they say otherwise
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/
 */
export function waypointUseIn(labels: unknown, namespace: string): WaypointUse | undefined {
  if (!isRecord(labels)) return undefined;
  const name = labels[USE_WAYPOINT];
  if (name === undefined || name === null || name === '') return undefined;
  if (name === 'none') return 'none';
  const other = labels[USE_WAYPOINT_NAMESPACE];
  return {
    namespace: typeof other === 'string' && other !== '' ? plainly(other) : namespace,
    name: plainly(String(name)),
  };
}

/** What the labels of a Service say of waypoints. */
export function serviceWaypointIn(
  labels: unknown,
  { namespace }: ObjectRef,
): Pick<ServiceFacts, 'waypoint' | 'ingressUsesWaypoint'> {
  const waypoint = waypointUseIn(labels, namespace);
  const ingress = isRecord(labels) ? labels[INGRESS_USE_WAYPOINT] : undefined;
  return {
    ...(waypoint !== undefined && { waypoint }),
    ...(ingress !== undefined && { ingressUsesWaypoint: isTrue(ingress) }),
  };
}

/** Istio doesn't look at the case of the word. */
export function isTrue(value: unknown): boolean {
  return String(value).toLowerCase() === 'true';
}

const NAME_OVERRIDE = 'gateway.istio.io/name-override';
const SERVICE_ACCOUNT = 'gateway.istio.io/service-account';

/**
 * What Istio makes of a Gateway of that class. Its pods have the labels of the Gateway, unless `infrastructure` has others.
 *
 * @see https://istio.io/latest/docs/reference/config/labels/
 */
export function waypointFactsIn({ name }: ObjectRef, body: Field): WaypointFacts {
  const labels = textsIn(body.at('metadata').at('labels').value);
  const annotations = textsIn(body.at('metadata').at('annotations').value);
  const infrastructure = body.at('spec').at('infrastructure').value;
  const own = isRecord(infrastructure) ? infrastructure.labels : undefined;
  const account = annotations[SERVICE_ACCOUNT] ?? (annotations[NAME_OVERRIDE] === undefined ? name : undefined);
  return {
    traffic: labels[WAYPOINT_FOR] ?? 'service',
    podLabels: {
      'sidecar.istio.io/inject': 'false',
      'istio.io/dataplane-mode': 'none',
      ...(own === undefined || own === null ? labels : textsIn(own)),
      'gateway.networking.k8s.io/gateway-name': name,
      'gateway.networking.k8s.io/gateway-class-name': WAYPOINT_CLASS,
      'gateway.istio.io/managed': 'istio.io-mesh-controller',
    },
    ...(account !== undefined && { account }),
  };
}

/** What is wrong with them is told by whoever reads them for their own sake. */
function textsIn(value: unknown): Labels {
  if (!isRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => (typeof each === 'string' ? [[key, each]] : [])),
  );
}
