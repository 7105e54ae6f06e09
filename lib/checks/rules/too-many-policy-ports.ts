import { askedPolicyOf } from '../asked-policies';
import type { ICheck } from '../check';
import type { Evidence, Place } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewOf, firstOf } from '../stakes';

/**
 * Finds policies that name more ports for one peer than the network plugin takes.
 *
 * It is silent where no limit of the plugin is known.
 */
export class TooManyPolicyPorts implements ICheck {
  public readonly id = 'too-many-policy-ports';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'more ports for one peer of a policy than the network plugin takes';
  public readonly condition = 'none';
  public readonly harm = 'the ports beyond the limit stay closed, or the policy is not enforced at all';
  public readonly remedy = 'join ports to ranges, or let fewer ports through';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#targeting-a-range-of-ports';

  public inspect(inspection: Inspection): Finding[] {
    const plugin = inspection.cluster?.networkPlugin;
    const most = plugin?.maxPortsPerSelector;
    if (!plugin || most === undefined) return [];
    const { _evidence: evidence } = inspection;
    return evidence.network.policies.flatMap(({ object, ingress, egress }) =>
      [ingress, egress].flatMap((rules) => {
        const byPeer = new Map<string, Set<string>>();
        for (const { peers, ports } of rules) {
          if (ports === 'every port') continue;
          for (const peer of peers === 'everyone' ? [peers] : peers) {
            const key = JSON.stringify(peer);
            const known = byPeer.get(key) ?? new Set();
            byPeer.set(key, known);
            for (const port of ports) known.add(JSON.stringify(port));
          }
        }
        const count = Math.max(0, ...[...byPeer.values()].map(({ size }) => size));
        const [rule] = rules;
        if (count <= most || !rule) return [];
        const text = `it has ${count} ports for one peer, and ${plugin.name} takes ${most}`;
        const lines = stakes(object, rules === ingress ? 'ingress' : 'egress', count, evidence);
        return [inspection._at(object, rule.path.slice(0, 2), text, lines)];
      }),
    );
  }
}

/** Of which connections some stay closed, or all: which, the network plugin doesn't tell. */
function stakes(object: Place, direction: 'ingress' | 'egress', count: number, evidence: Evidence): string[] {
  const policy = askedPolicyOf(object, evidence);
  const members = policy ? evidence.governance.selectedBy(policy) : [];
  return fewOf(
    firstOf(members).map(({ name }) => {
      const [from, to] = direction === 'ingress' ? ['its peers', name] : [name, 'its peers'];
      return `${from} -> ${to} on ${count} ports is meant, and may be denied`;
    }),
  );
}
