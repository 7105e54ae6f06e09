import { MeshMode } from '../../cluster';
import { type Fault, valueError } from '../../errors';
import { clusterOf, type Problem, problemOf } from '../../objects';
import type { PortSet } from '../../traffic';
import type { ConnectionGraph } from '../graph';
import type { Party } from '../party';
import { type Admission, bystanders } from './admission';
import { declaredPorts, granted, nameOf, sumOf, wholeOf } from './declared-ports';
import type { IdentityObject, IdentityProps } from './identity-object';
import { lentPorts } from './linkerd-problems';

/** The account of all pods that name none. */
const SHARED = 'default';

/** What can't be said of a workload by identities; seen when everything is declared. */
export function identityProblems(
  graph: ConnectionGraph,
  party: Party,
  props: IdentityProps,
  write: () => IdentityObject[],
): Problem[] {
  const { admissions, mesh } = props;
  const callers = [...admissions, ...bystanders(graph, admissions, mesh)];
  const faults = faultsOf(party, props, callers);
  const problems = faults.map((fault) => problemOf(party.construct, valueError(fault)));
  try {
    write();
    return problems;
  } catch (error) {
    return [...problems, problemOf(party.construct, error)];
  }
}

/** With sidecars of Istio, the network policy tells all ports apart. */
function faultsOf({ construct }: Party, props: IdentityProps, callers: Admission[]): Fault[] {
  switch (props.mesh.mode) {
    case MeshMode.SIDECAR:
      return [];
    case MeshMode.AMBIENT:
      return blurred(props, callers);
    case MeshMode.LINKERD_PROXY:
      return [...blurred(props, callers), ...lentPorts(props, callers, clusterOf(construct).podRanges)];
  }
}

/**
 * Those among some callers to whom more would be open than was declared.
 *
 * Where the network policy sees one port for all, nothing but the identity policy tells ports apart, and it knows pods by
 * their identities only: those that share one get what each of them was promised.
 */
export function blurred(
  { admissions, workload }: Pick<IdentityProps, 'admissions' | 'workload'>,
  callers: Admission[],
): Fault[] {
  const byIdentity = granted(admissions, ({ caller }) => caller.key);
  const meant = declaredPorts(admissions);
  return [...new Map(callers.map((each) => [nameOf(each), each])).values()].flatMap((each) => {
    const { caller } = each;
    if (caller.kind !== 'account' && caller.kind !== 'namespace') return [];
    // Pods that nobody here knows run as `default`; an account with a name is taken for one of those that are known.
    const shared = caller.kind === 'namespace' ? byIdentity.get(`1 ${caller.namespace} ${SHARED}`) : undefined;
    const had = sumOf(byIdentity.get(caller.key), byIdentity.get(wholeOf(caller.namespace)), shared);
    const more = had.difference(meant(each));
    return more.isEmpty ? [] : [sharesIdentity(each, more, workload.displayName)];
  });
}

function sharesIdentity({ caller, pods }: Admission, more: PortSet, callee: string): Fault {
  const identity = caller.kind === 'account' ? `service account ${caller.account}` : 'namespace';
  return {
    law:
      `pods that a mesh knows as one must be let in on the same ports, but ${callee} knows ${pods} by its ` +
      `${identity} alone, which is let in on ${more} as well`,
    remedy:
      'give each caller an account of its own, `serviceAccount: ServiceAccount.dedicated()`, or let all that share one in ' +
      'on the same ports',
  };
}
