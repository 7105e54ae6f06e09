import type { ApiObject } from 'cdk8s';
import { valueError } from '../../errors';
import { lastingContainers, templateOf } from '../../objects';
import type { Autoscaling } from './autoscaling';
import type { Utilization } from './autoscaling-metric';
import { isRequestFilledIn } from './filled-requests';

/**
 * Why an autoscaler could not work with a written workload. Seen at synth, since containers may be added until then.
 *
 * A share of what is requested is known only where it is requested; otherwise the autoscaler stands still, and tells it
 * in its status alone. What the namespace fills in is requested as well.
 */
export function autoscalerProblems(autoscaling: Autoscaling, pods: ApiObject): string[] {
  const containers = containersOf(pods);
  if (!containers) return [];
  return autoscaling._utilizations.flatMap((utilization) => {
    const isFilledIn = isRequestFilledIn(pods, utilization.resource);
    return problem(utilization, containers, { isFilledIn }) ?? [];
  });
}

/** A workload that can't be written has a problem of its own, and tells it itself. */
function containersOf(pods: ApiObject): any[] | undefined {
  try {
    return lastingContainers(templateOf(pods.toJson())?.spec);
  } catch {
    return undefined;
  }
}

function problem(
  { resource, container }: Utilization,
  containers: any[],
  { isFilledIn }: { readonly isFilledIn: boolean },
): string | undefined {
  const measured = container === undefined ? containers : containers.filter(({ name }) => name === container);
  if (measured.length === 0) {
    return valueError({
      law: 'the container that an autoscaler looks at must be one of the pods',
      got: container,
      remedy: `name one of ${containers.map(({ name }) => name).join(', ')}`,
    }).message;
  }
  if (isFilledIn) return undefined;
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
