import type { Fault, Located } from '../errors';

/** Why pods that use the network of their node can't be connected: they come from its address, and so does all else. */
export function onNodeNetwork({ node }: Located): Fault {
  return {
    law: `a connected workload must have addresses of its own, but the pods of [${node.path}] use the network of their node`,
    remedy:
      'name the nodes instead, by `ClusterProfile.of(this).nodes` or by their addresses with Peer.cidr(); ' +
      'no policy governs such pods',
  };
}
