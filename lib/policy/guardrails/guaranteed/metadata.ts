import type { ClusterProfile } from '../../../cluster';
import { type IpRange, type Port, PortSet } from '../../../traffic';
import { inOneLine } from '../../reasons';
import { networks } from '../admin-peers';
import type { AdminRule } from '../admin-policy';
import { fitted } from '../fitting';
import { GuardrailAction } from '../guardrail';
import { podsOf } from '../subjects';
import { type Guarantee, SPACING } from './guarantee';

/** No pod of a tenant reaches the metadata service of the cloud, but from namespaces that are excepted. */
export const metadata: Guarantee = ({ profile, api, props, groups, priority }) => {
  // What the plugin doesn't enforce is told when the app is synthesized, and not promised.
  if (profile.networkPlugin?.enforcesTowardsMetadata === false) return [];
  const rules = denials(profile).flatMap((rule) => fitted(rule, api.limits));
  if (rules.length === 0) return [];
  const exceptions = (props.exceptMetadata ?? []).flatMap(({ namespaces, reason }) =>
    namespaces.map((namespace) => ({ namespace, reason })),
  );
  return groups.flatMap((group, index) => {
    const namespaces = group.without(exceptions.map(({ namespace }) => namespace));
    if (!namespaces) return [];
    return {
      name: `metadata-${group.name}`,
      tier: 'Admin' as const,
      priority: priority + SPACING.metadata + index,
      subject: podsOf(namespaces),
      ingress: [],
      egress: rules,
      reasons: exceptions.map(
        ({ namespace, reason }) => `namespace ${namespace} -> cloud metadata: ${inOneLine(reason)}`,
      ),
    };
  });
};

/** What else answers at an address of the metadata service, and on which ports. */
interface Neighbour {
  readonly name: string;
  readonly ranges: IpRange[];
  readonly ports: Port[];
}

/**
 * The rules that deny, one for all addresses with the same neighbours.
 *
 * The ports of those are left out of what is denied, and so stay with whatever policy follows. A rule before these that
 * accepts them, or passes them on, would silence the policies of others.
 */
function denials({ metadataRanges, dns, workloadIdentity: identity }: ClusterProfile): AdminRule[] {
  const neighbours: Neighbour[] = [
    { name: 'dns', ranges: [...dns.peer.blocks, ...dns.nodeLocalRanges], ports: dns._askedPorts },
    { name: 'identity', ranges: identity?.ranges ?? [], ports: identity?.ports ?? [] },
  ];
  const alike = new Map<string, { ranges: IpRange[]; ports: Port[] }>();
  for (const range of metadataRanges) {
    const near = neighbours.filter(({ ranges }) => ranges.some(({ cidr }) => cidr.contains(range.cidr)));
    const name = ['metadata', ...(near.length > 0 ? ['but-for', near.map((each) => each.name).join('-and-')] : [])];
    const rule = alike.get(name.join('-')) ?? { ranges: [], ports: near.flatMap(({ ports }) => ports) };
    rule.ranges.push(range);
    alike.set(name.join('-'), rule);
  }
  return [...alike].map(([name, { ranges, ports }]) => ({
    name,
    action: GuardrailAction.DENY,
    peers: [networks(ranges)],
    ...(ports.length > 0 ? { ports: PortSet.all().difference(PortSet.of(...ports)) } : {}),
  }));
}
