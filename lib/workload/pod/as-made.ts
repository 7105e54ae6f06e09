import { ApiObject } from 'cdk8s';
import type * as kplus from 'cdk8s-plus-28';
import { isPatched } from '../../objects';
import type { ContainerOptions } from './container-options';
import type { PodOptions } from './pod-options';
import type { PodProps } from './pod-props';

/** What was made of our containers alone, and asks for nothing beyond Pod Security "restricted". */
const USUAL = new WeakMap<kplus.AbstractPod, string>();

/** Notes what some pods are like when they have all that was said of them. */
export function noteUsual(pods: kplus.AbstractPod, props: PodProps): void {
  const { hostNetwork, options } = props;
  if (hostNetwork || hasPrivileges(options) || hasHostPath(options)) return;
  USUAL.set(pods, shapeOf(pods));
}

function hasPrivileges({ privileges, sidecars, initContainers }: PodOptions): boolean {
  if (privileges) return true;
  const beside: (readonly ContainerOptions[] | undefined)[] = [sidecars, initContainers];
  return beside.some((containers) => containers?.some((each) => each.privileges));
}

function hasHostPath({ volumes }: PodOptions): boolean {
  return volumes ? Object.values(volumes).some(({ _source }) => _source.written.hostPath) : false;
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
  return containers.reduce((sum, { ports }) => sum + ports.filter(({ hostPort }) => hostPort).length, 0);
}
