import { NAMESPACE_NAME } from '../../../traffic';
import type { SelectedPods } from '../../network/policies';
import { EVERYTHING, type Requirement, selectorOf } from '../../network/selector';
import type { Field } from '../fields/field';
import { isLabelKey, isLabelValue } from '../fields/labels';
import { expressionIn, requirementsOf } from '../fields/selectors';
import { listed, NotUnderstood, onlyKnown, textIn } from '../not-understood';

/** The label that Cilium gives each pod for its namespace, and what those of the namespace itself start with. */
const NAMESPACE = 'io.kubernetes.pod.namespace';
const NAMESPACE_LABEL = 'io.cilium.k8s.namespace.labels.';

/** Other labels that Cilium adds, none of which is one of the pod. */
const CILIUMS_OWN = /^(io\.cilium|io\.kubernetes|reserved)\b/;

/**
 * The pods that a policy governs: of its own namespace, whatever it says of namespaces, or of all.
 *
 * @see https://docs.cilium.io/en/stable/network/kubernetes/policy/#namespaces
 */
export function subjectIn(field: Field, namespace: string): SelectedPods {
  const { ofNamespace, ofPods } = conditionsIn(field);
  const pods = selectorOf(ofPods);
  if (namespace === '') return { namespaces: selectorOf(ofNamespace), pods };
  const isOwn = ofNamespace.every(
    ({ key, operator, values }) => key === NAMESPACE_NAME && operator === 'In' && values.includes(namespace),
  );
  if (!isOwn) throw new NotUnderstood(field, 'names a namespace');
  return { namespaces: 'own', pods };
}

/** The pods that an entry of a rule means; without a word of namespaces those of the policy's own. */
export function endpointsIn(field: Field, namespace: string): SelectedPods {
  const { ofNamespace, ofPods } = conditionsIn(field);
  const pods = selectorOf(ofPods);
  if (ofNamespace.length === 0) return { namespaces: namespace === '' ? EVERYTHING : 'own', pods };
  // With labels of the namespace alone, some versions of Cilium mean the policy's own one besides, and some don't.
  if (namespace !== '' && !ofNamespace.some(({ key }) => key === NAMESPACE_NAME)) {
    throw new NotUnderstood(field, `asks for labels of namespaces and doesn't say ${NAMESPACE}`);
  }
  return { namespaces: selectorOf(ofNamespace.filter(isReal)), pods };
}

/** A namespace always has a name, so that it is no condition to have one. */
function isReal({ key, operator }: Requirement): boolean {
  return !(key === NAMESPACE_NAME && operator === 'Exists');
}

interface Conditions {
  readonly ofNamespace: readonly Requirement[];
  readonly ofPods: readonly Requirement[];
}

function conditionsIn(field: Field): Conditions {
  onlyKnown(field, ['matchLabels', 'matchExpressions']);
  const ofNamespace: Requirement[] = [];
  const ofPods: Requirement[] = [];
  const add = (at: Field, requirement: Requirement) => {
    const { key, isOfNamespace } = ownKey(at, requirement.key);
    isLabelKey(at, key);
    (isOfNamespace ? ofNamespace : ofPods).push({ ...requirement, key });
  };
  for (const [key, value] of field.at('matchLabels').entries()) {
    if (typeof value.value !== 'string') throw new NotUnderstood(value);
    isLabelValue(value, key);
    for (const each of requirementsOf({ [key]: value.value })) add(value, each);
  }
  for (const item of listed(field.at('matchExpressions'))) {
    onlyKnown(item, ['key', 'operator', 'values']);
    textIn(item.at('key'));
    add(
      item.at('key'),
      expressionIn(item, () => {}),
    );
  }
  return { ofNamespace, ofPods };
}

/** A label by its own key: Cilium puts its source in front, and any source is one of Kubernetes for a pod. */
function ownKey(field: Field, text: string): { readonly key: string; readonly isOfNamespace: boolean } {
  const [, source, key] = /^(?:([^:]*):)?(.*)$/s.exec(text) as unknown as [string, string | undefined, string];
  if (source !== undefined && source !== 'k8s' && source !== 'any') throw new NotUnderstood(field);
  if (key === NAMESPACE) return { key: NAMESPACE_NAME, isOfNamespace: true };
  if (key.startsWith(NAMESPACE_LABEL)) return { key: key.slice(NAMESPACE_LABEL.length), isOfNamespace: true };
  if (CILIUMS_OWN.test(key)) throw new NotUnderstood(field);
  return { key, isOfNamespace: false };
}
