import { PortSet } from '../../traffic';
import type { Admission } from './admission';

/** Tells callers apart, also those whom the mesh doesn't. */
export function nameOf({ caller, pods }: Admission): string {
  return `${caller.key} ${pods}`;
}

/** The key of all pods of a namespace. */
export function wholeOf(namespace: string): string {
  return `2 ${namespace}`;
}

/** The ports that were declared of pods within the mesh: of themselves, of their namespace, or of everyone. */
export function declaredPorts(admissions: Admission[]): (pods: Admission) => PortSet {
  const open = portsOf(admissions.filter(({ caller }) => caller.kind === 'everyone'));
  const whole = admissions.filter(({ isWhole }) => isWhole);
  const toAll = granted(whole, ({ caller }) => caller.key);
  const declared = granted(admissions, nameOf);
  return (pods) => {
    const { caller } = pods;
    const all = 'namespace' in caller ? toAll.get(wholeOf(caller.namespace)) : undefined;
    return sumOf(open, all, declared.get(nameOf(pods)));
  };
}

/** The ports of some callers, by what they have in common. */
export function granted(admissions: Admission[], keyOf: (admission: Admission) => string): Map<string, PortSet> {
  const found = new Map<string, PortSet>();
  for (const admission of admissions) found.set(keyOf(admission), sumOf(found.get(keyOf(admission)), admission.ports));
  return found;
}

/** The ports of all of some callers. */
export function portsOf(admissions: Admission[]): PortSet {
  return sumOf(...admissions.map(({ ports }) => ports));
}

/** The ports of all sets; a set that isn't there has none. */
export function sumOf(...sets: (PortSet | undefined)[]): PortSet {
  return PortSet.of(...sets.flatMap((set) => set?.ports ?? []));
}
