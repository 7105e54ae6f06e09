import type { ContainerPort, Labels, PodFacts } from '../network/workloads';
import type { Field } from './fields/field';
import { labelsIn } from './fields/labels';
import { addressIn } from './fields/networks';
import { portNameIn, portNumberIn, protocolIn } from './fields/ports';

/**
 * What the network sees of pods with this metadata and spec.
 *
 * @param pod - a Pod, or the template of pods
 */
export function podFactsIn(pod: Field, addedLabels: readonly string[] = []): PodFacts {
  const spec = pod.at('spec');
  return {
    labels: without(labelsIn(pod.at('metadata').at('labels')), addedLabels),
    addedLabels,
    ports: [...portsIn(spec.at('initContainers'), isSidecar), ...portsIn(spec.at('containers'))],
    hostNetwork: spec.at('hostNetwork').flag('hostNetwork'),
    addresses: [],
  };
}

/** The addresses of a live pod. */
export function addressesIn(pod: Field): string[] {
  const status = pod.at('status');
  const addresses = status
    .at('podIPs')
    .mappings('podIPs', 'an entry of podIPs')
    .map((entry) => addressIn(entry.at('ip')));
  if (addresses.length > 0 || status.at('podIP').optionalText('podIP') === undefined) return addresses;
  return [addressIn(status.at('podIP'))];
}

/** What a controller adds replaces what the template says. */
function without(labels: Labels, keys: readonly string[]): Labels {
  if (!keys.some((key) => Object.hasOwn(labels, key))) return labels;
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !keys.includes(key)));
}

/** An init container that is never waited for runs beside the others, and its ports have names like theirs. */
function isSidecar(container: Field): boolean {
  return container.at('restartPolicy').value === 'Always';
}

function portsIn(containers: Field, counts: (container: Field) => boolean = () => true): ContainerPort[] {
  return containers
    .mappings('containers', 'a container')
    .filter(counts)
    .flatMap((container) => container.at('ports').mappings('the ports of a container', 'a port of a container'))
    .map(portIn);
}

function portIn(port: Field): ContainerPort {
  const hostPort = port.at('hostPort');
  return {
    ...(port.at('name').optionalText('a port name') !== undefined && { name: portNameIn(port.at('name')) }),
    number: portNumberIn(port.at('containerPort')),
    protocol: protocolIn(port.at('protocol')),
    ...(!hostPort.isAbsent && hostPort.value !== 0 && { hostPort: portNumberIn(hostPort) }),
  };
}
