import type { PolicyPort } from '../../network/policies';
import { type AdminRules, adminRulesIn, subjectIn, theOnlyKeyOf } from '../admin-rules';
import type { Field } from '../fields/field';
import { portNameIn, portNumberIn, protocolIn } from '../fields/ports';
import type { KindReader } from '../kind-reader';

const GROUP = 'policy.networking.k8s.io';

/** AdminNetworkPolicy and BaselineAdminNetworkPolicy, which differ in their place in the order and in passing on. */
export const adminNetworkPolicyReaders: readonly KindReader[] = [
  {
    group: GROUP,
    kind: 'AdminNetworkPolicy',
    versions: ['v1alpha1'],
    scope: 'Cluster',
    isPolicy: true,
    read(object, body) {
      const spec = specIn(body, ['priority']);
      const priority = spec.at('priority').integer('the priority of an AdminNetworkPolicy', 0, 1000);
      return { adminPolicies: [{ object, tier: 'Admin', priority, ...partsIn(spec, ADMIN) }] };
    },
  },
  {
    group: GROUP,
    kind: 'BaselineAdminNetworkPolicy',
    versions: ['v1alpha1'],
    scope: 'Cluster',
    isPolicy: true,
    read(object, body) {
      if (object.name !== 'default') {
        body.at('metadata').at('name').complain({
          law: 'the one BaselineAdminNetworkPolicy must be named "default"',
          remedy: 'merge it into that one',
        });
      }
      return { adminPolicies: [{ object, tier: 'Baseline', priority: 0, ...partsIn(specIn(body, []), BASELINE) }] };
    },
  },
];

const BASELINE: AdminRules = {
  actions: { Allow: 'Allow', Deny: 'Deny' },
  portsField: 'ports',
  portIn: adminPortIn,
  mostRules: 100,
};

const ADMIN: AdminRules = { ...BASELINE, actions: { Allow: 'Allow', Deny: 'Deny', Pass: 'Pass' } };

function specIn(body: Field, more: readonly string[]): Field {
  body.only('a policy', ['apiVersion', 'kind', 'metadata', 'spec', 'status']);
  const spec = body.at('spec');
  if (spec.isMapping('the spec of a policy')) spec.only('the spec', [...more, 'subject', 'ingress', 'egress']);
  return spec;
}

function partsIn(spec: Field, rules: AdminRules) {
  return {
    subject: subjectIn(spec.at('subject')),
    isClusterNetworkPolicy: false,
    ingress: adminRulesIn(spec.at('ingress'), 'from', rules),
    egress: adminRulesIn(spec.at('egress'), 'to', rules),
  };
}

function adminPortIn(field: Field): PolicyPort {
  const kind = theOnlyKeyOf(field, 'a port of a policy', ['portNumber', 'portRange', 'namedPort']);
  if (kind === 'namedPort') return { protocol: 'any', name: portNameIn(field.at('namedPort')) };
  if (kind === 'portRange') {
    const range = field.at('portRange');
    range.only('a port range', ['protocol', 'start', 'end']);
    const first = portNumberIn(range.at('start'));
    return {
      protocol: protocolIn(range.at('protocol')),
      first,
      last: range.at('end').integer('the end of a port range', first, 65535),
    };
  }
  const number = field.at('portNumber');
  number.only('a port number', ['protocol', 'port']);
  const first = kind ? portNumberIn(number.at('port')) : 1;
  return { protocol: protocolIn(number.at('protocol')), first, last: first };
}
