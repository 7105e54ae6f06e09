import type { AdminPolicyFacts, PolicyPeer, PolicyPort, RuleAction, RuleFacts } from '../network/policies';
import { EVERYTHING, type Selector } from '../network/selector';
import type { Field } from './fields/field';
import { networkIn } from './fields/networks';
import { selectorIn } from './fields/selectors';

/** How the rules of one kind of admin policy differ from those of the others. */
export interface AdminRules {
  /** The actions as the kind names them, by what they do. */
  readonly actions: { readonly [action: string]: RuleAction };
  /** The field with the ports, and what one entry of it means. */
  readonly portsField: string;
  portIn(field: Field): PolicyPort;
  readonly mostRules: number;
  /** Whether its networks hold pods for certain; absent where that depends on the network plugin. */
  readonly networksHold?: 'pods';
}

/** The pods that an admin policy governs. */
export function subjectIn(field: Field): AdminPolicyFacts['subject'] {
  const kind = theOnlyKeyOf(field, 'the subject of a policy', ['namespaces', 'pods']);
  if (kind === 'pods') return namespacedPodsIn(field.at('pods'));
  return { namespaces: kind ? selectorIn(field.at('namespaces')) : EVERYTHING, pods: EVERYTHING };
}

/** The rules of one direction, in the order in which they are asked. */
export function adminRulesIn(field: Field, side: 'from' | 'to', rules: AdminRules): RuleFacts[] {
  const direction = side === 'from' ? 'ingress' : 'egress';
  const fields = field.mappings(direction, `an ${direction} rule`);
  if (fields.length > rules.mostRules) {
    field.note(
      `there must be at most ${rules.mostRules} ${direction} rules, but got ${fields.length}; use two policies`,
    );
  }
  return fields.map((rule) => adminRuleIn(rule, side, rules));
}

function adminRuleIn(rule: Field, side: 'from' | 'to', rules: AdminRules): RuleFacts {
  rule.only('a rule', ['name', 'action', side, rules.portsField]);
  const name = rule.at('name').optionalText('the name of a rule');
  const action = rule.at('action').oneOf('an action', Object.keys(rules.actions));
  const peers = rule.at(side).mappings(side, 'a peer');
  if (peers.length === 0) {
    rule
      .at(side)
      .complain({ law: `a rule of an admin policy must have peers in "${side}"`, remedy: 'name who is meant' });
  }
  const portsField = rule.at(rules.portsField);
  const ports = portsField.mappings(rules.portsField, 'a port of a policy').map(rules.portIn);
  return {
    path: rule.path,
    ...(name !== undefined && { name }),
    action: rules.actions[action] as RuleAction,
    peers: peers.flatMap((peer) => peersIn(peer, side, action, rules)),
    ports: ports.length === 0 ? 'every port' : ports,
  };
}

const INGRESS_PEERS = ['namespaces', 'pods'];
const EGRESS_PEERS = [...INGRESS_PEERS, 'nodes', 'networks', 'domainNames'];

/** The peers of one entry: of networks, there may be several. */
function peersIn(peer: Field, side: 'from' | 'to', action: string, { networksHold }: AdminRules): PolicyPeer[] {
  const known = side === 'from' ? INGRESS_PEERS : EGRESS_PEERS;
  const keys = peer.keys().filter((key) => !peer.at(key).isAbsent);
  // The API asks whoever finds no field that he knows to fail closed, as it may be one of a later version.
  if (!keys.some((key) => known.includes(key))) return [{ kind: 'unknown', fields: keys.sort() }];
  const kind = theOnlyKeyOf(peer, 'a peer', known);
  switch (kind) {
    case 'namespaces':
      return [{ kind: 'pods', namespaces: selectorIn(peer.at('namespaces')), pods: EVERYTHING }];
    case 'pods':
      return [{ kind: 'pods', ...namespacedPodsIn(peer.at('pods')) }];
    case 'nodes':
      return [{ kind: 'nodes', nodes: selectorIn(peer.at('nodes')) }];
    case 'networks':
      return networksIn(peer.at('networks'), networksHold);
    default:
      return [domainsIn(peer.at('domainNames'), action)];
  }
}

function namespacedPodsIn(field: Field): { readonly namespaces: Selector; readonly pods: Selector } {
  field.only('pods of namespaces', ['namespaceSelector', 'podSelector']);
  return { namespaces: selectorIn(field.at('namespaceSelector')), pods: selectorIn(field.at('podSelector')) };
}

function networksIn(field: Field, holds: 'pods' | undefined): PolicyPeer[] {
  const items = field.items('networks');
  if (items.length === 0) field.complain({ law: 'networks must not be empty', remedy: 'list a CIDR' });
  return items.flatMap((item): PolicyPeer[] =>
    networkIn(item)
      ? [{ kind: 'block', block: { cidr: String(item.value), except: [] }, ...(holds && { holds }) }]
      : [],
  );
}

function domainsIn(field: Field, action: string): PolicyPeer {
  if (action === 'Deny' || action === 'Pass') {
    field.note(`domainNames must stand in rules that allow only, but got ${action}; deny networks instead`);
  }
  const names = field.items('domainNames').map((item) => item.text('a domain name'));
  if (names.length === 0) field.complain({ law: 'domainNames must not be empty', remedy: 'list a name' });
  return { kind: 'domains', names };
}

/** The field of a mapping of which exactly one must be there; undefined where that isn't so. */
export function theOnlyKeyOf(field: Field, what: string, known: readonly string[]): string | undefined {
  if (!field.isMapping(what)) return undefined;
  field.only(what, known);
  const [key, ...more] = known.filter((name) => !field.at(name).isAbsent);
  if (key !== undefined && more.length === 0) return key;
  field.complain({
    law: `${what} must have exactly one of ${known.join(', ')}`,
    remedy: 'write one, and leave out the rest',
  });
  return undefined;
}
