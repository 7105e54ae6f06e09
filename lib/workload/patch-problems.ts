import { valueError } from '../errors';

/**
 * What is wrong with a written workload after its patches.
 *
 * Policies, Services and routes follow the workload as it was declared: a patch that moves a port or a label away from
 * that would leave the policy on a port on which nobody listens, or the Service without pods.
 */
export function patchProblems(unpatched: any, patched: any): string[] {
  const [before, after] = [unpatched.spec, patched.spec];
  const faults = [];
  if (text(before.selector) !== text(after?.selector)) {
    faults.push({
      law: 'a patch must leave the selector of a workload as it is, since its Services and policies follow it',
      got: after?.selector,
      remedy: 'give the workload another `name`',
    });
  }
  const labels = after?.template?.metadata?.labels ?? {};
  const lost = Object.entries(before.selector.matchLabels).find(([key, value]) => labels[key] !== value);
  if (lost) {
    faults.push({
      law: `a patch must leave the pods the labels by which they are selected, such as ${lost.join('=')}`,
      got: labels[lost[0]],
      remedy: 'add other labels, or give the workload another `name`',
    });
  }
  const [declared, written] = [before, after].map((spec) => portTexts(spec?.template?.spec));
  if (text(declared) !== text(written)) {
    faults.push({
      law: `a patch must leave the ports of the pods as they were declared (${shown(declared)}), since policies name these`,
      got: shown(written),
      remedy: 'declare a port with `extraPorts`, or with addPort() on the container; the main one is `port`',
    });
  }
  return faults.map((fault) => valueError(fault).message);
}

/** The ports of the containers that run as long as the pod does, in one order. */
function portTexts(pod: any): string[] {
  const sidecars = (pod?.initContainers ?? []).filter((container: any) => container.restartPolicy === 'Always');
  return [...(pod?.containers ?? []), ...sidecars]
    .flatMap(({ ports }: any) => ports ?? [])
    .map(({ protocol, containerPort, name }: any) =>
      [protocol ?? 'TCP', containerPort, ...(name ? [name] : [])].join(' '),
    )
    .sort();
}

function shown(ports: string[]): string {
  return ports.join(', ') || 'no port';
}

/** A value in words that don't depend on the order of its fields, which cdk8s can be told to leave as it is. */
function text(value: unknown): string {
  return JSON.stringify(value, (_, field) =>
    typeof field === 'object' && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).sort(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}
