import type { Member, Population } from '../evaluate/population';
import type { Labels } from '../network/workloads';

/** Labels by which people know a workload, the usual ones first. */
const USUAL = ['app.kubernetes.io/name', 'app', 'k8s-app', 'name'];

/**
 * Labels that tell a workload from all others of its namespace: one that does it alone if there is one, else all that
 * its pods have in common.
 */
export function labelsOnlyOf(member: Member, population: Population): Labels {
  if (member.standIn?.waypoint) return member.standIn.waypoint.knownBy;
  const shared = commonLabels(member);
  const others = population.inNamespace(member.namespace).filter((each) => each !== member);
  const keys = Object.keys(shared).sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
  const alone = keys.find((key) => !others.some((other) => mayHave(other, key, shared[key])));
  return alone === undefined ? shared : { [alone]: shared[alone] };
}

function commonLabels({ workload }: Member): Labels {
  const [first, ...rest] = (workload?.pods ?? []).map(({ labels }) => labels);
  const common = Object.entries(first ?? {}).filter(([key, value]) => rest.every((labels) => labels[key] === value));
  return Object.fromEntries(common);
}

function mayHave({ workload }: Member, key: string, value: string): boolean {
  return (workload?.pods ?? []).some(
    ({ labels, addedLabels }) => labels[key] === value || addedLabels === 'any' || addedLabels.includes(key),
  );
}

function rank(key: string): number {
  const at = USUAL.indexOf(key);
  return at < 0 ? USUAL.length : at;
}
