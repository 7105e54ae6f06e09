import type { ObjectRef } from '../../network/place';
import type { PluginPolicyFacts, RuleAction, RuleFacts } from '../../network/policies';
import type { Field } from '../fields/field';
import { listed, NotUnderstood, onlyKnown } from '../not-understood';
import { peersIn } from './entities';
import { portsIn } from './ports';
import { selectedBy } from './selectors';

const FIELDS = [
  'tier',
  'order',
  'selector',
  'types',
  'ingress',
  'egress',
  'performanceHints',
  // What they say counts for host endpoints only.
  'applyOnForward',
];

/**
 * A policy of the tier `default`, in which the NetworkPolicies are as well.
 *
 * @see https://docs.tigera.io/calico/latest/reference/resources/networkpolicy
 * @see https://docs.tigera.io/calico/latest/reference/resources/globalnetworkpolicy
 */
export function policyIn(object: ObjectRef, body: Field): PluginPolicyFacts {
  onlyKnown(body, ['apiVersion', 'kind', 'metadata', 'spec', 'status']);
  const spec = body.at('spec');
  const { namespace } = object;
  onlyKnown(spec, namespace === '' ? [...FIELDS, 'namespaceSelector'] : FIELDS);
  const tier = spec.at('tier');
  if (!tier.isAbsent && tier.value !== '' && tier.value !== 'default') throw new NotUnderstood(tier);
  const types = typesIn(spec, object);
  const { pods } = selectedBy([spec.at('selector')], spec.at('notSelector'), {
    namespace,
    namespaces: spec.at('namespaceSelector'),
  });
  return {
    object,
    plugin: 'calico',
    path: spec.path,
    subjects: pods,
    leavesOutNodes: false,
    order: orderIn(spec.at('order')),
    isOrderedByName: true,
    isolatesIngress: types.includes('Ingress'),
    isolatesEgress: types.includes('Egress'),
    ingress: types.includes('Ingress') ? rulesIn(spec.at('ingress'), 'source', namespace) : [],
    egress: types.includes('Egress') ? rulesIn(spec.at('egress'), 'destination', namespace) : [],
  };
}

/**
 * Where it says none, those of which there are rules; ingress where there are none. That default is put in by Calico's API
 * server: one as it is stored has what is written in it, and without a word of types it has both.
 */
function typesIn(spec: Field, { apiVersion }: ObjectRef): string[] {
  const types = listed(spec.at('types')).map((item) => {
    if (item.value !== 'Ingress' && item.value !== 'Egress') throw new NotUnderstood(item);
    return item.value;
  });
  if (types.length > 0) return types;
  if (apiVersion.startsWith('crd.')) return ['Ingress', 'Egress'];
  const [ingress, egress] = [listed(spec.at('ingress')), listed(spec.at('egress'))];
  if (egress.length === 0) return ['Ingress'];
  return ingress.length === 0 ? ['Egress'] : ['Ingress', 'Egress'];
}

/** A policy without an order is asked last. */
function orderIn(field: Field): number {
  if (field.isAbsent) return Number.POSITIVE_INFINITY;
  if (typeof field.value !== 'number' || !Number.isFinite(field.value)) throw new NotUnderstood(field);
  return field.value;
}

const ACTIONS: { readonly [action: string]: RuleAction } = { Allow: 'Allow', Deny: 'Deny', Pass: 'Pass' };
const RULE_FIELDS = [
  'action',
  'metadata',
  'protocol',
  'notProtocol',
  'icmp',
  'notICMP',
  'source',
  'destination',
  'http',
];
const PORT_FIELDS = ['ports', 'notPorts'];

function rulesIn(field: Field, other: 'source' | 'destination', namespace: string): RuleFacts[] {
  return listed(field).flatMap((rule): RuleFacts[] => {
    onlyKnown(rule, RULE_FIELDS);
    const named = rule.at('action').value;
    const action = typeof named === 'string' && Object.hasOwn(ACTIONS, named) ? ACTIONS[named] : undefined;
    if (!action && named !== 'Log') throw new NotUnderstood(rule.at('action'));
    const ports = portsIn(rule);
    const peers = peersIn(rule.at(other), other === 'destination' ? PORT_FIELDS : [], namespace);
    const own = rule.at(other === 'source' ? 'destination' : 'source');
    // Of the pods themselves it may say on which ports they answer, and no more.
    if (!own.isAbsent) onlyKnown(own, other === 'source' ? PORT_FIELDS : []);
    // What is logged goes on to the next rule; what is about ICMP is about no port.
    if (!action || ports.length === 0 || !rule.at('icmp').isAbsent || !rule.at('notICMP').isAbsent) return [];
    const inPart = rule.at('http').isAbsent ? {} : { inPart: 'some HTTP requests' };
    return [{ path: rule.path, action, peers, ports, ...inPart }];
  });
}
