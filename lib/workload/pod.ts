import type * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { constructError, located } from '../errors';
import { Port, Protocol } from '../traffic';
import { leaveOutUnasked } from './added';
import { addProbes, completeContainer, containerProps, MAIN, type Probes } from './container';
import { resourcesManifest } from './container-resources';
import { containersOf, prune } from './plain';
import type { ExtraPort, PodOptions } from './pod-options';
import { checkPortNumber } from './port-number';
import { serviceAccountName } from './service-account';
import { checkMountPath, checkStorage, STORAGE_VOLUME, type Storage } from './storage';
import { Volume, volumeNames } from './volume';

/** What a workload of ours is made of, beside what users say of its pods. */
export interface PodProps {
  /** What users say of its pods. */
  readonly options: PodOptions;
  /** The written name of the workload. */
  readonly name: string;
  /** The main port, where there is one. */
  readonly mainPort?: ExtraPort;
  /** The probes of the main container. */
  readonly probes: Probes;
  /** The volumes that outlive the pods. */
  readonly storage?: Storage;
}

/** The pods of a workload as cdk8s-plus takes them. */
export function podProps(scope: Construct, props: PodProps): kplus.AbstractPodProps {
  const { options, mainPort, name } = props;
  const { readOnlyRoot = false, serviceAccount, runAs, terminationGracePeriod } = options;
  return located(scope, () => {
    check(scope, props);
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

/** What can be seen of the pods before there is a cluster. */
function check(scope: Construct, { options, mainPort, probes, storage }: PodProps): void {
  const { runAs, replicas, terminationGracePeriod } = options;
  const containers = [options, ...(options.initContainers ?? [])];
  for (const { image } of containers) checkImage(scope, image);
  if (runAs !== undefined && !(Number.isInteger(runAs) && runAs >= 1)) {
    throw constructError(scope, {
      law: '`runAs` must be the number of a user, 1 or above, since pods never run as root',
      got: runAs,
      remedy: "give the number of the image's own user",
    });
  }
  if (replicas !== undefined && !(Number.isInteger(replicas) && replicas >= 0)) {
    throw constructError(scope, {
      law: '`replicas` must be a whole number, 0 or above',
      got: replicas,
      remedy: 'give the number of pods',
    });
  }
  const portless = Object.entries(probes).find(([, probe]) => probe?.needsPort(mainPort?.port));
  if (portless) {
    throw constructError(scope, {
      law: `a probe must have a port, but \`${portless[0]}\` names none and the workload has no main port`,
      remedy: 'give the probe a `port`',
    });
  }
  for (const { resources } of containers) resourcesManifest(resources);
  // A fraction of a second is an error.
  terminationGracePeriod?.toSeconds();
  checkPorts(scope, [...(mainPort ? [mainPort] : []), ...(options.extraPorts ?? [])]);
  if (storage) checkStorage(storage);
  checkPaths(scope, options, storage);
}

function checkImage(scope: Construct, image: string): void {
  if (image && !/\s/.test(image)) return;
  throw constructError(scope, {
    law: 'an image must be a reference without spaces',
    got: image,
    remedy: 'write it as in ghcr.io/acme/api:1.4',
  });
}

function checkPorts(scope: Construct, ports: ExtraPort[]): void {
  const seen = new Set<string>();
  for (const { name, port, protocol } of ports) {
    Port.named(name);
    checkPortNumber('the port of a pod', port);
    for (const key of [`"${name}"`, `${protocol ?? Protocol.TCP} ${port}`]) {
      if (seen.has(key)) {
        throw constructError(scope, {
          law: 'the ports of a pod must differ in name, and in number or protocol',
          got: key.replaceAll('"', ''),
          remedy: 'give each its own `name` and `port`',
        });
      }
      seen.add(key);
    }
  }
}

function checkPaths(scope: Construct, { volumes, writable }: PodOptions, storage: Storage | undefined): void {
  const given = [...Object.keys(volumes ?? {}), ...(writable ?? []), ...(storage ? [storage.mountPath] : [])];
  const paths = given.map((path) => path.replace(/(?<=.)\/+$/, ''));
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice === undefined) return;
  throw constructError(scope, {
    law: 'a path must have one volume, of `volumes`, `writable` or `storage`',
    got: twice,
    remedy: 'name it once',
  });
}
