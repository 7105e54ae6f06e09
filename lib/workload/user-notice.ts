import type * as kplus from 'cdk8s-plus-28';
import type { IConstruct } from 'constructs';
import { isPresent, notice } from '../objects';

const PODS = new WeakMap<IConstruct, kplus.AbstractPod[]>();

/**
 * Has the synth say which images need a user by number.
 *
 * The kubelet refuses a container whose image names its user by a word, or none: it can't tell that it isn't root.
 */
export function askForUsers(pod: kplus.AbstractPod): void {
  const { root } = pod.node;
  const pods = PODS.get(root) ?? [];
  PODS.set(root, [...pods, pod]);
  notice(root, 'user', () => {
    const images = [...new Set(PODS.get(root)?.filter(isPresent).flatMap(imagesWithoutUser))].sort();
    if (images.length === 0) return undefined;
    return (
      'pods run as a user other than root, so these images must name theirs by number (USER 1000), or else be given ' +
      `\`runAs\`: ${images.join(', ')}`
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
