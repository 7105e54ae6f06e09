import type { ClusterProfile } from '../../cluster';
import { NAMESPACE_NAME, type Peer, type PodSelection } from '../../traffic';

const OF_KUBERNETES = ['kube-node-lease', 'kube-public', 'kube-system'];

/** A Gateway that there is not, to ask an implementation where it has its pods. */
const SOME_GATEWAY = { name: 'gateway', namespace: 'of-the-gateway' };

/**
 * The names of the namespaces by which the cluster runs, as far as the profile has them: Kubernetes' own, and those of
 * DNS, monitoring, the mesh, data planes and what configures them. Sorted.
 *
 * Where the pods of a data plane run in the namespace of each Gateway, those aren't known.
 */
export function systemNamespaces({ dns, monitoring, mesh, entries }: ClusterProfile): string[] {
  const peers: Peer[] = [dns.peer];
  const selections: PodSelection[] = [];
  if (monitoring) peers.push(monitoring.scraper);
  if (mesh) peers.push(mesh.controlPlane);
  for (const { controller, implementation } of entries) {
    if (controller) peers.push(controller.dataPlane);
    if (!implementation) continue;
    peers.push(implementation.dataPlane(SOME_GATEWAY));
    const local = implementation.localDataPlane(SOME_GATEWAY);
    if (local) selections.push(local.controlPlane.pods);
  }
  selections.push(...peers.flatMap((peer) => peer.selections));
  const names = new Set([...OF_KUBERNETES, ...selections.flatMap(nameOf)]);
  names.delete(SOME_GATEWAY.namespace);
  return [...names].sort();
}

function nameOf({ namespaces }: PodSelection): string[] {
  const name = namespaces?.labels[NAMESPACE_NAME];
  return name === undefined ? [] : [name];
}
