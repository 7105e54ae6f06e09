import type { RuleAction, RuleFacts } from '../../network/policies';
import type { Field } from '../fields/field';
import { listed, NotUnderstood, onlyKnown } from '../not-understood';
import { PEER_FIELDS, peersIn } from './peers';
import { type PortList, portListIn } from './ports';

/** A list of rules of a policy. */
export interface Section {
  readonly rules: readonly RuleFacts[];
  /** Whether there is a rule at all: also one that says nothing governs the direction. */
  readonly isThere: boolean;
}

/** The rules of one direction that allow, or of those that deny. */
export function sectionIn(field: Field, side: 'from' | 'to', action: RuleAction, namespace: string): Section {
  const items = listed(field);
  return { rules: items.flatMap((item) => rulesIn(item, side, action, namespace)), isThere: items.length > 0 };
}

/** A rule, in parts where it is about whole connections on some ports, and about requests on others. */
function rulesIn(rule: Field, side: 'from' | 'to', action: RuleAction, namespace: string): RuleFacts[] {
  const keys = onlyKnown(rule, [...PEER_FIELDS[side], 'toPorts', 'icmps', 'authentication']);
  const peers = peersIn(rule, side, namespace);
  const lists = listed(rule.at('toPorts')).map(portListIn);
  // A rule that says nothing means nobody; one with nothing but ports means everyone.
  const isEmpty = peers === undefined && lists.length === 0;
  if (isEmpty || keys.includes('icmps')) return [];
  const proof = proofIn(rule.at('authentication'));
  const parts = new Map<string | undefined, PortList['ports'][number][] | 'every port'>();
  if (lists.length === 0) parts.set(proof, 'every port');
  for (const { ports, inPart } of lists) {
    if (inPart !== undefined && action === 'Deny') throw new NotUnderstood(rule.at('toPorts'));
    const part = proof ?? inPart;
    parts.set(part, [...((parts.get(part) ?? []) as PortList['ports']), ...ports]);
  }
  return [...parts].map(([inPart, ports]) => ({
    path: rule.path,
    action,
    peers: peers ?? 'everyone',
    ports,
    ...(inPart !== undefined && { inPart }),
  }));
}

/** Whether callers have to prove who they are. */
function proofIn(field: Field): string | undefined {
  if (field.isAbsent) return undefined;
  onlyKnown(field, ['mode']);
  const mode = field.at('mode').value;
  if (mode === 'required') return 'callers that prove who they are';
  if (mode === 'disabled') return undefined;
  throw new NotUnderstood(field.at('mode'));
}
