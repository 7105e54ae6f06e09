import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds rules of which nothing is left, since all their addresses are of a family that the pods of the cluster don't have.
 *
 * It is silent where the network plugin enforces both families, and where the cluster profile doesn't say which addresses
 * pods have.
 */
export class AddressFamilyNotEnforced implements ICheck {
  public readonly id = 'address-family-not-enforced';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a rule whose addresses are all of a family that the pods of the cluster do not have';
  public readonly condition = 'none';
  public readonly harm = 'the rule lets nobody through';
  public readonly remedy = 'name addresses of the family that the cluster has';
  public readonly see = 'https://kubernetes.io/docs/concepts/services-networking/dual-stack/';

  public inspect(inspection: Inspection): Finding[] {
    const { networkPlugin: plugin, podRanges = [] } = inspection.cluster ?? {};
    const families = new Set(podRanges.map(({ cidr }) => familyOf(cidr.toString())));
    const [family] = families;
    if (!plugin || plugin.supportsDualStackPolicies || family === undefined || families.size > 1) return [];
    return inspection._evidence.network.policies.flatMap(({ object, ingress, egress }) =>
      [...ingress, ...egress].flatMap(({ path, peers }) => {
        if (peers === 'everyone' || peers.length === 0) return [];
        const areOther = peers.every((peer) => peer.kind === 'block' && familyOf(peer.block.cidr) !== family);
        if (!areOther) return [];
        return [inspection._at(object, path, `its addresses are not ${family}, which is all that the pods have`)];
      }),
    );
  }
}

function familyOf(network: string): string {
  return network.includes(':') ? 'IPv6' : 'IPv4';
}
