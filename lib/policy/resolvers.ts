import type { Construct } from 'constructs';
import type { ClusterProfile } from '../cluster';
import { clusterOf } from '../objects';
import { computedOnce, PortSet } from '../traffic';
import { type Allowance, rulePeers } from './rules';

/** Who resolves names for the pods of a cluster. */
export function resolversOf(scope: Construct): Allowance[] {
  return [...resolversIn(clusterOf(scope))];
}

const resolversIn = computedOnce(({ dns, networkPlugin }: ClusterProfile): readonly Allowance[] => {
  const ports = PortSet.of(...dns._askedPorts);
  return dns.peers(networkPlugin).map((peer) => ({ peers: rulePeers(peer), ports }));
});
