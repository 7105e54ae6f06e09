import type { ContainerPort, Labels, PodFacts } from '../network/workloads';
import type { Field } from './fields/field';
import { labelsIn } from './fields/labels';
import { addressIn } from './fields/networks';
import { portNameIn, portNumberIn, protocolIn } from './fields/ports';
import { podMeshWords } from './mesh-words';

/**
 * What the network sees of pods with this metadata and spec.
 *
 * What can't be read isn't known; the rest holds all the same, so that a mistake in a port doesn't hide the pods.
 *
 * @param pod - a Pod, or the template of pods
 */
export function podFactsIn(pod: Field, addedLabels: readonly string[] = []): PodFacts {
  if (!pod.isMapping('the template of the pods')) return UNKNOWN;
  const spec = pod.at('spec');
  const readLabels = () => labelsIn(pod.at('metadata').at('labels'));
  const labels = pod.soundly(readLabels);
  const ports = pod.soundly(() => [
    ...portsIn(spec.at('initContainers'), isSidecar),
    ...portsIn(spec.at('containers')),
  ]);
  const hostNetwork = pod.soundly(() => spec.at('hostNetwork').flag('hostNetwork'));
  const dnsPolicy = pod.soundly(() => spec.at('dnsPolicy').oneOf('dnsPolicy', DNS_POLICIES, 'ClusterFirst'));
  const account = pod.soundly(() => accountIn(spec));
  const mesh = podMeshWords(pod);
  return {
    labels: without(labels ?? readLabels(), addedLabels),
    addedLabels: labels ? addedLabels : 'any',
    ...(ports && { ports }),
    ...(hostNetwork !== undefined && { hostNetwork }),
    dnsPolicy: dnsPolicy ?? UNKNOWN.dnsPolicy,
    ...(account !== 'default' && { serviceAccount: account ?? '' }),
    ...(mesh && { mesh }),
    addresses: [],
  };
}

const DNS_POLICIES = ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] as const;

/** Pods of which nothing could be read; their resolver is one that isn't known, as with `None`. */
const UNKNOWN: PodFacts = { labels: {}, addedLabels: 'any', dnsPolicy: 'None', serviceAccount: '', addresses: [] };

/** The account, which has an older name as well. */
function accountIn(spec: Field): string {
  const [written = undefined] = ['serviceAccountName', 'serviceAccount'].flatMap(
    (key) => spec.at(key).optionalText(key) ?? [],
  );
  return written ?? 'default';
}

/** The addresses of a live pod; none where they can't be read. */
export function addressesIn(pod: Field): string[] {
  return pod.soundly(() => statedAddresses(pod)) ?? [];
}

function statedAddresses(pod: Field): string[] {
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

function portsIn(containers: Field, counts?: (container: Field) => boolean): ContainerPort[] {
  const ports: Field[] = [];
  for (const container of containers.mappings('containers', 'a container')) {
    if (counts?.(container) === false) continue;
    const own = container.at('ports').mappings('the ports of a container', 'a port of a container');
    for (const port of own) ports.push(port);
  }
  return ports.map(portIn);
}

function portIn(port: Field): ContainerPort {
  const hostPort = port.at('hostPort');
  const name = port.at('name');
  return {
    ...(name.optionalText('a port name') !== undefined && { name: portNameIn(name) }),
    number: portNumberIn(port.at('containerPort')),
    protocol: protocolIn(port.at('protocol')),
    ...(!hostPort.isAbsent && hostPort.value !== 0 && { hostPort: portNumberIn(hostPort) }),
  };
}
