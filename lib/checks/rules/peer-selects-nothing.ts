import type { ICheck } from '../check';
import { emptyPeers, stakesOf } from '../empty-peers';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds peers of policies that mean no pod, although those of some workload come close: by labels that differ in a letter or
 * a key, or in a namespace that hasn't the labels.
 *
 * It is silent where no workload comes close, as the pods may belong to another chart, or be those that choose to have a
 * label; where no workload of the namespace was read, or a chart or an operator may make some; about labels that other tools
 * give to pods of theirs; and about labels of namespaces, unless a namespace was read that is meant by its name. Pods in
 * another namespace are found by `peer-in-other-namespace`.
 */
export class PeerSelectsNothing implements ICheck {
  public readonly id = 'peer-selects-nothing';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a peer of a policy that means no pod';
  public readonly condition = 'none';
  public readonly harm = 'the rule lets nobody through';
  public readonly remedy = 'correct the selector, or take the peer out';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return emptyPeers(evidence)
      .filter(({ cause }) => cause === 'labels' || cause === 'namespaces')
      .map((each) => inspection._at(each.policy.compiled.object, each.path, each.text, stakesOf(evidence, each)));
  }
}
