import type { ObjectRef } from '../../network/place';
import type { PluginPolicyFacts } from '../../network/policies';
import type { Field } from '../fields/field';
import { listed, NotUnderstood, onlyKnown } from '../not-understood';
import { subjectIn } from './endpoints';
import { sectionIn } from './rules';

/** What Cilium denies comes before everything that is allowed, by whichever policy. */
const DENIALS_FIRST = Number.NEGATIVE_INFINITY;

/** With the NetworkPolicies, among which there is no order: all of them only allow. */
const AMONG_NETWORK_POLICIES = 1000;

/** The policies of an object, which may have one spec, several, or both. */
export function policiesIn(object: ObjectRef, body: Field): PluginPolicyFacts[] {
  onlyKnown(body, ['apiVersion', 'kind', 'metadata', 'spec', 'specs', 'status']);
  const specs = [...(body.at('spec').isAbsent ? [] : [body.at('spec')]), ...listed(body.at('specs'))];
  if (specs.length === 0) throw new NotUnderstood(body, 'has no spec');
  return specs.flatMap((spec) => policiesOf(object, spec));
}

/** A spec as two policies: what it denies, and what it allows. The second one isolates. */
function policiesOf(object: ObjectRef, spec: Field): PluginPolicyFacts[] {
  onlyKnown(spec, FIELDS);
  const selector = spec.at('endpointSelector');
  if (selector.isAbsent) throw new NotUnderstood(selector, 'is not there');
  const { namespace } = object;
  const ingress = sectionIn(spec.at('ingress'), 'from', 'Allow', namespace);
  const egress = sectionIn(spec.at('egress'), 'to', 'Allow', namespace);
  const ingressDeny = sectionIn(spec.at('ingressDeny'), 'from', 'Deny', namespace);
  const egressDeny = sectionIn(spec.at('egressDeny'), 'to', 'Deny', namespace);
  const common = {
    object,
    plugin: 'cilium' as const,
    path: spec.path,
    subjects: [subjectIn(selector, namespace)],
    leavesOutNodes: true,
    isOrderedByName: false,
  };
  const allowing = {
    ...common,
    order: AMONG_NETWORK_POLICIES,
    isolatesIngress: isolates(spec, 'ingress', ingress.isThere || ingressDeny.isThere),
    isolatesEgress: isolates(spec, 'egress', egress.isThere || egressDeny.isThere),
    ingress: ingress.rules,
    egress: egress.rules,
  };
  if (ingressDeny.rules.length + egressDeny.rules.length === 0) return [allowing];
  const denying = {
    ...common,
    order: DENIALS_FIRST,
    isolatesIngress: false,
    isolatesEgress: false,
    ingress: ingressDeny.rules,
    egress: egressDeny.rules,
  };
  return [denying, allowing];
}

const FIELDS = [
  'endpointSelector',
  'ingress',
  'ingressDeny',
  'egress',
  'egressDeny',
  'enableDefaultDeny',
  'labels',
  'description',
];

/** Whether what isn't allowed is denied: as it says, else where it has rules. */
function isolates(spec: Field, direction: 'ingress' | 'egress', usually: boolean): boolean {
  const said = spec.at('enableDefaultDeny');
  if (said.isAbsent) return usually;
  onlyKnown(said, ['ingress', 'egress']);
  const { value, isAbsent } = said.at(direction);
  if (!isAbsent && typeof value !== 'boolean') throw new NotUnderstood(said.at(direction));
  return isAbsent ? usually : value === true;
}
