import { Direction, Peer, PortSet } from '../../../traffic';
import { adminPeers } from '../admin-peers';
import { fitted } from '../fitting';
import { GuardrailAction } from '../guardrail';
import { podsOf } from '../subjects';
import { type Guarantee, SPACING } from './guarantee';

/** What collects metrics reaches every pod of a tenant; nothing where the profile knows of nobody who does. */
export const monitoring: Guarantee = ({ profile, api, props, groups, priority }) => {
  // Ports without anybody who asks on them are an error that says what the profile lacks.
  if (!profile.monitoring && !props.scrapedPorts) return [];
  const place = {
    what: 'the guarantee that metrics are collected',
    direction: Direction.INGRESS,
    action: GuardrailAction.ACCEPT,
    wayOut: 'leave the guarantee out: `leftOut: [{ guardrail: Guardrail.MONITORING, reason }]`',
  };
  const peers = adminPeers(profile, Peer.monitoring(), place);
  const ports = props.scrapedPorts && PortSet.of(...props.scrapedPorts);
  return groups.map((group, index) => ({
    name: `monitoring-${group.name}`,
    tier: 'Admin',
    priority: priority + SPACING.monitoring + index,
    subject: podsOf(group.namespaces),
    ingress: fitted(
      { name: 'monitoring', action: GuardrailAction.ACCEPT, peers, ports: ports?.isAll ? undefined : ports },
      api.limits,
    ),
    egress: [],
    reasons: [],
  }));
};
