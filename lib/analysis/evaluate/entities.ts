import type { EntityName } from '../network/policies';
import type { PodClass } from './pod-class';

/** Whether pods are among what Cilium means by these words; undefined where it isn't known. */
export function areEntity(entities: readonly EntityName[], pod: PodClass): boolean | undefined {
  const hasCluster = entities.includes('cluster');
  if (mayBeAnything(pod)) return undefined;
  if (pod.entity) return hasCluster || entities.includes(pod.entity);
  if (pod.hostNetwork === false) return hasCluster;
  const ofNodes = areNodes(entities);
  if (pod.hostNetwork) return ofNodes;
  return ofNodes === hasCluster ? hasCluster : undefined;
}

/** Whether addresses outside may be meant: those of nodes, or those at which the Kubernetes API answers. */
export function meanAddresses(entities: readonly EntityName[]): boolean {
  return entities.some((each) => ADDRESSED.includes(each));
}

/** A stand-in of which nothing is known: a controller of which nobody says whether it has pods at all. */
export function mayBeAnything({ namespace, isElsewhere, hostNetwork, entity }: PodClass): boolean {
  return entity === undefined && namespace === undefined && !isElsewhere && hostNetwork === undefined;
}

const ADDRESSED: readonly EntityName[] = ['cluster', 'host', 'remote-node', 'kube-apiserver'];

/** A node is the host of some pods and remote to the others; whether it serves the Kubernetes API isn't known. */
function areNodes(entities: readonly EntityName[]): boolean | undefined {
  if (entities.includes('cluster') || (entities.includes('host') && entities.includes('remote-node'))) return true;
  return meanAddresses(entities) ? undefined : false;
}
