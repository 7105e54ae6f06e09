import { Protocol } from '../../../traffic';
import type { PolicyPort } from '../../network/policies';
import { type AdminRules, adminRulesIn, subjectIn, theOnlyKeyOf } from '../admin-rules';
import type { Field } from '../fields/field';
import { portNameIn, portNumberIn } from '../fields/ports';
import type { KindReader } from '../kind-reader';

/** A ClusterNetworkPolicy: what followed the two admin policies, with a tier of its own choice. */
export const clusterNetworkPolicyReader: KindReader = {
  group: 'policy.networking.k8s.io',
  kind: 'ClusterNetworkPolicy',
  versions: ['v1alpha2'],
  scope: 'Cluster',
  isPolicy: true,
  read(object, body) {
    body.only('a policy', ['apiVersion', 'kind', 'metadata', 'spec', 'status']);
    const spec = body.at('spec');
    spec.isMapping('the spec of a policy');
    spec.only('the spec', ['tier', 'priority', 'subject', 'ingress', 'egress']);
    const policy = {
      object,
      tier: spec.at('tier').oneOf('the tier of a ClusterNetworkPolicy', ['Admin', 'Baseline'] as const),
      priority: spec.at('priority').integer('the priority of a ClusterNetworkPolicy', 0, 1000),
      subject: subjectIn(spec.at('subject')),
      isClusterNetworkPolicy: true,
      ingress: adminRulesIn(spec.at('ingress'), 'from', RULES),
      egress: adminRulesIn(spec.at('egress'), 'to', RULES),
    };
    return { adminPolicies: [policy] };
  },
};

const RULES: AdminRules = {
  actions: { Accept: 'Allow', Deny: 'Deny', Pass: 'Pass' },
  portsField: 'protocols',
  portIn: protocolPortIn,
  mostRules: 25,
  networksHold: 'pods',
};

const PROTOCOLS: { readonly [field: string]: Protocol } = { tcp: Protocol.TCP, udp: Protocol.UDP, sctp: Protocol.SCTP };

function protocolPortIn(field: Field): PolicyPort {
  const kind = theOnlyKeyOf(field, 'a protocol of a policy', [...Object.keys(PROTOCOLS), 'destinationNamedPort']);
  if (kind === 'destinationNamedPort') return { protocol: 'any', name: portNameIn(field.at(kind)) };
  if (kind === undefined) return { protocol: 'any', name: '' };

  const protocol = PROTOCOLS[kind] as Protocol;
  field.at(kind).only('a protocol', ['destinationPort']);
  const port = field.at(kind).at('destinationPort');
  if (theOnlyKeyOf(port, 'a destinationPort', ['number', 'range']) !== 'range') {
    const first = portNumberIn(port.at('number'));
    return { protocol, first, last: first };
  }
  const range = port.at('range');
  range.only('a port range', ['start', 'end']);
  const first = portNumberIn(range.at('start'));
  return { protocol, first, last: range.at('end').integer('the end of a port range', first, 65535) };
}
