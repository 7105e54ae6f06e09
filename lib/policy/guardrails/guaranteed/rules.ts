import { Direction, PortSet } from '../../../traffic';
import { inOneLine } from '../../reasons';
import { adminPeers } from '../admin-peers';
import type { AdminRule } from '../admin-policy';
import { numberedName, objectsOf } from '../fitting';
import type { GuardrailRule } from '../guardrail-rule';
import { podsOf } from '../subjects';
import { type Ground, type Guarantee, SPACING } from './guarantee';

/** The user's own rules, in as many objects as they need. */
export const rules: Guarantee = (ground) => {
  const { api, props, groups, priority } = ground;
  const given = props.rules ?? [];
  const of = (direction: Direction) =>
    given.filter((rule) => rule.direction === direction).map((rule) => ruleOf(rule, ground));
  const objects = objectsOf({ ingress: of(Direction.INGRESS), egress: of(Direction.EGRESS) }, api.limits);
  const reasons = given.flatMap(reasonsOf);
  return objects.flatMap((directed, nth) =>
    groups.map((group, index) => ({
      name: numberedName(`rules-${group.name}`, nth),
      tier: 'Admin',
      priority: priority + SPACING.rules + nth * groups.length + index,
      subject: podsOf(group.namespaces),
      ...directed,
      reasons,
    })),
  );
};

/** Why there is a rule, and why somebody in it may be anywhere. */
function reasonsOf({ action, name, reason, peers }: GuardrailRule): string[] {
  const given = [reason, ...peers.map((peer) => peer.reason)];
  return given.flatMap((text) => (text === undefined ? [] : [`${action} ${name}: ${inOneLine(text)}`]));
}

function ruleOf({ name, action, direction, peers, ports }: GuardrailRule, { profile }: Ground): AdminRule {
  const place = {
    what: `the GuardrailRule "${name}"`,
    direction,
    action,
    wayOut: 'name pods by their namespace and labels, or networks that connections lead to',
  };
  const set = PortSet.of(...ports);
  return {
    name,
    action,
    peers: peers.flatMap((peer) => adminPeers(profile, peer, place)),
    ports: set.isAll ? undefined : set,
  };
}
