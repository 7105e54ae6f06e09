import { valueError } from '../errors';
import { Cidr, IpRange, Peer } from '../traffic';
import type { NetworkPlugin } from './network-plugin/catalogue';

/** What a profile knows of the nodes of its cluster. */
interface Known {
  /** The profile's name, for errors. */
  readonly name: string;
  readonly networkPlugin?: NetworkPlugin;
  readonly nodeRanges: IpRange[];
}

/** Who a connection comes from that a node forwards. */
export function nodesOf(known: Known): Peer {
  if (known.networkPlugin?.matchesNodesByAddress === false) {
    return Peer.ranges(IpRange.of(Cidr.anyIpv4()), IpRange.of(Cidr.anyIpv6()));
  }
  return addressesOf(known);
}

/** From where the requests of an entry come whose pods use the network of their nodes. */
export function hostNetworkPodsOf(known: Known): Peer {
  const { networkPlugin: plugin } = known;
  if (plugin?.matchesNodesByAddress !== false) return addressesOf(known);
  throw valueError({
    law: `the pods of an entry must be such as a policy can name, and ${plugin.name} matches none that use the network of their node`,
    remedy: 'have them run on the network of pods, and leave out `hostNetwork`; or enter the cluster by another entry',
  });
}

function addressesOf({ name, nodeRanges }: Known): Peer {
  if (nodeRanges.length > 0) return Peer.ranges(...nodeRanges);
  throw valueError({
    law: `the cluster profile "${name}" must say which addresses its nodes have`,
    remedy:
      'give it `nodeRanges`: the networks of the addresses that `kubectl get nodes -o wide` shows, and of those that ' +
      'the nodes have in an overlay network of pods',
  });
}
