import type { ICheck } from '../check';
import { type EmptyPeer, emptyPeers } from '../empty-peers';
import type { Evidence } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { connectionText, fewOf, firstOf } from '../stakes';

/**
 * Finds two items of a rule that were meant as one: one with a namespaceSelector alone, which means every pod there, and one
 * with a podSelector alone, which means pods of the own namespace, where only those of the other namespace have the labels.
 *
 * It is silent where pods of the own namespace have the labels: then both items may be meant.
 */
export class PeerSplitInTwo implements ICheck {
  public readonly id = 'peer-split-in-two';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a namespaceSelector and a podSelector in two items of a rule, where one was meant';
  public readonly condition = 'none';
  public readonly harm = 'every pod of the other namespace is let through';
  public readonly remedy = 'write both selectors in one item, without a hyphen before the second';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return emptyPeers(evidence)
      .filter(({ cause }) => cause === 'split')
      .map((each) => inspection._at(each.policy.compiled.object, each.path, each.text, letThrough(each, evidence)));
  }
}

/** Connections of pods that weren't meant. */
function letThrough({ policy, rule, direction, meant }: EmptyPeer, { governance }: Evidence): string[] {
  const others = firstOf(governance.heldBy(rule).filter((each) => !meant.includes(each)));
  return fewOf(
    firstOf(governance.selectedBy(policy)).flatMap((subject) =>
      others.flatMap((other) => {
        const [from, to] = direction === 'ingress' ? [other, subject] : [subject, other];
        return `${connectionText(governance, from.name, to.name, governance.portsAt(rule, to))} is allowed by it`;
      }),
    ),
  );
}
