import type * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { located } from '../errors';
import { leaveOutUnasked } from './added-containers';
import { addProbes, completeContainer, containerProps, MAIN } from './container';
import { containersOf, prune } from './kubernetes-defaults';
import { checkPod } from './pod-laws';
import type { PodProps } from './pod-props';
import { serviceAccountName } from './service-account';
import { checkMountPath, STORAGE_VOLUME } from './storage';
import { Volume, volumeNames } from './volume';

/** The pods of a workload as cdk8s-plus takes them. */
export function podProps(scope: Construct, props: PodProps): kplus.AbstractPodProps {
  const { options, mainPort, name } = props;
  const { readOnlyRoot = false, serviceAccount, runAs, terminationGracePeriod } = options;
  return located(scope, () => {
    checkPod(scope, props);
    const ports = [...(mainPort ? [mainPort] : []), ...(options.extraPorts ?? [])];
    return {
      containers: [containerProps(options, MAIN, ports, readOnlyRoot)],
      initContainers: (options.initContainers ?? []).map((container) =>
        containerProps(container, container.name, [], readOnlyRoot),
      ),
      ...(serviceAccount
        ? {
            serviceAccount: { name: serviceAccountName(scope, name, serviceAccount) } as kplus.IServiceAccount,
            automountServiceAccountToken: serviceAccount.mountsToken,
          }
        : {}),
      ...(runAs === undefined ? {} : { securityContext: { user: runAs, group: runAs, fsGroup: runAs } }),
      terminationGracePeriod,
    };
  });
}

/** The volumes of a workload, with the paths where they are mounted and the names that follow from these. */
function volumesOf({ options, storage }: PodProps): { path: string; name: string; volume: Volume }[] {
  const volumes: { readonly [path: string]: Volume } = {
    ...options.volumes,
    ...Object.fromEntries((options.writable ?? []).map((path) => [path, Volume.emptyDir()])),
  };
  for (const path of Object.keys(volumes)) checkMountPath(path);
  const names = volumeNames(Object.keys(volumes), storage ? [STORAGE_VOLUME] : []);
  return Object.entries(volumes).map(([path, volume]) => ({ path, name: names.get(path) as string, volume }));
}

/** Mounts the volumes of a workload that is made: in its main container, and in those that run before it. */
export function mountVolumes(scope: Construct, pod: kplus.AbstractPod, props: PodProps): void {
  for (const { path, name, volume } of located(scope, () => volumesOf(props))) {
    const bound = volume._bind(pod, name);
    for (const container of [...pod.containers, ...pod.initContainers]) {
      container.mount(path, bound, volume.isWritable ? {} : { readOnly: true });
    }
  }
}

/** Adds to a written workload what cdk8s-plus can't say, and takes away what nobody asked for. */
export function completePod(json: any, pods: kplus.AbstractPod, props: PodProps): void {
  const { options, probes, mainPort, storage } = props;
  const pod = json.spec.template.spec;
  const written = new Map(containersOf(pod).map((container) => [container.name, container]));
  // For all containers, those included that are added to the cdk8s-plus object.
  pod.securityContext.seccompProfile ??= { type: 'RuntimeDefault' };
  for (const container of [...pods.containers, ...pods.initContainers]) {
    const { securityContext } = written.get(container.name);
    securityContext.capabilities = { drop: ['ALL'], ...securityContext.capabilities };
    leaveOutUnasked(container, written.get(container.name));
  }
  completeContainer(written.get(MAIN), options, storage);
  addProbes(written.get(MAIN), probes, mainPort?.port);
  for (const init of options.initContainers ?? []) completeContainer(written.get(init.name), init, storage);
  for (const { name, volume } of volumesOf(props)) {
    volume._complete(pod.volumes.find((other: any) => other.name === name));
  }
  // Without an autoscaler cdk8s-plus would write its own default.
  if (options.replicas === undefined && json.spec.replicas !== undefined) json.spec.replicas = 1;
  prune(json);
}
