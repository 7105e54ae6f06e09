import type { Construct } from 'constructs';
import { constructError } from '../errors';
import { Port, Protocol } from '../traffic';
import { resourcesManifest } from './container-resources';
import { checkContainerKinds, checkKinds } from './option-kinds';
import type { ExtraPort, InitContainer, PodOptions } from './pod-options';
import type { PodProps } from './pod-props';
import { checkPortNumber } from './port-number';
import { checkStorage, type Storage } from './storage';

/** The lists among the options, and how they are written. */
const LISTS = {
  args: "['--port', '8080']",
  command: "['sh', '-c']",
  extraPorts: "[{ name: 'metrics', port: 9090 }]",
  initContainers: "[{ name: 'schema', image: 'ghcr.io/acme/schema:1.4' }]",
  writable: "['/tmp']",
};
const TEXTS = ['args', 'command', 'writable'];

/** What can be seen of the pods before there is a cluster. */
export function checkPod(scope: Construct, { options, mainPort, probes, storage }: PodProps): void {
  const { runAs, replicas, terminationGracePeriod } = options;
  checkLists(scope, options);
  checkKinds(scope, options, probes);
  const containers = [options, ...(options.initContainers ?? [])];
  for (const container of containers) {
    checkImage(scope, container?.image);
    checkContainerKinds(scope, container);
    checkLists(scope, container);
  }
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
  const portless = Object.entries(probes).find(([, probe]) => probe?._needsPort(mainPort?.port));
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

/** From JavaScript a single text may come, which would be taken for a list of its letters. */
function checkLists(scope: Construct, options: PodOptions | InitContainer): void {
  for (const [field, example] of Object.entries(LISTS)) {
    const value = (options as any)[field];
    const isTexts = TEXTS.includes(field);
    const isList = Array.isArray(value) && (!isTexts || value.every((item) => typeof item === 'string'));
    if (value === undefined || isList) continue;
    throw constructError(scope, {
      law: `\`${field}\` must be a list${isTexts ? ' of texts' : ''}`,
      got: value,
      remedy: `write it as in ${field}: ${example}`,
    });
  }
}

function checkImage(scope: Construct, image: string): void {
  if (typeof image === 'string' && image && !/\s/.test(image)) return;
  throw constructError(scope, {
    law: 'an image must be a reference without spaces',
    got: image,
    remedy: 'write it as in ghcr.io/acme/api:1.4',
  });
}

function checkPorts(scope: Construct, ports: ExtraPort[]): void {
  const seen = new Set<string>();
  for (const { name, port, protocol } of ports) {
    Port.named(name, protocol);
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
