import type * as kplus from 'cdk8s-plus-28';
import { isPresent, notice, PerApp } from '../../objects';

const PODS = new PerApp<kplus.AbstractPod[]>(() => []);

/**
 * Has the synth say which images need a user by number.
 *
 * The kubelet refuses a container whose image names its user by a word, or none: it can't tell that it isn't root.
 */
export function askForUsers(pod: kplus.AbstractPod): void {
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

/** Containers that are added late count as well. */
function imagesWithoutUser({ securityContext, containers, initContainers }: kplus.AbstractPod): string[] {
  if (securityContext.user !== undefined) return [];
  return [...containers, ...initContainers]
    .filter((container) => container.securityContext.ensureNonRoot && container.securityContext.user === undefined)
    .map(({ image }) => image);
}
