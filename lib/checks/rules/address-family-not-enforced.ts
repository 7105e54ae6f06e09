import { askedPolicyOf } from '../asked-policies';
import type { ICheck } from '../check';
import type { Evidence, Place, PolicyRule } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { connectionText, fewOf, firstOf } from '../stakes';

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
    const { _evidence: evidence } = inspection;
    return evidence.network.policies.flatMap(({ object, ingress, egress }) =>
      [...ingress, ...egress].flatMap((rule) => {
        const { path, peers } = rule;
        if (peers === 'everyone' || peers.length === 0) return [];
        const areOther = peers.every((peer) => peer.kind === 'block' && familyOf(peer.block.cidr) !== family);
        if (!areOther) return [];
        const text = `its addresses are not ${family}, which is all that the pods have`;
        return [inspection._at(object, path, text, stakes(object, rule, evidence))];
      }),
    );
  }
}

/** The connections that the rule was written for. */
function stakes(object: Place, rule: PolicyRule, evidence: Evidence): string[] {
  const policy = askedPolicyOf(object, evidence);
  const compiled =
    policy && [...policy.compiled.ingress, ...policy.compiled.egress].find(({ facts }) => facts === rule);
  if (!compiled || rule.peers === 'everyone') return [];
  const isIngress = policy.compiled.ingress.includes(compiled);
  const { governance } = evidence;
  const lines = firstOf(governance.selectedBy(policy)).flatMap(({ name }) =>
    blocksOf(rule).map((cidr) => {
      const [from, to] = isIngress ? [cidr, name] : [name, cidr];
      return `${connectionText(governance, from, to, compiled.ports)} is meant, and never passes`;
    }),
  );
  return fewOf(lines);
}

function blocksOf({ peers }: PolicyRule): readonly string[] {
  return firstOf(peers === 'everyone' ? [] : peers).flatMap((peer) => (peer.kind === 'block' ? peer.block.cidr : []));
}

function familyOf(network: string): string {
  return network.includes(':') ? 'IPv6' : 'IPv4';
}
