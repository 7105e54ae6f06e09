import { appendTo } from '../append-to';
import type { CompiledPolicy } from '../evaluate/compiled-policy';
import type { EndId } from '../evaluate/peer-sets';
import { holdsEnd } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import type { Model } from '../model';
import { type FieldPath, nameOf, pathText, whereIs } from '../network/place';
import type { Direction } from '../network/policies';
import type { Selector } from '../network/selector';

/** What a policy would have to be about. */
export interface Wanted {
  readonly direction: Direction;
  /** The pods that it would have to select. */
  readonly own: Member;
  readonly peer: readonly EndId[];
  readonly asked: PortSetId;
}

/**
 * Policies that would allow it, and select no pod at all for a misspelt label, which Kubernetes accepts in silence.
 *
 * @returns what to correct, as sentences
 */
export function deadPolicies(model: Model, { direction, own, peer, asked }: Wanted): string[] {
  const { reach } = model;
  return deadIn(model, own.namespace ?? '').flatMap(({ rules, pods, path }) => {
    if (!isMisspelt(pods, own)) return [];
    const rule = rules[direction].find(
      (each) =>
        each.action === 'Allow' &&
        peer.every((end) => each.peers === 'everyone' || holdsEnd(each.peers, end, reach.table.isOrdinary(end))) &&
        reach.ports.intersection(each.ports, asked) !== reach.ports.none,
    );
    if (!rule) return [];
    const { object } = rules;
    return [
      `correct ${pathText(path)} of ${nameOf(object)} (${whereIs({ object, path })}): its ${pathText(rule.facts.path)} ` +
        `allows this, but it selects no pod: it asks for ${pods.text}, and the pods of ${own.name} have ` +
        labelsAsked(pods, own),
    ];
  });
}

/** Whether each condition of a selector comes close to a label of the pods: else other pods are meant, not read here. */
export function isMisspelt({ requirements }: Selector, { workload }: Pick<Member, 'workload'>): boolean {
  const labels = workload?.pods[0]?.labels ?? {};
  return requirements.every(({ key, operator, values: [value] }) => {
    if (operator !== 'In') return true;
    const isUnderOtherKey = !Object.hasOwn(labels, key) && !SWITCH.test(value) && Object.values(labels).includes(value);
    return isUnderOtherKey || (Object.hasOwn(labels, key) && isNear(labels[key], value));
  });
}

/** Values that labels of all meanings have: one of them under another key is no near miss. */
const SWITCH = /^(?:true|false|yes|no|on|off|enabled|disabled|\d+)?$/;

/** Whether one text becomes the other by one letter more, less or other, or two that change places. */
export function isNear(a: string, b: string): boolean {
  if (a === b) return true;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return (
    restA.slice(1) === restB.slice(1) ||
    restA.slice(1) === restB ||
    restA === restB.slice(1) ||
    (restA.slice(2) === restB.slice(2) && restA[0] === restB[1] && restA[1] === restB[0])
  );
}

/** A policy of a namespace that selects no pod, with its rules looked up. */
interface DeadPolicy {
  readonly rules: CompiledPolicy;
  readonly pods: Selector;
  /** Where its selector stands. */
  readonly path: FieldPath;
}

/** Found once for a model: there are few, but many policies to look through. */
const KNOWN = new WeakMap<Model, ReadonlyMap<string, readonly DeadPolicy[]>>();

function deadIn(model: Model, namespace: string): readonly DeadPolicy[] {
  const known = KNOWN.get(model) ?? allDead(model);
  KNOWN.set(model, known);
  return known.get(namespace) ?? [];
}

/** Where the selector of a network plugin's own policy stands. */
export const SELECTORS = { cilium: 'endpointSelector', calico: 'selector' };

function allDead({ network, reach }: Model): Map<string, DeadPolicy[]> {
  const selecting = [
    ...network.policies.map(({ pods }) => ({ pods: [pods], path: ['spec', 'podSelector'] })),
    ...network.pluginPolicies.map(({ subjects, path, plugin }) => ({
      pods: subjects.flatMap((each) => (each.namespaces === 'own' ? [each.pods] : [])),
      path: [...path, SELECTORS[plugin]],
    })),
  ];
  const found = new Map<string, DeadPolicy[]>();
  selecting.forEach(({ pods: [pods, ...others], path }, i) => {
    const rules = reach.compiled.policies[i];
    // Of several selectors, nobody can tell which one is misspelt.
    if (!pods || others.length > 0 || rules.subject.certain.length + rules.subject.doubtful.length > 0) return;
    appendTo(found, rules.object.namespace, { rules, pods, path });
  });
  return found;
}

/** The labels of the pods by the keys that a selector asks for. */
export function labelsAsked({ requirements }: Selector, { workload }: Pick<Member, 'workload'>): string {
  const labels = workload?.pods[0]?.labels ?? {};
  const keys = [...new Set(requirements.map(({ key }) => key))];
  return keys.map((key) => (Object.hasOwn(labels, key) ? `${key}=${labels[key]}` : `no ${key}`)).join(', ');
}
