import { MeshMode } from '../../cluster';
import { type Fault, valueError } from '../../errors';
import { type Problem, problemOf } from '../../objects';
import { PortSet } from '../../traffic';
import type { ConnectionGraph } from '../graph';
import type { Party } from '../party';
import { type Admission, bystanders } from './admission';
import type { IdentityObject, IdentityProps } from './identity-object';

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
  const faults = mesh.mode === MeshMode.SIDECAR ? [] : blurred(props, callers);
  const problems = faults.map((fault) => problemOf(party.construct, valueError(fault)));
  try {
    write();
    return problems;
  } catch (error) {
    return [...problems, problemOf(party.construct, error)];
  }
}

/**
 * Those among some callers to whom more would be open than was declared.
 *
 * Where the network policy sees one port for all, nothing but the identity policy tells ports apart, and it knows pods by
 * their identities only: those that share one get what each of them was promised.
 */
export function blurred({ admissions, workload, mesh }: Omit<IdentityProps, 'name'>, callers: Admission[]): Fault[] {
  const open = portsOf(admissions.filter(({ caller }) => caller.kind === 'everyone'));
  const strangers = admissions.filter(({ caller }) => caller.kind === 'stranger');
  // Linkerd's policies have no word for those without an identity: what these may do, all may.
  const lent = mesh.mode === MeshMode.LINKERD_PROXY ? portsOf(strangers) : PortSet.none();
  const granted = grants(admissions, ({ caller }) => caller.key);
  const toAll = grants(
    admissions.filter(({ isWhole }) => isWhole),
    ({ caller }) => caller.key,
  );
  const declared = grants(admissions, nameOf);
  return [...new Map(callers.map((each) => [nameOf(each), each])).values()].flatMap((each) => {
    const { caller, pods } = each;
    if (caller.kind !== 'account' && caller.kind !== 'namespace') return [];
    const all = `2 ${caller.namespace}`;
    // Pods that nobody here knows run as `default`; an account with a name is taken for one of those that are known.
    const shared = caller.kind === 'namespace' ? granted.get(`1 ${caller.namespace} ${SHARED}`) : undefined;
    const meant = sum(open, toAll.get(all), declared.get(nameOf(each)));
    const more = sum(granted.get(caller.key), granted.get(all), shared).difference(meant);
    if (!more.isEmpty) return [sharesIdentity(each, more, workload.displayName)];
    const others = lent.difference(meant);
    return others.isEmpty ? [] : [passesForStranger(pods, others, workload.displayName)];
  });
}

/** Tells callers apart, also those whom the mesh doesn't. */
export function nameOf({ caller, pods }: Admission): string {
  return `${caller.key} ${pods}`;
}

function grants(admissions: Admission[], keyOf: (admission: Admission) => string): Map<string, PortSet> {
  const found = new Map<string, PortSet>();
  for (const admission of admissions) found.set(keyOf(admission), sum(found.get(keyOf(admission)), admission.ports));
  return found;
}

function portsOf(admissions: Admission[]): PortSet {
  return sum(...admissions.map(({ ports }) => ports));
}

function sum(...sets: (PortSet | undefined)[]): PortSet {
  return PortSet.of(...sets.flatMap((set) => set?.ports ?? []));
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
