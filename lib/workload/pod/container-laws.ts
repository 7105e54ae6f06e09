import { constructError, type Located } from '../../errors';
import { checkDnsLabel, Port, Protocol } from '../../traffic';
import { resourcesManifest } from './container-resources';
import type { ExtraPort } from './extra-port';
import { checkContainerKinds } from './option-kinds';
import { checkLists } from './option-lists';
import { type OwnContainer, Role } from './own-container';
import { checkPortNumber } from './port-number';
import type { ProbeField } from './probe-times';

/** What can be seen of the containers of a pod before there is a cluster. */
export function checkContainers(place: Located, containers: OwnContainer[]): void {
  for (const container of containers) {
    checkDnsLabel('the name of a container', container.name);
    checkImage(place, container.options.image);
    checkLists(place, container.options);
    checkContainerKinds(place, container);
    resourcesManifest(container.options.resources);
  }
  const isFirst = ({ role }: OwnContainer) => role === Role.INIT;
  const lasting = containers.filter((container) => !isFirst(container));
  checkPorts(
    place,
    lasting.flatMap(({ ports }) => ports.declared),
  );
  for (const { ports } of containers.filter(isFirst)) checkPorts(place, ports.declared);
  for (const container of containers) checkPortReferences(container);
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
    for (const key of [`"${name}"`, `${protocol ?? Protocol.TCP} ${port}`]) {
      if (seen.has(key)) {
        throw constructError(place, {
          law: 'the ports of a pod must differ in name, and in number or protocol',
          got: key.replaceAll('"', ''),
          remedy: 'give each its own `name` and `port`',
        });
      }
      seen.add(key);
    }
  }
}

/** What connects to a container by one of its ports: probes, and the request before its end. */
function checkPortReferences({ probes, ports, shutdown }: OwnContainer): void {
  for (const [field, probe] of Object.entries(probes)) probe?._check(field as ProbeField, ports);
  shutdown?._preStop(ports);
}
