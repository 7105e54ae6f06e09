import { valueError } from '../errors';
import { Cidr } from './cidr';
import { IpRange } from './ip-range';
import { checkKnownOptions } from './known-options';
import { checkObject } from './objects';
import type { CidrPeerProps } from './peer-props';

/** Networks, each without those to leave out that are in it: an exception stays in its own family. */
export function networksOf(texts: string[], props: CidrPeerProps): IpRange[] {
  checkObject('what Peer.cidr() leaves out', props, "write it as in { exceptFor: ['203.0.113.7/32'] }");
  checkKnownOptions('Peer.cidr()', props, ['exceptFor']);
  const exceptFor = props.exceptFor ?? [];
  checkList('the networks of a peer', texts, "['203.0.113.0/24']");
  checkList('`exceptFor`', exceptFor, "{ exceptFor: ['203.0.113.7/32'] }");
  const networks = texts.map((text) => Cidr.of(text));
  const holes = exceptFor.map((hole) => Cidr.of(hole));
  const [only] = networks;
  // Of one network, the range itself tells what is wrong.
  if (only && networks.length === 1) return [IpRange.of(only, holes)];
  const isInside = (network: Cidr, hole: Cidr) => network.contains(hole) && !hole.contains(network);
  const stray = holes.find((hole) => !networks.some((network) => isInside(network, hole)));
  if (stray) {
    throw valueError({
      law: `an exception must be a smaller network inside one of ${networks.join(', ')}`,
      got: stray.toString(),
      remedy: 'leave it out, or correct its address',
    });
  }
  return networks.map((network) =>
    IpRange.of(
      network,
      holes.filter((hole) => isInside(network, hole)),
    ),
  );
}

/** Networks in the order in which a peer has them, each once. */
export function sortedRanges(ranges: IpRange[]): IpRange[] {
  if (ranges.length === 0) {
    throw valueError({
      law: 'Peer.ranges() must have at least one range',
      remedy: 'for every address, use Peer.internet() or Peer.anywhere()',
    });
  }
  const byText = new Map(ranges.map((range) => [range.toString(), range]));
  // By text first, so that ranges of one network with different exceptions have an order too.
  const blocks = [...byText.keys()].sort().flatMap((text) => byText.get(text) ?? []);
  return blocks.sort((a, b) => a.cidr._compareTo(b.cidr));
}

function checkList(what: string, given: unknown, example: string): void {
  if (Array.isArray(given)) return;
  throw valueError({ law: `${what} must be a list of networks`, got: given, remedy: `write it as in ${example}` });
}
