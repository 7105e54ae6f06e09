import type { Evidence } from './facts';

const KNOWN = new WeakMap<Evidence, ReadonlyMap<string, ReadonlySet<string>>>();

/**
 * Whether two namespaces look like copies of one thing, such as one for tests and one for customers: both have a workload of
 * one kind and name, or a policy of one name that is for some of the pods. What one of them hasn't is then not meant to be
 * that of the other.
 */
export function areCopies(evidence: Evidence, one: string, other: string): boolean {
  const known = KNOWN.get(evidence) ?? wordsOf(evidence);
  KNOWN.set(evidence, known);
  const [own, others] = [known.get(one), known.get(other)];
  return own !== undefined && others !== undefined && [...own].some((word) => others.has(word));
}

/** By namespace, what its copies have as well. */
function wordsOf({ governance }: Evidence): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const note = (namespace: string, word: string) =>
    found.set(namespace, (found.get(namespace) ?? new Set<string>()).add(word));
  for (const { workload } of governance.workloads) {
    if (workload) note(workload.object.namespace, `${workload.object.kind}/${workload.object.name}`);
  }
  for (const { compiled, subjects } of governance.policies) {
    const { kind, namespace, name } = compiled.object;
    if (subjects.some(({ pods }) => pods.requirements.length > 0)) note(namespace, `${kind}/${name}`);
  }
  return found;
}
