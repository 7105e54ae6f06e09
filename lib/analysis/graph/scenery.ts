import type { EntryPoint } from '../entry/way-in';
import type { ClassId } from '../evaluate/class-table';
import type { Profile } from '../evaluate/profiles';
import type { Model } from '../model';
import type { WorkloadFacts } from '../network/workloads';

/** What a drawing shows of a workload, whoever connects to it. */
export interface DrawnWorkload {
  readonly name: string;
  readonly namespace: string;
  /** `Deployment`, and so on. */
  readonly kind: string;
  /** Whether no policy keeps anyone from connecting to it. */
  readonly isOpen: boolean;
  /** Whether no policy keeps it from connecting to anyone. */
  readonly reachesAll: boolean;
}

/** What there is to draw beside connections. */
export interface Scenery {
  /** All workloads, sorted by name. */
  readonly workloads: readonly DrawnWorkload[];
  /** What each entry is, by its name. */
  readonly entries: ReadonlyMap<string, EntryPoint['kind']>;
}

/** What there is to draw of an input beside its connections. */
export function sceneryOf({ population, reach, waysIn }: Model): Scenery {
  const workloads = population.workloads.map(({ name, workload, classes }): DrawnWorkload => {
    const { object } = workload as WorkloadFacts;
    const isFree = (id: ClassId) =>
      isFreeIn(reach.profileOf(id, 'ingress')) && isFreeIn(reach.profileOf(id, 'identity'));
    return {
      name,
      namespace: object.namespace,
      kind: object.kind,
      // Of pods that differ, those that nothing protects count.
      isOpen: classes.some(isFree),
      reachesAll: classes.some((id) => isFreeIn(reach.profileOf(id, 'egress'))),
    };
  });
  // A balancer is a port of the nodes besides, by the same name: what it is first counts.
  return { workloads, entries: new Map([...waysIn].reverse().map(({ entry }) => [entry.name, entry.kind])) };
}

/** Whether all that is governed may pass: no policy takes anything away, or one lets everyone pass on every port. */
function isFreeIn({ policies, opaque, direction }: Profile): boolean {
  if (opaque.length > 0) return false;
  const rules = policies.flatMap(({ policy }) => policy[direction]);
  if (rules.some(({ action }) => action !== 'Allow')) return false;
  if (policies.every(({ policy }) => !policy.isolates[direction] && !isPerPort(policy))) return true;
  return policies.some(
    ({ policy, isCertain }) =>
      isCertain &&
      policy[direction].some(
        ({ peers, facts }) =>
          peers === 'everyone' && facts.ports === 'every port' && (facts.inPart ?? facts.doubt) === undefined,
      ),
  );
}

/** Linkerd isolates port by port, and says so with rules alone. */
function isPerPort({ identity, isolates }: Profile['policies'][number]['policy']): boolean {
  return identity.length > 0 && !isolates.identity;
}
