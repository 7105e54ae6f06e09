import { nameOf } from '../network/place';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import type { PodFacts, WorkloadFacts } from '../network/workloads';
import type { SelectedWorkload } from './label-index';
import type { PodTarget, ProblemTarget, Target } from './target';

/** The pods' ports to which a port of a Service is mapped: by number, or by the name that each pod gives a number. */
export function mappedTargets(
  service: ServiceFacts,
  port: ServicePortFacts,
  selected: readonly SelectedWorkload[],
): Target[] {
  if (selected.length === 0) return [nobody(service)];
  return selected.flatMap((found) => mappedPorts(service, port, found));
}

/**
 * The pods' ports that a client of a headless Service reaches.
 *
 * Its name resolves to the addresses of the pods and nothing maps ports, so the client arrives on the port that it
 * names itself; a target port that differs is never used.
 */
export function headlessTargets(
  service: ServiceFacts,
  port: ServicePortFacts,
  selected: readonly SelectedWorkload[],
): Target[] {
  if (selected.length === 0) return [nobody(service)];
  return selected.flatMap((found): Target[] => {
    const { workload, isCertain } = found;
    const target: PodTarget = { kind: 'pods', workload, protocol: port.protocol, port: port.port, isCertain };
    const differs = found.pods.some(({ pod }) => {
      const mapped = numberOf(port, pod);
      return mapped !== undefined && mapped !== port.port;
    });
    return differs ? [target, unmapped(service, port, workload)] : [target];
  });
}

function mappedPorts(service: ServiceFacts, port: ServicePortFacts, { workload, pods }: SelectedWorkload): Target[] {
  const byNumber = new Map<number, boolean>();
  const missed: PodFacts[] = [];
  for (const { pod, isCertain } of pods) {
    const number = numberOf(port, pod);
    if (number !== undefined) byNumber.set(number, isCertain || byNumber.get(number) === true);
    else if (isCertain || !pod.ports) missed.push(pod);
  }
  const targets = [...byNumber].map(
    ([number, isCertain]): Target => ({ kind: 'pods', workload, protocol: port.protocol, port: number, isCertain }),
  );
  if (missed.length === 0) return targets;
  const problem = missed.some(({ ports }) => ports) ? unnamed : unread;
  return [...targets, problem(service, port, workload)];
}

/** The number that a target port has at a pod, if that is known; a name counts only with its protocol. */
function numberOf({ targetPort, protocol }: ServicePortFacts, pod: PodFacts): number | undefined {
  if (typeof targetPort === 'number') return targetPort;
  return pod.ports?.find(({ name, protocol: own }) => name === targetPort && own === protocol)?.number;
}

function nobody({ object, selector }: ServiceFacts): ProblemTarget {
  return {
    kind: 'problem',
    problem:
      `no pod of namespace ${object.namespace} has the labels ${selector?.text} that ${nameOf(object)} selects; ` +
      'correct its selector, or the labels in the pod template',
    isCertain: true,
  };
}

function unnamed({ object }: ServiceFacts, port: ServicePortFacts, workload: WorkloadFacts): ProblemTarget {
  return {
    kind: 'problem',
    problem:
      `the pods of ${nameOf(workload.object)} have no ${port.protocol} port named "${port.targetPort}", to which ` +
      `port ${port.port} of ${nameOf(object)} leads; name it so in the ports of the container, or give targetPort ` +
      'as a number',
    workload,
    isCertain: true,
  };
}

function unread({ object }: ServiceFacts, port: ServicePortFacts, workload: WorkloadFacts): ProblemTarget {
  return {
    kind: 'problem',
    problem:
      `which port of ${nameOf(workload.object)} is named "${port.targetPort}", to which port ${port.port} of ` +
      `${nameOf(object)} leads, isn't known, as the ports of its pods could not be read`,
    workload,
    isCertain: false,
  };
}

function unmapped({ object }: ServiceFacts, port: ServicePortFacts, workload: WorkloadFacts): ProblemTarget {
  return {
    kind: 'problem',
    problem:
      `${nameOf(object)} is headless, so clients arrive on port ${port.port} and the target port ${port.targetPort} ` +
      'is never used; give it the number that the pods listen on as its port',
    workload,
    isCertain: true,
  };
}
