/*
 * What the definitions of both APIs refuse (v1alpha1 of network-policy-api v0.1.7, v1alpha2 of v0.2.0), as far as it is
 * about more than the type of a field. Written from these, and not from the library.
 */

interface Law {
  readonly most: number;
  readonly actions: string[];
  readonly portsField: string;
}

const LAWS: { readonly [kind: string]: Law } = {
  ClusterNetworkPolicy: { most: 25, actions: ['Accept', 'Deny', 'Pass'], portsField: 'protocols' },
  AdminNetworkPolicy: { most: 100, actions: ['Allow', 'Deny', 'Pass'], portsField: 'ports' },
  BaselineAdminNetworkPolicy: { most: 100, actions: ['Allow', 'Deny'], portsField: 'ports' },
};

const DOMAIN = /^(\*\.)?([a-zA-Z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.)+[a-zA-Z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?\.?$/;

/** What an API server would refuse in an object. */
export function refused({ kind, metadata, spec }: any): string[] {
  const law = LAWS[kind] as Law;
  const isBaseline = kind === 'BaselineAdminNetworkPolicy';
  return [
    ...unless(kind === 'ClusterNetworkPolicy' ? ['Admin', 'Baseline'].includes(spec.tier) : !('tier' in spec), 'tier'),
    ...unless(isBaseline ? !('priority' in spec) : spec.priority >= 0 && spec.priority <= 1000, 'priority'),
    ...unless(!isBaseline || metadata.name === 'default', 'the name of the baseline'),
    ...unless(isOneOf(spec.subject, ['namespaces', 'pods']), 'subject'),
    ...rulesIn(spec.ingress, 'from', ['namespaces', 'pods'], law),
    ...rulesIn(spec.egress, 'to', ['namespaces', 'pods', 'nodes', 'networks', 'domainNames'], law),
  ];
}

function rulesIn(rules: any[] | undefined, side: string, peers: string[], law: Law): string[] {
  if (rules === undefined) return [];
  return [
    ...unless(isBetween(rules.length, 1, law.most), 'rules'),
    ...rules.flatMap((rule) => ruleIn(rule, side, peers, law)),
  ];
}

function ruleIn(rule: any, side: string, peers: string[], { most, actions, portsField }: Law): string[] {
  const known = ['name', 'action', side, portsField];
  const ports = rule[portsField];
  return [
    ...unless(
      Object.keys(rule).every((key) => known.includes(key)),
      'fields of a rule',
    ),
    ...unless(rule.name.length <= 100, 'name'),
    ...unless(actions.includes(rule.action), 'action'),
    ...unless(isBetween(rule[side].length, 1, most), 'peers'),
    ...rule[side].flatMap((peer: any) => peerIn(peer, peers, rule.action)),
    ...(ports ? [...unless(isBetween(ports.length, 1, most), 'ports'), ...ports.flatMap(portIn)] : []),
  ];
}

function peerIn(peer: any, known: string[], action: string): string[] {
  const { networks, domainNames } = peer;
  return [
    ...unless(isOneOf(peer, known), 'a peer'),
    ...(networks
      ? unless(
          isBetween(networks.length, 1, 25) &&
            new Set(networks).size === networks.length &&
            networks.every((text: string) => text.length <= 43 && text.includes(':') !== text.includes('.')),
          'networks',
        )
      : []),
    ...(domainNames
      ? unless(
          isBetween(domainNames.length, 1, 25) &&
            ['Accept', 'Allow'].includes(action) &&
            domainNames.every((name: string) => DOMAIN.test(name)),
          'domain names',
        )
      : []),
  ];
}

function portIn(port: any): string[] {
  const [key = '', value] = Object.entries<any>(port)[0] ?? [];
  if (key === 'portNumber') return unless(isPort(value.port) && 'protocol' in value, 'a port number');
  if (key === 'portRange') return unless(isRange(value) && 'protocol' in value, 'a port range');
  const { number, range } = value.destinationPort;
  return unless(['tcp', 'udp', 'sctp'].includes(key) && (range ? isRange(range) : isPort(number)), 'a protocol');
}

function isRange({ start, end }: any): boolean {
  return isPort(start) && isPort(end) && start < end;
}

function isPort(number: number): boolean {
  return Number.isInteger(number) && isBetween(number, 1, 65535);
}

function isOneOf(object: any, known: string[]): boolean {
  const keys = Object.keys(object);
  return keys.length === 1 && known.includes(keys[0] as string);
}

function isBetween(number: number, least: number, most: number): boolean {
  return number >= least && number <= most;
}

function unless(holds: boolean, what: string): string[] {
  return holds ? [] : [what];
}
