import type { ICheck } from '../check';
import type { AskedPolicy, CompiledRule, Evidence, Member } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { byText, connectionText, fewOf, namesText } from '../stakes';

/**
 * Finds rules that name workloads of which none lets them through: a policy lets one out to another that doesn't let it in, or
 * lets it in although it isn't let out.
 *
 * It is silent about peers that name nobody in particular, such as all pods of a namespace, about workloads that aren't
 * there, and where only some of the ports are let through.
 */
export class OneSidedConnection implements ICheck {
  public readonly id = 'one-sided-connection';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a connection that one side allows and the other one denies';
  public readonly condition = 'none';
  public readonly harm = 'the connection that was meant is denied';
  public readonly remedy = 'allow it on both sides, or take the rule out';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return evidence.governance.rules.flatMap(({ policy, direction, rule }) => {
      const denied = namesSome(rule) ? deniedBy(policy, rule, direction, evidence) : [];
      if (denied.length === 0) return [];
      const names = namesText([...new Set(denied.map(({ other }) => other))]);
      const text =
        direction === 'egress'
          ? `it lets its pods out to ${names}, which doesn't let them in`
          : `it lets ${names} in, which isn't let out to its pods`;
      const lines = denied.map((each) => each.line);
      return [inspection._at(policy.compiled.object, rule.facts.path, text, fewOf(lines))];
    });
  }
}

/** How many pairs of workloads are tried for one rule: where it names more, the rest isn't looked at. */
const TRIED = 64;

/** Whether a rule names pods by their labels, and no other peers. */
function namesSome({ action, facts: { peers } }: CompiledRule): boolean {
  return (
    action === 'Allow' &&
    peers !== 'everyone' &&
    peers.length > 0 &&
    peers.every((peer) => peer.kind === 'pods' && peer.pods.requirements.length > 0)
  );
}

interface Denied {
  readonly other: Member;
  readonly line: string;
}

/** The workloads at the other end with which no pod of the policy may connect, whatever its own side says. */
function deniedBy(
  policy: AskedPolicy,
  rule: CompiledRule,
  direction: 'ingress' | 'egress',
  evidence: Evidence,
): Denied[] {
  const { governance } = evidence;
  const { ports } = governance;
  const others = governance.heldBy(rule);
  if (others.length === 0) return [];
  const own = governance.selectedBy(policy);
  const against = direction === 'egress' ? 'ingress' : 'egress';
  const selected = new Set(own);
  const denied: Denied[] = [];
  let left = TRIED;
  for (const other of others) {
    if (left <= 0) break;
    if (selected.has(other)) continue;
    let line: string | undefined;
    const isDenied = own.every((subject) => {
      const [from, to] = direction === 'egress' ? [subject, other] : [other, subject];
      const asked = governance.portsAt(rule, to);
      const passing = ports.intersection(governance.passes(against, from, to), asked);
      // Of more pairs than are tried, nothing is said.
      if (left-- <= 0 || asked === ports.none || passing !== ports.none) return false;
      const by = () => byText(evidence, governance.denials.on(against, other, subject, asked));
      line ??= `${connectionText(governance, from.name, to.name, asked)} is allowed by it, and denied${by()}`;
      return true;
    });
    if (isDenied && line !== undefined) denied.push({ other, line });
  }
  return denied;
}
