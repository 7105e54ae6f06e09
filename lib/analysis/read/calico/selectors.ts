import { NAMESPACE_NAME } from '../../../traffic';
import type { PolicyPeer, SelectedPods } from '../../network/policies';
import { type Requirement, type Selector, selectorOf, selects } from '../../network/selector';
import type { Field } from '../fields/field';
import { NotUnderstood } from '../not-understood';
import { type Alternative, alternativesOf, MOST, product } from './alternatives';
import { type Expression, parseSelector } from './selector-language';

/** Where a selector of endpoints looks. */
export interface Scope {
  /** The namespace of the policy; empty for a policy of the cluster. */
  readonly namespace: string;
  /** The selector of namespaces beside it. */
  readonly namespaces: Field;
}

/** What a selector means: pods, and besides sets of addresses with such labels. */
export interface Selected {
  readonly pods: readonly SelectedPods[];
  readonly sets: readonly PolicyPeer[];
}

/**
 * What a selector means, without what another one means.
 *
 * @param selectors - all of which must hold
 * @param without - a selector that must not hold
 */
export function selectedBy(selectors: readonly Field[], without: Field, { namespace, namespaces }: Scope): Selected {
  const at = selectors.find(isSaid) ?? without;
  const labels = product([
    ...selectors.map((field) => alternativesIn(field)),
    ...(isSaid(without) ? [alternativesIn(without, negated)] : []),
  ]);
  const hasPlace = isSaid(namespaces);
  const places = hasPlace ? alternativesIn(namespaces, ofNamespaces) : [[]];
  if (!labels || labels.length * places.length > MOST) throw new NotUnderstood(at, 'has too many alternatives');
  const own = !hasPlace && namespace !== '' ? namespace : undefined;
  const both = places.flatMap((place) => labels.map((each) => ({ place, each })));
  return {
    pods: both.flatMap(({ place, each }) => podsIn(place, each, { at, own })),
    sets: both.flatMap(({ place, each }) => setsIn(place, each, { at, own })),
  };
}

/** Whether there is a selector: Calico takes an empty text for none. */
export function isSaid({ isAbsent, value }: Field): boolean {
  return !isAbsent && value !== '';
}

function negated(inner: Expression): Expression {
  return { kind: 'not', inner };
}

/** To a selector of namespaces, everything is everything that is in one. */
function ofNamespaces(said: Expression): Expression {
  switch (said.kind) {
    case 'all':
      return negated({ kind: 'global' });
    case 'not':
      return negated(ofNamespaces(said.inner));
    case 'and':
    case 'or':
      return { kind: said.kind, inner: said.inner.map(ofNamespaces) };
    default:
      return said;
  }
}

function alternativesIn(
  field: Field,
  change: (said: Expression) => Expression = (said) => said,
): readonly Alternative[] {
  if (!isSaid(field)) return alternativesOf(change({ kind: 'all' })) ?? [];
  if (typeof field.value !== 'string') throw new NotUnderstood(field);
  const found = alternativesOf(change(parsed(field, field.value)));
  if (!found) throw new NotUnderstood(field);
  return found;
}

function parsed(field: Field, text: string): Expression {
  try {
    return parseSelector(text);
  } catch (error) {
    field.note((error as Error).message);
    return { kind: 'all' };
  }
}

/** What stands around an alternative. */
interface Around {
  /** The selector that says it. */
  readonly at: Field;
  /** The one namespace that is meant; undefined where others may be. */
  readonly own?: string;
}

/** One alternative as pods; none where it means what is in no namespace, which pods never are. */
function podsIn(place: Alternative, labels: Alternative, { at, own: namespace }: Around): SelectedPods[] {
  const ofPlace = place.filter(isRequirement).map(placeRequirement);
  if (place.includes('global')) return [];
  const ofPods: Requirement[] = [];
  for (const literal of labels) {
    // Outside of a selector of namespaces, the words mean nothing to pods.
    if (!isRequirement(literal)) throw new NotUnderstood(at, 'says global() of endpoints');
    const own = ownRequirement(literal, at);
    if (own === 'always') continue;
    if (own === 'never') return [];
    (own.isOfNamespace ? ofPlace : ofPods).push(own.requirement);
  }
  const pods = selectorOf(ofPods);
  if (namespace === undefined) return [{ namespaces: selectorOf(ofPlace), pods }];
  // To a policy of a namespace, the namespace is always its own.
  if (ofPlace.some((each) => !holdsOfName(each, namespace, at))) return [];
  return [{ namespaces: 'own', pods }];
}

/** One alternative as sets of addresses, which have labels of their own and those of their namespace. */
function setsIn(place: Alternative, labels: Alternative, { at, own: namespace }: Around): PolicyPeer[] {
  const all = labels.filter(isRequirement);
  const own = selectorOf(all.filter((each) => !ofNamespace(each)));
  const ofPlace = [
    ...place.filter(isRequirement).map(placeRequirement),
    ...all.flatMap((each) => ofNamespace(each) ?? []),
  ];
  const set = (namespaces: Selector | 'own' | 'global'): PolicyPeer => ({ kind: 'sets', namespaces, labels: own });
  if (namespace !== undefined) return ofPlace.every((each) => holdsOfName(each, namespace, at)) ? [set('own')] : [];
  return [
    ...(place.includes('global') ? [] : [set(selectorOf(ofPlace))]),
    // What is in no namespace has no label of one, which is what some conditions ask for.
    ...(place.includes('namespaced') || !selects(selectorOf(ofPlace), {}) ? [] : [set('global')]),
  ];
}

const OWN_NAMESPACE = 'projectcalico.org/namespace';
const NAMESPACE_LABEL = 'pcns.';

type OwnRequirement = 'always' | 'never' | { readonly requirement: Requirement; readonly isOfNamespace: boolean };

/** A condition on a label, some of which Calico adds to those of the pod. */
function ownRequirement(requirement: Requirement, at: Field): OwnRequirement {
  const { key, operator, values } = requirement;
  if (key === 'projectcalico.org/orchestrator') {
    const isSo = operator === 'Exists' || (operator === 'In' && values.includes('k8s'));
    const isNot = operator === 'DoesNotExist' || (operator === 'NotIn' && values.includes('k8s'));
    return isSo || !(isNot || operator === 'In') ? 'always' : 'never';
  }
  const place = ofNamespace(requirement);
  if (place) return { requirement: place, isOfNamespace: true };
  if (/^(projectcalico\.org\/|pcsa\.)/.test(key)) throw new NotUnderstood(at, `asks for ${key}`);
  return { requirement, isOfNamespace: false };
}

/** A condition on a label that is the namespace's, as one on the namespace; undefined for others. */
function ofNamespace(requirement: Requirement): Requirement | undefined {
  const { key } = requirement;
  if (key === OWN_NAMESPACE) return { ...requirement, key: NAMESPACE_NAME };
  return key.startsWith(NAMESPACE_LABEL) ? { ...requirement, key: key.slice(NAMESPACE_LABEL.length) } : undefined;
}

/** Calico gives each namespace its name under a label of its own. */
function placeRequirement(requirement: Requirement): Requirement {
  return requirement.key === 'projectcalico.org/name' ? { ...requirement, key: NAMESPACE_NAME } : requirement;
}

/** Whether a condition holds of a namespace of which only the name is asked. */
function holdsOfName({ key, operator, values }: Requirement, name: string, at: Field): boolean {
  if (key !== NAMESPACE_NAME) throw new NotUnderstood(at, `asks for ${key} of the namespace`);
  if (operator === 'In') return values.includes(name);
  return operator === 'NotIn' ? !values.includes(name) : operator === 'Exists';
}

function isRequirement(literal: Alternative[number]): literal is Requirement {
  return typeof literal !== 'string';
}
