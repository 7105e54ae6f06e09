import type { ICheck } from '../check';
import { areCopies } from '../copies';
import type { AskedPolicy, Evidence, Member } from '../facts';
import type { Finding } from '../finding';
import { GivenPods } from '../given-pods';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { deniedTexts, fewOf, firstOf, openText } from '../stakes';

/**
 * Finds policies whose selector means no pod of their namespace, although some come close: their labels differ in a letter
 * or a key, or their namespace is another one.
 *
 * It is silent about empty selectors, which mean every pod; where no workload comes close, as the pods may belong to another
 * chart, or be those that choose to have a label; about the same labels in a namespace that looks like a copy of its own;
 * where no workload of the namespace was read, or a chart or an operator may make some; and about labels that other tools
 * give to pods of theirs, as cert-manager does to its solvers.
 */
export class PolicySelectsNothing implements ICheck {
  public readonly id = 'policy-selects-nothing';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a policy whose selector means no pod of its namespace';
  public readonly condition = 'none';
  public readonly harm = 'the pods that it was written for stay open to everyone, or stay closed';
  public readonly remedy = 'correct the selector: it asks for labels of the pods, not of their workload';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#networkpolicy-resource';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const { governance } = evidence;
    return governance.policies.flatMap((policy) => {
      const { object } = policy.compiled;
      const given = GivenPods.of(evidence);
      const isClear = policy.subjects.every(
        ({ namespaces, pods }) => namespaces === 'own' && pods.requirements.length > 0 && !given.areOthers(pods),
      );
      if (!isClear || governance.selectsSomeone(policy) || !given.areWhole(object.namespace)) return [];
      const [subject] = policy.subjects;
      const meant = meantBy(policy, evidence);
      if (!subject || !meant) return [];
      const text = `no pod of namespace ${object.namespace} has the labels ${subject.pods.text}; ${meant.text}`;
      return [inspection._at(object, policy.selectorPath, text, meant.lines)];
    });
  }
}

/** The pods that are likely to be meant; of several selectors, nobody can tell which one is mistaken. */
function meantBy({ compiled, subjects }: AskedPolicy, evidence: Evidence) {
  const [subject] = subjects;
  if (!subject || subjects.length > 1) return undefined;
  const near = GivenPods.of(evidence).nearest(subject.pods, compiled.object.namespace);
  if (near) {
    return {
      text: `those of ${near.name} have ${evidence.governance.labelsAsked(subject.pods, near)}`,
      lines: stakes({ compiled }, near, evidence),
    };
  }
  const elsewhere = evidence.governance
    .anywhere(subject.pods)
    .find(({ namespace = '' }) => !areCopies(evidence, compiled.object.namespace, namespace));
  // The policy stays in its namespace: whom it would let in elsewhere, nobody said.
  return elsewhere && { text: `those of ${elsewhere.name} have them`, lines: [] };
}

/** What stays open, and what is not opened, at the pods that are meant. */
function stakes({ compiled }: Pick<AskedPolicy, 'compiled'>, member: Member, evidence: Evidence): string[] {
  const { governance } = evidence;
  const open = (['ingress', 'egress'] as const).flatMap((direction) =>
    compiled.isolates[direction] && governance.isUngoverned(member, direction) ? openText(member, direction) : [],
  );
  const closed = compiled.ingress.flatMap((rule) =>
    rule.peers === 'everyone'
      ? []
      : firstOf(governance.heldBy(rule)).flatMap((from) =>
          from === member ? [] : deniedTexts(evidence, from, member, governance.portsAt(rule, member)),
        ),
  );
  return fewOf([...open, ...closed]);
}
