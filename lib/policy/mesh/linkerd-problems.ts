import type { Fault } from '../../errors';
import type { IpRange, PortSet } from '../../traffic';
import type { Admission } from './admission';
import { declaredPorts, nameOf, portsOf } from './declared-ports';
import type { IdentityProps } from './identity-object';

/**
 * The callers within a mesh of Linkerd to whom more is open than was declared of them.
 *
 * Its policies have no word for those without an identity. What these may do, whoever has their addresses may, and that
 * is everybody where they are pods, of which no address is known.
 *
 * @param podRanges - where pods have their addresses; where nobody says, any range may hold some
 * @see https://linkerd.io/2/reference/authorization-policy/#networkauthentication
 */
export function lentPorts(
  { admissions, workload }: IdentityProps,
  callers: Admission[],
  podRanges: IpRange[],
): Fault[] {
  const strangers = portsOf(admissions.filter(({ caller }) => caller.kind === 'stranger'));
  const ranges = admissions.filter(({ caller }) => caller.kind === 'range' && mayHoldPods(caller.range, podRanges));
  const meant = declaredPorts(admissions);
  return [...new Map(callers.map((each) => [nameOf(each), each])).values()].flatMap((each) => {
    const { caller, pods } = each;
    if (caller.kind !== 'account' && caller.kind !== 'namespace') return [];
    const more = strangers.difference(meant(each));
    if (!more.isEmpty) return [passesForStranger(pods, more, workload.displayName)];
    const holding = ranges.find(({ ports }) => !ports.difference(meant(each)).isEmpty);
    if (!holding) return [];
    return [mayBeWithin(pods, holding.ports.difference(meant(each)), workload.displayName, holding.pods)];
  });
}

/** Pieces that are left out one by one aren't added up: such a range is taken for holding pods. */
function mayHoldPods({ cidr, except }: IpRange, podRanges: IpRange[]): boolean {
  if (podRanges.length === 0) return true;
  return podRanges.some(({ cidr: pods }) => {
    if (!cidr.overlaps(pods)) return false;
    const common = cidr.contains(pods) ? pods : cidr;
    return !except.some((each) => each.contains(common));
  });
}

function passesForStranger(pods: string, more: PortSet, callee: string): Fault {
  return {
    law:
      'callers within a mesh of Linkerd must be let in on all ports that pods outside of it are, from which its policies ' +
      `don't tell them apart, but ${pods} isn't let in to ${callee} on ${more}`,
    remedy:
      'put those pods into the mesh and name their namespace in `Mesh.linkerd({ memberNamespaces: [...] })`, or let the ' +
      'caller in on these ports as well',
  };
}

function mayBeWithin(pods: string, more: PortSet, callee: string, range: string): Fault {
  return {
    law:
      'callers within a mesh of Linkerd must be let in on all ports that a range is which may hold their addresses, since ' +
      `its policies ask there for nothing else, but ${pods} isn't let in to ${callee} on ${more}, as ${range} is`,
    remedy:
      'say in the cluster profile where pods have their addresses, `podRanges`, and leave these out of the range by ' +
      '`exceptFor`, or let the caller in on these ports as well',
  };
}
