import { valueError } from '../../errors';
import { Cidr, IpRange, Peer } from '../../traffic';

/** Where the addresses come from that a load balancer outside the cluster connects from. */
interface Source {
  /** Who is told, for errors: `IngressControllers.gke()`. */
  readonly factory: string;
  /** The option that names the ranges. */
  readonly option: string;
  /** The command that finds them. */
  readonly command: string;
}

/**
 * A load balancer outside the cluster as policies name it: the networks from which it connects.
 *
 * @throws when there is none, or one that is no network
 */
export function peerOf(ranges: string[] | undefined, { factory, option, command }: Source): Peer {
  if (Array.isArray(ranges) && ranges.length > 0)
    return Peer.ranges(...ranges.map((text) => IpRange.of(Cidr.of(text))));
  throw valueError({
    law: `${factory} must have \`${option}\`: a list of the networks from which the load balancer connects to the pods`,
    got: ranges,
    remedy: `\`${command}\` shows them`,
  });
}
