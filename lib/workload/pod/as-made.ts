import { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { isPatched } from '../../objects';
import { ownContainers } from './own-container';
import type { PodProps } from './pod-props';

/** What was made of our containers alone, and asks for nothing beyond Pod Security "restricted". */
const USUAL = new WeakMap<kplus.AbstractPod, string>();

/** Notes what some pods are like when they have all that was said of them. */
export function noteUsual(pods: kplus.AbstractPod, props: PodProps): void {
  const asks =
    props.hostNetwork ||
    ownContainers(props).some(({ options }) => options.privileges) ||
    Object.values(props.options.volumes ?? {}).some(({ _source }) => _source.written.hostPath);
  if (!asks) USUAL.set(pods, shapeOf(pods));
}

/**
 * Whether pods may ask for more than Pod Security "restricted" allows: they were told to, or something was added since.
 *
 * To write them out and look would cost as much as their synth.
 */
export function mayNeedMore(pods: kplus.AbstractPod): boolean {
  return USUAL.get(pods) !== shapeOf(pods) || isPatched(ApiObject.of(pods));
}

/** What cdk8s-plus can add to pods that are there. */
function shapeOf({ containers, initContainers, volumes }: kplus.AbstractPod): string {
  const hostPorts = hostPortsOf(containers) + hostPortsOf(initContainers);
  return `${containers.length} ${initContainers.length} ${volumes.length} ${hostPorts}`;
}

function hostPortsOf(containers: readonly kplus.Container[]): number {
  let count = 0;
  for (const { ports } of containers) for (const { hostPort } of ports) if (hostPort) count += 1;
  return count;
}
