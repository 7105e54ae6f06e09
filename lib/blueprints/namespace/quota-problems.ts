import { type Fault, valueError } from '../../errors';
import { type Amounts, amountText, isAbove, Resource } from './amounts';
import type { EffectiveLimits } from './namespace-limits';
import type { NamespaceQuota } from './namespace-quota';
import type { Counted, WrittenWorkload } from './namespace-workloads';
import { objectSums } from './object-sums';
import { type PodDemand, podDemand } from './pod-demand';
import { sumFaults, type Term } from './quota-sum';

/** What is said of the pods of a namespace. */
export interface PodRules {
  readonly quota: NamespaceQuota;
  readonly limits: EffectiveLimits;
}

interface Demand extends PodDemand {
  readonly workload: WrittenWorkload;
}

/** What containers say of an amount: the name of it in their `resources`, and where that is found. */
interface Said {
  readonly kind: 'requests' | 'limits';
  readonly resource: Resource;
  readonly field: string;
}

/** A limit of the quota, and what of each pod it counts. */
interface CountedOfPods {
  readonly option: 'cpu' | 'memory' | 'cpuLimit' | 'memoryLimit' | 'pods';
  /** What is summed up: `the CPU that pods request`. */
  readonly what: string;
  /** What a container has to say for it. */
  readonly said?: Said;
  of(pod: PodDemand): number | undefined;
  text(amount: number): string;
}

const COUNTED: CountedOfPods[] = [
  amounts('cpu', { kind: 'requests', resource: Resource.CPU, field: 'cpuRequest' }),
  amounts('memory', { kind: 'requests', resource: Resource.MEMORY, field: 'memoryRequest' }),
  amounts('cpuLimit', { kind: 'limits', resource: Resource.CPU, field: 'cpuLimit' }),
  amounts('memoryLimit', { kind: 'limits', resource: Resource.MEMORY, field: 'memoryLimit' }),
  { option: 'pods', what: 'the pods of a namespace', of: () => 1, text: String },
];

function amounts(option: CountedOfPods['option'], said: Said): CountedOfPods {
  const { kind, resource } = said;
  return {
    option,
    what: `the ${kind} of ${resource === Resource.CPU ? 'CPU' : resource} of a namespace`,
    said,
    of: (pod) => pod[kind][resource],
    text: (amount) => amountText(resource, amount),
  };
}

/** What of a namespace the API server would refuse by its quota or its limits. */
export function quotaProblems(counted: Counted, { quota, limits }: PodRules): string[] {
  const demands = counted.workloads.map((workload) => ({ workload, ...podDemand(workload.pod, limits) }));
  const faults = [
    ...demands.flatMap((demand) => containerFaults(demand, limits)),
    ...COUNTED.filter(({ option }) => quota[option] !== undefined).flatMap((each) => [
      ...silentFaults(each, demands),
      ...sumFaults(quota, { ...each, terms: podTerms(each, demands), isOfPods: true }),
    ]),
    ...objectSums(counted).flatMap((sum) => sumFaults(quota, sum)),
  ];
  return faults.map((fault) => valueError(fault).message);
}

/** Whether a quota counts amounts of what pods ask for, and not their number alone. */
export function isOfAmounts(quota: NamespaceQuota): boolean {
  return COUNTED.some(({ option, said }) => said !== undefined && quota[option] !== undefined);
}

/** The workloads whose runtime class may add to what their pods ask for: only the cluster knows how much. */
export function unknownOverheads({ workloads }: Counted): string[] {
  return workloads
    .filter(({ pod }) => pod.runtimeClassName && pod.overhead === undefined)
    .map(({ title, pod }) => `${pod.runtimeClassName} of ${title}`);
}

/** The workloads that a quota can't be checked against, since nobody knows how many pods they have. */
export function uncounted({ workloads }: Counted): string[] {
  return workloads.filter(({ count }) => count === undefined).map(({ title }) => title);
}

/** Under a quota, the API server refuses pods with a container that doesn't say what counts, unless the pod says something. */
function silentFaults({ option, said }: CountedOfPods, demands: Demand[]): Fault[] {
  if (said === undefined) return [];
  const { kind, resource, field } = said;
  const silent = demands.flatMap(({ workload, containers, isSaidAsWhole }) =>
    (isSaidAsWhole ? [] : containers)
      .filter((each) => each[kind][resource] === undefined)
      .map(({ name }) => `${name} of ${workload.title}`),
  );
  if (silent.length === 0) return [];
  const defaults = kind === 'limits' ? 'defaultLimits' : 'defaultRequests';
  return [
    {
      law: `under \`quota.${option}\` every container must have a \`${field}\`, but these have none: ${silent.join(', ')}`,
      remedy: `give it in their \`resources\`, or \`limits: { ${defaults}: { ${resource}: '...' } }\` to the namespace`,
    },
  ];
}

function podTerms({ option, of, text }: CountedOfPods, demands: Demand[]): Term[] {
  return demands.flatMap((demand) => {
    const { count, title } = demand.workload;
    const each = of(demand);
    if (count === undefined || each === undefined || count.most === 0) return [];
    const surge = count.surge > 0 ? ` (${count.surge} of them while others are replaced)` : '';
    const amount = each * count.most;
    return [{ amount, text: `${title} ${count.most}${option === 'pods' ? '' : ` x ${text(each)}`}${surge}` }];
  });
}

/** What the API server refuses by the limits of the namespace, or by what these fill in. */
function containerFaults({ workload, containers }: Demand, { min, max, ratio }: EffectiveLimits): Fault[] {
  return containers.flatMap(({ name, requests, limits }) =>
    Object.values(Resource).flatMap((resource) => {
      const who = `${name} of ${workload.title}`;
      const text = (amounts: Amounts) => amountText(resource, amounts[resource] as number);
      const [request, limit] = [requests[resource], limits[resource]];
      if (request !== undefined && limit !== undefined && isAbove(request, limit)) {
        return [
          {
            law: `the ${resource} that a container requests must not be above its limit, but ${who} requests ${text(requests)}, and the limit of its namespace counts, ${text(limits)}`,
            remedy: 'give the container a limit of its own, or raise `limits.defaultLimits`',
          },
        ];
      }
      if (request !== undefined && min[resource] !== undefined && isAbove(min[resource], request)) {
        return [
          {
            law: `a container must not request less ${resource} than \`limits.min\`, ${text(min)}, but ${who} requests ${text(requests)}`,
            remedy: 'raise the one, or lower the other',
          },
        ];
      }
      if (limit !== undefined && max[resource] !== undefined && isAbove(limit, max[resource])) {
        return [
          {
            law: `a container must not have a higher limit of ${resource} than \`limits.max\`, ${text(max)}, but ${who} has ${text(limits)}`,
            remedy: 'lower the one, or raise the other',
          },
        ];
      }
      return ratioFaults(who, resource, { request, limit, most: ratio[resource] });
    }),
  );
}

function ratioFaults(
  who: string,
  resource: Resource,
  { request, limit, most }: { request?: number; limit?: number; most?: number },
): Fault[] {
  if (most === undefined) return [];
  if (request === undefined || limit === undefined) {
    return [
      {
        law: `under \`limits.maxRatio\` every container must have a request and a limit of ${resource}, but ${who} hasn't both`,
        remedy: 'give them in its `resources`, or `defaultRequests` and `defaultLimits` to the namespace',
      },
    ];
  }
  if (!isAbove(limit, request * most)) return [];
  return [
    {
      law: `the limit of ${resource} of a container must not be more than ${most} times its request, as \`limits.maxRatio\` says, but that of ${who} is`,
      got: `${amountText(resource, limit)} on ${amountText(resource, request)}`,
      remedy: 'lower the limit, or raise the request',
    },
  ];
}
