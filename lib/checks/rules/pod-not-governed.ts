import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { openText } from '../stakes';

/**
 * Finds workloads that no policy selects, in a namespace that has policies: whoever wrote those forgot them, or their labels
 * are mistaken.
 *
 * It is silent about pods on the network of their node, about namespaces of which no policy selects anybody, and where a
 * policy that isn't understood may select them.
 */
export class PodNotGoverned implements ICheck {
  public readonly id = 'pod-not-governed';
  public readonly severity = Severity.INFO;
  public readonly summary = 'a workload that no policy selects, in a namespace that has policies';
  public readonly condition = 'none';
  public readonly harm = 'it reaches everybody, and everybody reaches it';
  public readonly remedy = 'write a policy for it, or one with an empty podSelector for all pods of the namespace';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation';

  public inspect(inspection: Inspection): Finding[] {
    const { governance } = inspection._evidence;
    const namespaces = new Set(
      governance.policies.flatMap((policy) =>
        governance.selectsSomeone(policy) ? policy.compiled.object.namespace : [],
      ),
    );
    return [...namespaces].flatMap((namespace) =>
      governance.workloadsIn(namespace).flatMap((member) => {
        const isOpen = DIRECTIONS.every((direction) => governance.isUngoverned(member, direction));
        if (!member.workload || !isOpen || governance.isOnNode(member)) return [];
        const text = `no policy of namespace ${namespace} selects its pods`;
        const lines = DIRECTIONS.map((direction) => openText(member, direction));
        return [inspection._at(member.workload.object, [], text, lines)];
      }),
    );
  }
}

const DIRECTIONS = ['ingress', 'egress'] as const;
