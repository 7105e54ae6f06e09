import { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { valueError } from '../../errors';
import { addReadingValidation, isPatched, isPresent, notice, PerApp, templateOf } from '../../objects';
import type { PodProps } from './pod-props';
import { hasAssignedUser, namedUsers } from './security-context-constraints';

const PODS = new PerApp<kplus.AbstractPod[]>(() => []);
const ASSIGNED = new PerApp<kplus.AbstractPod[]>(() => []);

/**
 * Has the synth say which images need a user by number, or which run under one that the cluster picks.
 *
 * The kubelet refuses a container whose image names its user by a word, or none: it can't tell that it isn't root. Where
 * the cluster picks the user, it is a number that the image has never heard of.
 */
export function askForUsers(pod: kplus.Workload, { options }: PodProps): void {
  if (hasAssignedUser(pod, options)) {
    tellAssigned(pod);
    addReadingValidation(pod, () => patchedUsers(pod));
  } else {
    tellUnnamed(pod);
  }
}

function tellUnnamed(pod: kplus.Workload): void {
  const pods = PODS.of(pod);
  pods.push(pod);
  notice(pod, 'user', () => {
    const images = [...new Set(pods.filter(isPresent).flatMap(imagesWithoutUser))].sort();
    if (images.length === 0) return undefined;
    return (
      'pods run as a user other than root, so these images must name theirs by number (USER 1000), or else be given ' +
      `\`runAs\`: ${images.join(', ')}`
    );
  });
}

function tellAssigned(pod: kplus.Workload): void {
  const pods = ASSIGNED.of(pod);
  pods.push(pod);
  notice(pod, 'assigned user', () => {
    const images = [...new Set(pods.filter(isPresent).flatMap(allImages))].sort();
    if (images.length === 0) return undefined;
    return (
      'the cluster picks the user of these images, one of group 0, and each must run under any; `runAs` is not written, ' +
      `unless the workload names \`securityContextConstraints\`: ${images.join(', ')}`
    );
  });
}

/** Containers that are added late count as well. */
function imagesWithoutUser({ securityContext, containers, initContainers }: kplus.AbstractPod): string[] {
  if (securityContext.user !== undefined) return [];
  return [...containers, ...initContainers]
    .filter((container) => container.securityContext.ensureNonRoot && container.securityContext.user === undefined)
    .map(({ image }) => image);
}

function allImages({ containers, initContainers }: kplus.AbstractPod): string[] {
  return [...containers, ...initContainers].map(({ image }) => image);
}

/** A patch is never dropped; what can't be written has a problem of its own, and tells it itself. */
function patchedUsers(pod: kplus.Workload): string[] {
  const object = ApiObject.of(pod);
  if (!isPatched(object)) return [];
  try {
    const named = namedUsers(templateOf(object.toJson()).spec);
    if (named.length === 0) return [];
    return [
      valueError({
        law: 'a patch must name no user or group of pods on a cluster that assigns them, and refuses all others',
        got: named.join(', '),
        remedy: 'leave them out, or name the `securityContextConstraints` that allow them',
      }).message,
    ];
  } catch {
    return [];
  }
}
