import type { IConstruct } from 'constructs';
import { constructError } from '../errors';
import { clusterOf } from '../objects';
import { type End, isPeer } from './edge';

/**
 * Checks a connection of which an end is known to Cilium only.
 *
 * No NetworkPolicy can name such an end. Whether Cilium is there is never guessed: on another network plugin nothing
 * would open, and the policy that only Cilium reads would be refused or lie idle.
 */
export function checkEntities(from: End, to: End, declaredBy: IConstruct): void {
  if (isEntity(to)) {
    throw constructError(declaredBy, {
      law: `an entity of Cilium can only be let in, but a connection leads to ${to.displayName}`,
      remedy: 'name the workload behind it, which is reached without a detour',
    });
  }
  if (!isEntity(from)) return;
  const { name, networkPlugin } = clusterOf(declaredBy);
  if (networkPlugin?.name === 'cilium') return;
  const known = networkPlugin ? `says that it is ${networkPlugin.name}` : "doesn't say which it is";
  throw constructError(declaredBy, {
    law: `${from.displayName} must be left to clusters whose network plugin is Cilium, but the cluster profile "${name}" ${known}`,
    remedy:
      'give the profile `networkPlugin: NetworkPlugin.cilium()`, or take an entry whose requests come from pods or addresses',
  });
}

function isEntity(end: End): end is End & { readonly displayName: string } {
  return isPeer(end) && end.entities.length > 0;
}
