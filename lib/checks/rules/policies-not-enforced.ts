import type { ICheck } from '../check';
import type { Evidence, Member } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewFrom, openInVain } from '../stakes';

/**
 * Finds network policies for a cluster whose network plugin enforces none.
 *
 * It is silent where nobody says which plugin it is. Each namespace is told once, at its first policy.
 */
export class PoliciesNotEnforced implements ICheck {
  public readonly id = 'policies-not-enforced';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'network policies for a network plugin that enforces none';
  public readonly condition = 'none';
  public readonly harm = 'the cluster accepts the policies, and everybody reaches everybody';
  public readonly remedy = 'use a network plugin that enforces them, or one beside it, such as Calico beside flannel';
  public readonly see = 'https://kubernetes.io/docs/concepts/services-networking/network-policies/#prerequisites';

  public inspect(inspection: Inspection): Finding[] {
    const plugin = inspection.cluster?.networkPlugin;
    if (!plugin || plugin.enforcesNetworkPolicies) return [];
    const told = new Set<string>();
    const { _evidence: evidence } = inspection;
    return evidence.network.policies.flatMap(({ object }) => {
      if (told.has(object.namespace)) return [];
      told.add(object.namespace);
      const members = evidence.governance.workloadsIn(object.namespace);
      const lines = fewFrom(linesOf(members, evidence));
      return [inspection._at(object, [], `${plugin.name}, the network plugin, enforces no network policy`, lines)];
    });
  }
}

/** Made one after another: a few are enough. */
function* linesOf(members: readonly Member[], evidence: Evidence): Generator<string> {
  for (const member of members) yield* openInVain(member, evidence);
}
