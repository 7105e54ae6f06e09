import type { ClusterProfile } from '../../../cluster';
import { valueError } from '../../../errors';
import { Direction, PortSet } from '../../../traffic';
import { adminPeers } from '../admin-peers';
import type { AdminPeer, Subject } from '../admin-policy';
import { fitted, numberedName } from '../fitting';
import { GuardrailAction } from '../guardrail';
import { podsOf } from '../subjects';
import { type Guarantee, SPACING } from './guarantee';

/** Every pod of a tenant resolves names, as far as the DNS pods let it in. */
export const dns: Guarantee = ({ profile, api, groups, priority }) => {
  const { networkPlugin, dns: resolver } = profile;
  const place = {
    what: 'the guarantee that names resolve',
    direction: Direction.EGRESS,
    action: GuardrailAction.ACCEPT,
    wayOut: 'leave the guarantee out: `leftOut: [{ guardrail: Guardrail.DNS, reason }]`',
  };
  const peers = resolver.peers(networkPlugin).flatMap((peer) => adminPeers(profile, peer, place));
  const ports = PortSet.of(...resolver._askedPorts);
  return groups.map((group, index) => ({
    name: `dns-${group.name}`,
    tier: 'Admin',
    priority: priority + SPACING.dns + index,
    subject: podsOf(group.namespaces),
    ingress: [],
    egress: fitted({ name: 'dns', action: GuardrailAction.ACCEPT, peers, ports }, api.limits),
    reasons: [],
  }));
};

/** The DNS pods let in every pod of a tenant, whatever policies their own namespace has. */
export const dnsPods: Guarantee = ({ profile, api, groups, priority }) => {
  const peers = groups.map(({ namespaces }): AdminPeer => ({ kind: 'pods', ...podsOf(namespaces) }));
  const ports = PortSet.of(...profile.dns.ports);
  return subjectsOf(profile).map((subject, index) => ({
    name: numberedName('dns-pods', index),
    tier: 'Admin',
    priority: priority + SPACING.dnsPods + index,
    subject,
    ingress: fitted({ name: 'dns', action: GuardrailAction.ACCEPT, peers, ports }, api.limits),
    egress: [],
    reasons: [],
  }));
};

function subjectsOf({ name, dns: { peer } }: ClusterProfile): Subject[] {
  const subjects = peer.selections.flatMap(({ namespaces, pods }) => (namespaces ? [{ namespaces, pods }] : []));
  if (subjects.length > 0) return subjects;
  throw valueError({
    law: `\`opensDnsPods\` must be left to clusters whose DNS is made of pods, but that of the cluster profile "${name}" is ${peer}`,
    remedy: 'leave it out: no policy of the cluster stands before those addresses',
  });
}
