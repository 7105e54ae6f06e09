import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewOf, firstOf } from '../stakes';

/**
 * Finds policies that select pods on the network of their node, which no NetworkPolicy reaches: they have the node's address,
 * and what comes from it or goes to it is not theirs alone.
 *
 * It is silent about empty selectors, which mean every pod and not these in particular.
 */
export class PolicyOnHostNetwork implements ICheck {
  public readonly id = 'policy-on-host-network';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a policy for pods that are on the network of their node';
  public readonly condition = 'none';
  public readonly harm =
    'the policy does nothing for these pods: it depends on the network plugin whether it does anything at all';
  public readonly remedy = 'take the pods off hostNetwork, or close the ports of the node by its firewall';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-and-hostnetwork-pods';

  public inspect(inspection: Inspection): Finding[] {
    const { governance } = inspection._evidence;
    if (!governance.workloads.some((member) => governance.isOnNode(member))) return [];
    return governance.policies.flatMap((policy) => {
      const { object, isolates } = policy.compiled;
      const found = policy.subjects.flatMap(({ namespaces, pods }) =>
        namespaces === 'own' && pods.requirements.length > 0
          ? governance.membersOf(governance.selected(object.namespace, pods).certain)
          : [],
      );
      const [first, ...others] = found.filter((member) => governance.isOnNode(member));
      if (!first) return [];
      const more = others.length > 0 ? ` and ${others.length} more` : '';
      const text = `it selects ${first.name}${more}, whose pods are on the network of their node`;
      const lines = firstOf([first, ...others]).flatMap(({ name }) => [
        ...(isolates.ingress ? [`anywhere -> ${name} all ports may pass whatever it says`] : []),
        ...(isolates.egress ? [`${name} -> anywhere all ports may pass whatever it says`] : []),
      ]);
      return [inspection._at(object, policy.selectorPath, text, fewOf(lines))];
    });
  }
}
