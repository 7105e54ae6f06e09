import { valueError } from '../../errors';
import { lastingContainers, templateOf } from '../../objects';
import type { Autoscaling } from './autoscaling';
import type { Utilization } from './autoscaling-metric';

/**
 * Why an autoscaler could not work with a written workload. Seen at synth, since containers may be added until then.
 *
 * A share of what is requested is known only where it is requested; otherwise the autoscaler stands still, and tells it
 * in its status alone.
 */
export function autoscalerProblems(autoscaling: Autoscaling, written: () => any): string[] {
  const containers = containersOf(written);
  if (!containers) return [];
  return autoscaling._utilizations.flatMap((utilization) => problem(utilization, containers) ?? []);
}

/** A workload that can't be written has a problem of its own, and tells it itself. */
function containersOf(written: () => any): any[] | undefined {
  try {
    return lastingContainers(templateOf(written())?.spec);
  } catch {
    return undefined;
  }
}

function problem({ resource, container }: Utilization, containers: any[]): string | undefined {
  const measured = container === undefined ? containers : containers.filter(({ name }) => name === container);
  if (measured.length === 0) {
    return valueError({
      law: 'the container that an autoscaler looks at must be one of the pods',
      got: container,
      remedy: `name one of ${containers.map(({ name }) => name).join(', ')}`,
    }).message;
  }
  // Of a limit without a request, Kubernetes makes the request.
  const lacking = measured.find(
    ({ resources = {} }) => !(resources.requests?.[resource] ?? resources.limits?.[resource]),
  );
  if (!lacking) return undefined;
  return valueError({
    law: `an autoscaler by the utilization of ${resource} must know what each container requests, but "${lacking.name}" requests none`,
    remedy: `give it \`resources\`, such as { ${EXAMPLES[resource]} }`,
  }).message;
}

const EXAMPLES: { [resource: string]: string } = { cpu: "cpuRequest: '250m'", memory: "memoryRequest: '128Mi'" };
