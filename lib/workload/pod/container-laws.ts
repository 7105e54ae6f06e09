import { constructError, type Located, located } from '../../errors';
import { checkDnsLabel, checkKnownOptions, Port, Protocol } from '../../traffic';
import type { ContainerOptions } from './container-options';
import { resourcesManifest } from './container-resources';
import type { ExtraPort } from './extra-port';
import type { InitContainer } from './init-container';
import { checkContainerKinds } from './option-kinds';
import { type OwnContainer, Role } from './own-container';
import { checkPortNumber } from './port-number';
import type { Sidecar } from './sidecar';

/** The options of every container. */
export const CONTAINER_OPTIONS: readonly (keyof ContainerOptions)[] = [
  'image',
  'pullPolicy',
  'command',
  'args',
  'env',
  'envFrom',
  'resources',
  'privileges',
];
/** Those of an init container. */
const INIT_OPTIONS: (keyof InitContainer)[] = ['name', ...CONTAINER_OPTIONS, 'ports'];
/** Those that a sidecar has beside them. */
const SIDECAR_OPTIONS: (keyof Sidecar)[] = ['kind', 'readiness', 'liveness', 'startup'];

/** What can be seen of the containers of a pod before there is a cluster. */
export function checkContainers(place: Located, containers: OwnContainer[]): void {
  for (const container of containers) checkContainer(place, container);
  const lasting = containers.filter(({ role }) => role !== Role.INIT);
  checkPorts(
    place,
    lasting.flatMap(({ ports }) => ports.declared),
  );
  if (lasting.length < containers.length) checkInitPorts(place, containers);
  containers.forEach(checkPortReferences);
}

function checkInitPorts(place: Located, containers: OwnContainer[]): void {
  for (const { role, ports } of containers) if (role === Role.INIT) checkPorts(place, ports.declared);
}

function checkContainer(place: Located, container: OwnContainer): void {
  checkDnsLabel('the name of a container', container.name);
  checkOptions(place, container);
  checkImage(place, container.options.image);
  checkContainerKinds(place, container);
  resourcesManifest(container.options.resources);
}

/** What is no option of theirs would be left out in silence, such as `readiness` of an init container. */
function checkOptions(place: Located, { role, ports: { owner }, options }: OwnContainer): void {
  if (role === Role.MAIN) return;
  const known: string[] = role === Role.INIT ? INIT_OPTIONS : [...INIT_OPTIONS, ...SIDECAR_OPTIONS];
  located(place, () => checkKnownOptions(owner, options, known));
}

function checkImage(place: Located, image: string): void {
  if (typeof image === 'string' && image && !/\s/.test(image)) return;
  throw constructError(place, {
    law: 'an image must be a reference without spaces',
    got: image,
    remedy: 'write it as in ghcr.io/acme/api:1.4',
  });
}

/** All containers that run at a time share the ports of their pod. */
function checkPorts(place: Located, ports: ExtraPort[]): void {
  const seen = new Set<string>();
  for (const { name, port, protocol } of ports) {
    Port.named(name, protocol);
    checkPortNumber('the port of a pod', port);
    checkUnseen(place, `"${name}"`, seen);
    checkUnseen(place, `${protocol ?? Protocol.TCP} ${port}`, seen);
  }
}

function checkUnseen(place: Located, key: string, seen: Set<string>): void {
  if (seen.has(key)) {
    throw constructError(place, {
      law: 'the ports of a pod must differ in name, and in number or protocol',
      got: key.replaceAll('"', ''),
      remedy: 'give each its own `name` and `port`',
    });
  }
  seen.add(key);
}

/** What connects to a container by one of its ports: probes, and the request before its end. */
function checkPortReferences({ probes, ports, shutdown }: OwnContainer): void {
  probes.readiness?._check('readiness', ports);
  probes.liveness?._check('liveness', ports);
  probes.startup?._check('startup', ports);
  shutdown?._preStop(ports);
}
