import type * as kplus from 'cdk8s-plus-28';
import { constructError, located } from '../../errors';
import { checkDnsLabel } from '../../traffic';

const GIVEN = new WeakMap<kplus.Container, kplus.ContainerProps>();

/** Checks the name of a container before it is added: cdk8s-plus would write two of one name, which no cluster accepts. */
export function checkContainerName(pod: kplus.AbstractPod, name: string): void {
  const place = pod.node.scope ?? pod;
  located(place, () => checkDnsLabel('the name of a container', name));
  if (![...pod.containers, ...pod.initContainers].some((other) => other.name === name)) return;
  throw constructError(place, {
    law: 'the containers of a pod must differ in their names',
    got: name,
    remedy: 'give the one that is added another `name`; the workload itself has "main"',
  });
}

/** The props of a container that is added, without the whole CPU and the limit that cdk8s-plus would put in. */
export function withoutResources(props: kplus.ContainerProps): kplus.ContainerProps {
  return { ...props, resources: props.resources ?? {} };
}

/** Keeps what a container was given, since cdk8s-plus fills in more than that. */
export function given(container: kplus.Container, props: kplus.ContainerProps): kplus.Container {
  GIVEN.set(container, props);
  return container;
}

/** Takes out of a written container what nobody gave; a container that was made elsewhere is written as it is. */
export function leaveOutUnasked(container: kplus.Container, written: any): void {
  const props = GIVEN.get(container);
  if (!props) return;
  // Kubernetes' own default depends on the tag, as it should; cdk8s-plus would always pull.
  if (props.imagePullPolicy === undefined) written.imagePullPolicy = undefined;
  // It would kill in a loop what starts slowly.
  if (props.startup === undefined) written.startupProbe = undefined;
}
