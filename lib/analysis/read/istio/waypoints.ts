import type { ObjectRef } from '../../network/place';
import type { Selector } from '../../network/selector';
import type { Contribution } from '../draft';
import { isRecord } from '../fields/field';
import { plainly } from '../fields/one-line';

const USE_WAYPOINT = 'istio.io/use-waypoint';

/**
 * What is reached through a waypoint knows nobody but the waypoint, which has policies of its own.
 *
 * @param labels - those of the object
 * @param namespace - where the pods are
 * @param pods - which ones; all of them where they are left out
 * @see https://istio.io/latest/docs/ambient/usage/waypoint/
 */
export function waypointIn(object: ObjectRef, labels: unknown, namespace: string, pods?: Selector): Contribution {
  const waypoint = isRecord(labels) ? labels[USE_WAYPOINT] : undefined;
  if (waypoint === undefined || waypoint === 'none') return {};
  const why = `it is reached through the waypoint ${plainly(String(waypoint))}, which is not analysed`;
  return {
    opaquePolicies: [{ object, namespace, ...(pods && { pods }), onlyDenies: false, direction: 'ingress', why }],
  };
}
