import type { ICheck } from '../check';
import type { AskedPolicy, Evidence } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { byText, fewOf, firstOf, openText } from '../stakes';
import { listAt } from '../written';

/**
 * Finds rules of a direction that the policyTypes of their policy leave out: the API server takes them, and nothing reads them.
 *
 * It is silent about policies without policyTypes, of which every rule counts.
 */
export class InertRules implements ICheck {
  public readonly id = 'inert-rules';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'rules for a direction that is not among the policyTypes';
  public readonly condition = 'none';
  public readonly harm = 'the rules do nothing: that direction stays as other policies leave it';
  public readonly remedy = 'add the direction to policyTypes, or take the rules out';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return evidence.governance.policies
      .filter(({ language }) => language === 'kubernetes')
      .flatMap((policy) => {
        const { object } = policy.compiled;
        const body = evidence.bodyOf(object);
        const types = listAt(body, 'spec', 'policyTypes');
        if (types.length === 0) return [];
        return DIRECTIONS.flatMap(([direction, type]) => {
          const rules = listAt(body, 'spec', direction);
          if (types.includes(type) || rules.length === 0) return [];
          const text = `its policyTypes leave ${type} out, so that its ${direction} rules are not read`;
          return [inspection._at(object, ['spec', direction], text, stakes(policy, direction, evidence))];
        });
      });
  }
}

const DIRECTIONS = [
  ['ingress', 'Ingress'],
  ['egress', 'Egress'],
] as const;

/** What the pods come to without the rules. */
function stakes(policy: AskedPolicy, direction: 'ingress' | 'egress', evidence: Evidence): string[] {
  const { governance } = evidence;
  const lines = firstOf(governance.selectedBy(policy)).map((member) => {
    if (governance.isUngoverned(member, direction)) return openText(member, direction);
    return `the ${direction} of ${member.name} is decided${byText(evidence, governance.deciding(member, direction)) || ' elsewhere'}`;
  });
  return fewOf(lines);
}
