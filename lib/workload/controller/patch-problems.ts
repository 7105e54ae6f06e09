import { valueError } from '../../errors';
import { byKey, lastingContainers, selectorLabels, templateOf } from '../../objects';

/** The keys of the labels by which pods are selected, also where the workload itself has no selector, as a job. */
const SELECTING = Object.keys(selectorLabels('', undefined));

/**
 * What is wrong with a written workload after its patches.
 *
 * Policies, Services and routes follow the workload as it was declared: a patch that moves a port or a label away from
 * that would leave the policy on a port on which nobody listens, or the Service without pods.
 */
export function patchProblems(unpatched: any, patched: any): string[] {
  const [before, after] = [templateOf(unpatched), templateOf(patched)];
  const faults = [];
  if (text(unpatched.spec.selector) !== text(patched.spec?.selector)) {
    faults.push({
      law: 'a patch must leave the selector of a workload as it is, since its Services and policies follow it',
      got: patched.spec?.selector,
      remedy: 'give the workload another `name`',
    });
  }
  const labels = after?.metadata?.labels ?? {};
  const lost = SELECTING.find((key) => labels[key] !== before.metadata.labels[key]);
  if (lost) {
    faults.push({
      law: `a patch must leave the pods the labels by which they are selected, such as ${lost}=${before.metadata.labels[lost]}`,
      got: labels[lost],
      remedy: 'add other labels, or give the workload another `name`',
    });
  }
  const [declared, written] = [before, after].map((template) => portTexts(template?.spec));
  if (text(declared) !== text(written)) {
    faults.push({
      law: `a patch must leave the ports of the pods as they were declared (${shown(declared)}), since policies name these`,
      got: shown(written),
      remedy: 'declare a port with `extraPorts`, or with addPort() on the container; the main one is `port`',
    });
  }
  if (Boolean(before.spec.hostNetwork) !== Boolean(after?.spec?.hostNetwork)) {
    faults.push({
      law: 'a patch must leave the pods in the network where they were declared, since no policy governs that of a node',
      got: `hostNetwork: ${Boolean(after?.spec?.hostNetwork)}`,
      remedy: 'write a NodeAgent with `hostNetwork`',
    });
  }
  return faults.map((fault) => valueError(fault).message);
}

/** The ports of the containers that run as long as the pod does, in one order. */
function portTexts(pod: any): string[] {
  return lastingContainers(pod)
    .flatMap(({ ports }: any) => ports ?? [])
    .map(({ protocol, containerPort, name }: any) =>
      [protocol ?? 'TCP', containerPort, ...(name ? [name] : [])].join(' '),
    )
    .sort();
}

function shown(ports: string[] = []): string {
  return ports.join(', ') || 'no port';
}

/** A value in words that don't depend on the order of its fields, which cdk8s can be told to leave as it is. */
function text(value: unknown): string {
  return JSON.stringify(byKey(value));
}
