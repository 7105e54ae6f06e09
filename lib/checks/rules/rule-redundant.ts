import type { ICheck } from '../check';
import { Coverage, type PlacedRule, subjectKey, widerSubjectKeys } from '../coverage';
import type { AskedPolicy, Evidence } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { ruleText } from '../rule-texts';
import { Severity } from '../severity';
import { connectionText, fewOf, firstOf } from '../stakes';

/**
 * Finds rules of NetworkPolicies that add nothing: others for the same pods, or for all of the namespace, let the same peers
 * in or out on the same ports.
 *
 * What is written is compared, and not which pods there are. Of two rules that say the same, the later one is told. It is
 * silent about policies of other languages, in which rules may deny.
 */
export class RuleRedundant implements ICheck {
  public readonly id = 'rule-redundant';
  public readonly severity = Severity.INFO;
  public readonly summary = 'a rule that adds nothing to the others';
  public readonly condition = 'none';
  public readonly harm = 'whoever takes it out to close something closes nothing';
  public readonly remedy = 'take it out, or narrow the other one';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const policies = evidence.governance.policies.filter(({ language }) => language === 'kubernetes');
    const placed = policies.flatMap((policy) => placedIn(policy).map((rule) => ({ ...rule, policy })));
    const coverage = new Coverage(evidence.governance, placed);
    return placed.flatMap((own) => {
      // Of rules that say the same, the first one is not covered by those after it.
      const by = coverage.of(own, ({ place }, isSame) => !isSame || place < own.place);
      if (!by) return [];
      const others = by.map(({ rule }) => ruleText(rule, evidence, own.rule.policy));
      const text = `${others.slice(0, 2).join(' and ')}${others.length > 2 ? ` and ${others.length - 2} more` : ''} let${others.length > 1 ? '' : 's'} the same through`;
      return [inspection._at(own.rule.policy.object, own.rule.facts.path, text, stakes(own.policy, own, evidence))];
    });
  }
}

function placedIn({ compiled, subjects }: AskedPolicy): PlacedRule[] {
  const { namespace } = compiled.object;
  return subjects.flatMap(({ pods }) =>
    (['ingress', 'egress'] as const).flatMap((direction) =>
      compiled[direction].map((rule) => ({
        rule,
        direction,
        subject: subjectKey(namespace, pods),
        widerSubjects: widerSubjectKeys(namespace, pods),
        namespace,
        place: rule.id,
      })),
    ),
  );
}

/** What passes without the rule. */
function stakes(policy: AskedPolicy, { rule, direction }: PlacedRule, { governance }: Evidence): string[] {
  const [member] = governance.selectedBy(policy);
  // The other side may deny it all the same.
  const passes = direction === 'ingress' ? 'is let in without it' : 'is let out without it';
  if (!member) return [];
  const others = rule.peers === 'everyone' ? [] : firstOf(governance.heldBy(rule).filter((each) => each !== member));
  const lines = others.map((other) => {
    const [from, to] = direction === 'ingress' ? [other, member] : [member, other];
    return `${connectionText(governance, from.name, to.name, governance.portsAt(rule, to))} ${passes}`;
  });
  if (lines.length > 0) return fewOf(lines);
  const [from, to] = direction === 'ingress' ? ['its peers', member.name] : [member.name, 'its peers'];
  return [`${connectionText(governance, from, to, rule.ports)} ${passes}`];
}
