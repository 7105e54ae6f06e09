import type { Construct } from 'constructs';
import { clusterOf } from '../objects';
import { PortSet } from '../traffic';
import { type Allowance, rulePeers } from './rules';

/** Who resolves names for the pods of a cluster. */
export function resolversOf(scope: Construct): Allowance[] {
  const { dns, networkPlugin } = clusterOf(scope);
  const ports = PortSet.of(...dns._askedPorts);
  return dns.peers(networkPlugin).map((peer) => ({ peers: rulePeers(peer), ports }));
}
