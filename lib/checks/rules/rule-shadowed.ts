import type { ICheck } from '../check';
import { Coverage, type PlacedRule, subjectKey, widerSubjectKeys } from '../coverage';
import type { AskedClusterPolicy, CompiledRule, Evidence } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { ruleText } from '../rule-texts';
import { Severity } from '../severity';
import { connectionText, fewOf, firstOf } from '../stakes';

/**
 * Finds rules of admin policies that never match: earlier ones of their tier, of a lower priority number or before them in the
 * same policy, decide for the same pods, peers and ports.
 *
 * What is written is compared, and not which pods there are. It is silent about policies of one priority, of which nobody
 * knows the order.
 */
export class RuleShadowed implements ICheck {
  public readonly id = 'rule-shadowed';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a rule of an admin policy that earlier ones leave nothing to decide';
  public readonly condition = 'none';
  public readonly harm = 'what the rule was written to allow or to deny is decided otherwise';
  public readonly remedy = 'give its policy a lower priority number, or take it out';
  public readonly see = 'https://network-policy-api.sigs.k8s.io/api-overview/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const { clusterPolicies } = evidence.governance;
    return (['Admin', 'Baseline'] as const).flatMap((tier) => {
      const placed = clusterPolicies.filter(({ compiled }) => compiled.tier === tier).flatMap(placedIn);
      const coverage = new Coverage(evidence.governance, placed);
      return placed.flatMap((own) => {
        const by = coverage.of(own, (other) => isBefore(other.rule, own.rule));
        if (!by) return [];
        const others = by.map(({ rule }) => `${ruleText(rule, evidence, own.rule.policy)} (${rule.facts.action})`);
        const text = `its ${own.rule.facts.action} never matches: ${others.join(' and ')} decide${others.length > 1 ? '' : 's'} before it`;
        return [inspection._at(own.rule.policy.object, own.rule.facts.path, text, stakes(own, by, evidence))];
      });
    });
  }
}

function placedIn({ compiled, subject: { namespaces, pods } }: AskedClusterPolicy): PlacedRule[] {
  return (['ingress', 'egress'] as const).flatMap((direction) =>
    compiled[direction].map((rule) => ({
      rule,
      direction,
      subject: subjectKey(namespaces, pods),
      widerSubjects: widerSubjectKeys(namespaces, pods),
      namespace: '',
      place: rule.id,
    })),
  );
}

function isBefore(one: CompiledRule, other: CompiledRule): boolean {
  if (one.policy === other.policy) return one.id < other.id;
  return one.policy.priority < other.policy.priority;
}

/** For whom it would have decided. */
function stakes({ rule, direction }: PlacedRule, by: readonly PlacedRule[], { governance }: Evidence): string[] {
  const [first] = by;
  const [subject] = governance.membersOf(rule.policy.subject.certain);
  if (!first || !subject) return [];
  return fewOf(
    firstOf(governance.heldBy(rule).filter((each) => each !== subject)).map((other) => {
      const [from, to] = direction === 'ingress' ? [other, subject] : [subject, other];
      const text = connectionText(governance, from.name, to.name, governance.portsAt(rule, to));
      return `${text} is decided by the earlier ${first.rule.facts.action}`;
    }),
  );
}
