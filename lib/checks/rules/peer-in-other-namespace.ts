import type { ICheck } from '../check';
import { emptyPeers, stakesOf } from '../empty-peers';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds peers with a podSelector alone, which means pods of the policy's own namespace, where only those of another namespace
 * have the labels.
 *
 * It is silent where no workload of the own namespace was read, or a chart or an operator may make some; and about namespaces
 * that look like copies of one thing, with a workload or a policy of one name in both.
 */
export class PeerInOtherNamespace implements ICheck {
  public readonly id = 'peer-in-other-namespace';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a podSelector without a namespaceSelector, for pods of another namespace';
  public readonly condition = 'none';
  public readonly harm = 'the rule lets nobody through';
  public readonly remedy = 'put a namespaceSelector beside the podSelector, in the same item';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return emptyPeers(evidence)
      .filter(({ cause }) => cause === 'elsewhere')
      .map((each) => inspection._at(each.policy.compiled.object, each.path, each.text, stakesOf(evidence, each)));
  }
}
