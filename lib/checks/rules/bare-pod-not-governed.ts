import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { openInVain } from '../stakes';

/**
 * Finds Pods that nothing owns, in a namespace with policies, for a network plugin that governs only what a controller
 * made.
 *
 * It is silent where nobody says which plugin it is.
 */
export class BarePodNotGoverned implements ICheck {
  public readonly id = 'bare-pod-not-governed';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a Pod that no controller made, where the network plugin governs no such pods';
  public readonly condition = 'none';
  public readonly harm = 'no policy is enforced for the Pod: it reaches everybody, and everybody reaches it';
  public readonly remedy = 'have a Deployment, a Job or another controller make it';
  public readonly see = 'https://kubernetes.io/docs/concepts/workloads/pods/#working-with-pods';

  public inspect(inspection: Inspection): Finding[] {
    const plugin = inspection.cluster?.networkPlugin;
    if (!plugin || plugin.governsBarePods) return [];
    const { _evidence: evidence } = inspection;
    const { workloads, policies } = evidence.network;
    const governed = new Set(policies.map(({ object }) => object.namespace));
    return workloads
      .filter(({ object }) => object.kind === 'Pod' && governed.has(object.namespace))
      .map((workload) => {
        const text = `no controller made it, and ${plugin.name} enforces no policy for such a pod`;
        const lines = openInVain(evidence.governance.memberOf(workload), evidence);
        return inspection._at(workload.object, [], text, lines);
      });
  }
}
