import type { Finding } from './finding';
import type { Inspection } from './inspection';
import type { Severity } from './severity';

/**
 * The contract of a check: what to look for in manifests, and what to say of it.
 *
 * A check looks at what was read and at nothing else. Of what it can't see it is silent: a Gateway that isn't there may
 * be in another repository.
 *
 * Where a mistake opens or closes connections, or answers URLs otherwise than was meant, a finding shows which, as its
 * evidence: `inspection.connectivity` answers who reaches whom by the same manifests. What isn't certain it says to be
 * possible, and where nothing is at stake it shows nothing.
 *
 * @example
 * class NoNodePorts implements checks.ICheck {
 *   readonly id = 'no-node-ports';
 *   readonly severity = checks.Severity.WARNING;
 *   readonly summary = 'a Service with a port on every node';
 *   readonly condition = 'none';
 *   readonly harm = 'whoever reaches a node reaches the Service';
 *   readonly remedy = 'make it a Service of type ClusterIP, and route to it';
 *   readonly see = 'https://kubernetes.io/docs/concepts/services-networking/service/#type-nodeport';
 *
 *   inspect(inspection: checks.Inspection): checks.Finding[] {
 *     return inspection.objects
 *       .filter(({ kind, body }) => kind === 'Service' && body.spec?.type === 'NodePort')
 *       .map((object) => inspection.finding(object, ['spec', 'type'], 'it is of type NodePort'));
 *   }
 * }
 */
export interface ICheck {
  /** Its name, in lower case with hyphens: `backend-not-granted`. */
  readonly id: string;

  /** How bad it is what it finds. */
  readonly severity: Severity;

  /** What it finds, in a few words. */
  readonly summary: string;

  /** How a cluster shows it: a condition such as `ResolvedRefs=False RefNotPermitted`; `none` where it doesn't. */
  readonly condition: string;

  /** What comes of it. */
  readonly harm: string;

  /** What to do about it. */
  readonly remedy: string;

  /** Where the law stands: the address of a page. */
  readonly see: string;

  /**
   * Looks for it.
   *
   * @param inspection - what was read
   */
  inspect(inspection: Inspection): Finding[];
}
