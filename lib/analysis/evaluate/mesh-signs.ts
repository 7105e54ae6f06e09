import type { Network } from '../network/network';
import type { ObjectRef } from '../network/place';
import { HBONE_PORT } from './carriage';
import type { InMesh } from './pod-class';

/**
 * The ways of being in a mesh of which there is a sign: a word that takes pods in, or an object that only a mesh has.
 *
 * One that is ambient shows it by such a word, or by a policy that speaks of its port.
 */
export function meshesIn(network: Network): InMesh[] {
  const words = [...network.namespaces, ...network.workloads.flatMap(({ pods }) => pods)].map(({ mesh }) => mesh);
  const isAmbient = words.some((each) => each?.ambient) || namesWaypoint(network);
  const isIstio =
    isAmbient ||
    words.some((each) => each?.sidecar || each?.hasSidecar) ||
    network.identityPolicies.length > 0 ||
    network.waypointPolicies.length > 0 ||
    network.peerAuthentications.length > 0 ||
    network.opaquePolicies.some(({ object, direction }) => direction === 'identity' && !isOfLinkerd(object));
  const isLinkerd =
    words.some((each) => each?.linkerd) ||
    network.linkerdServers.length > 0 ||
    network.linkerdAuthorizations.length > 0 ||
    network.linkerdAuthentications.length > 0 ||
    network.opaquePolicies.some(({ object }) => isOfLinkerd(object));
  const found: InMesh[] = [];
  if (isIstio) found.push('sidecar');
  if (isIstio && (isAmbient || speaksOfHbone(network))) found.push('ambient');
  if (isLinkerd) found.push('linkerd');
  return found;
}

/** Only an ambient mesh has waypoints. */
function namesWaypoint({ gateways, services }: Network): boolean {
  return gateways.some(({ waypoint }) => waypoint) || services.some(({ waypoint }) => waypoint);
}

function isOfLinkerd({ apiVersion }: ObjectRef): boolean {
  return apiVersion.startsWith('policy.linkerd.io/');
}

function speaksOfHbone({ policies, pluginPolicies, adminPolicies }: Network): boolean {
  return [...policies, ...pluginPolicies, ...adminPolicies].some(({ ingress, egress }) =>
    [...ingress, ...egress].some(
      ({ ports }) =>
        ports !== 'every port' &&
        ports.some((port) => 'first' in port && port.first === HBONE_PORT && port.last === HBONE_PORT),
    ),
  );
}
