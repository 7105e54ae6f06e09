import type { Admission, Evidence, ParentFacts, RouteFacts } from './facts';

/** A parentRef of a route whose listeners were read, with what each of those that it means says to the route. */
export interface Attachment {
  readonly route: RouteFacts;
  readonly parent: ParentFacts;
  readonly admissions: readonly Admission[];
}

/** All parentRefs that mean listeners which were read. A Service as a parent means the mesh, and has no listeners. */
export function attachmentsIn(evidence: Evidence): readonly Attachment[] {
  return [...byRoute(evidence).values()].flat();
}

/** Those of one route. */
export function attachmentsOf(route: RouteFacts, evidence: Evidence): readonly Attachment[] {
  return byRoute(evidence).get(route) ?? [];
}

/** Many checks ask for them, and none changes them. */
const KNOWN = new WeakMap<Evidence, ReadonlyMap<RouteFacts, readonly Attachment[]>>();

function byRoute(evidence: Evidence): ReadonlyMap<RouteFacts, readonly Attachment[]> {
  const known =
    KNOWN.get(evidence) ?? new Map(evidence.network.routes.map((route) => [route, attached(route, evidence)]));
  KNOWN.set(evidence, known);
  return known;
}

function attached(route: RouteFacts, evidence: Evidence): Attachment[] {
  return route.parents.flatMap((parent) => {
    const meant = evidence.meantBy(parent) ?? [];
    if (meant.length === 0) return [];
    return [{ route, parent, admissions: meant.map((listener) => evidence.admission(listener, route)) }];
  });
}

/** The conditions under which a listener takes a route, in the order in which they are asked. */
export enum Condition {
  PROTOCOL = 0,
  KIND = 1,
  HOSTNAME = 2,
  NAMESPACE = 3,
}

/** The first condition that fails; undefined where none does for certain. */
export function failedAt({ legs, passed }: Admission): Condition | undefined {
  return legs.some(({ answer }) => answer === 'denied') ? passed : undefined;
}

/** Those that take the route, or may. */
export function takenBy({ admissions }: Attachment): readonly Admission[] {
  return admissions.filter((admission) => failedAt(admission) === undefined);
}

/** Where no listener takes the route: the one that comes nearest to it. */
export function refusalOf(attachment: Attachment): Admission | undefined {
  if (takenBy(attachment).length > 0) return undefined;
  return attachment.admissions.reduce((best, admission) => (admission.passed > best.passed ? admission : best));
}

/** Attachments that fail at one of these conditions, with the listener that says so. */
export function refusedAt(
  evidence: Evidence,
  ...conditions: readonly Condition[]
): readonly (Attachment & { readonly refusal: Admission })[] {
  return attachmentsIn(evidence).flatMap((attachment) => {
    const refusal = refusalOf(attachment);
    const failed = refusal && failedAt(refusal);
    return refusal && failed !== undefined && conditions.includes(failed) ? [{ ...attachment, refusal }] : [];
  });
}
