import type { EndId } from '../evaluate/peer-sets';
import { holdsEnd } from '../evaluate/peer-sets';
import type { Member } from '../evaluate/population';
import type { PortSetId } from '../evaluate/port-sets';
import type { Model } from '../model';
import { nameOf, pathText, whereIs } from '../network/place';
import type { Selector } from '../network/selector';

/** What a policy would have to be about. */
export interface Wanted {
  readonly direction: 'ingress' | 'egress';
  /** The pods that it would have to select. */
  readonly own: Member;
  readonly peer: readonly EndId[];
  readonly asked: PortSetId;
}

/**
 * Policies that would allow it, and select no pod at all: a misspelt label, which Kubernetes accepts in silence.
 *
 * @returns what to correct, as sentences
 */
export function deadPolicies({ network, reach }: Model, { direction, own, peer, asked }: Wanted): string[] {
  const { policies } = reach.compiled;
  return network.policies.flatMap(({ object, pods }, i) => {
    const { subject, [direction]: rules } = policies[i];
    if (object.namespace !== own.namespace || subject.certain.length + subject.doubtful.length > 0) return [];
    const rule = rules.find(
      (each) =>
        peer.every((end) => each.peers === 'everyone' || holdsEnd(each.peers, end, reach.table.isOrdinary(end))) &&
        reach.ports.intersection(each.ports, asked) !== reach.ports.none,
    );
    if (!rule) return [];
    const place = whereIs({ object, path: ['spec', 'podSelector'] });
    return [
      `correct spec.podSelector of ${nameOf(object)} (${place}): its ${pathText(rule.facts.path)} allows this, but it ` +
        `selects no pod: it asks for ${pods.text}, and the pods of ${own.name} have ${labelsAsked(pods, own)}`,
    ];
  });
}

/** The labels of the pods by the keys that a selector asks for. */
function labelsAsked({ requirements }: Selector, { workload }: Member): string {
  const labels = workload?.pods[0]?.labels ?? {};
  const keys = [...new Set(requirements.map(({ key }) => key))];
  return keys.map((key) => (Object.hasOwn(labels, key) ? `${key}=${labels[key]}` : `no ${key}`)).join(', ');
}
