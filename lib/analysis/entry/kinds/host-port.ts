import { nameOf } from '../../network/place';
import type { ContainerPort, WorkloadFacts } from '../../network/workloads';
import type { EntryKind } from '../entry-kind';
import { fieldOf, holds, walk } from '../legs';
import { urlOf } from '../url';
import type { EntryPoint, WayIn } from '../way-in';

/**
 * Pods that take a port of their node.
 *
 * The port of the node leads to that of the pod, so a policy is asked about the latter. Pods on the network of their
 * node have no such way: whatever they listen on is a port of the node itself.
 */
export const hostPort: EntryKind = {
  name: 'HostPort',
  waysIn: (context) => context.network.workloads.flatMap(waysTo),
};

function waysTo(workload: WorkloadFacts): WayIn[] {
  const { object } = workload;
  // A workload is at the other end, by its own name.
  const entry: EntryPoint = {
    name: `${object.namespace}/${object.kind.toLowerCase()}/${object.name} hostPort`,
    kind: 'node-port',
  };
  const found = new Map<string, WayIn>();
  for (const pod of workload.pods) {
    if (pod.hostNetwork) continue;
    for (const port of pod.ports ?? []) {
      if (port.hostPort === undefined) continue;
      const way = wayTo(workload, entry, port, port.hostPort);
      found.set(`${way.url} ${port.number}`, way);
    }
  }
  return [...found.values()];
}

function wayTo(workload: WorkloadFacts, entry: EntryPoint, port: ContainerPort, number: number): WayIn {
  const { object } = workload;
  const { protocol } = port;
  const text = `the pods of ${nameOf(object)} take ${protocol} port ${number} of their nodes for their port ${port.number}`;
  const target = { workload, protocol, port: port.number, isCertain: true };
  const leg = holds('backend', text, fieldOf(object, ['spec']));
  return { entry, origin: object, url: urlOf(protocol, '', number), ...walk({ legs: [leg], targets: [target] }) };
}
