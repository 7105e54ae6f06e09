import { type Amounts, amountsOf, RESOURCES, type Resource, readAmount } from './amounts';
import type { EffectiveLimits } from './namespace-limits';

/** What one container asks for, once the API server has filled in what it doesn't say. */
export interface ContainerDemand {
  readonly name: string;
  readonly requests: Amounts;
  readonly limits: Amounts;
}

/** What one pod asks for. */
export interface PodDemand {
  readonly containers: ContainerDemand[];
  readonly requests: Amounts;
  readonly limits: Amounts;
  /** Whether the pod says as a whole what it asks for, so that its containers need not. */
  readonly isSaidAsWhole: boolean;
}

type Kind = 'requests' | 'limits';

/** What a written pod asks for in a namespace with some limits, as the API server counts it. */
export function podDemand(pod: any, limits: EffectiveLimits): PodDemand {
  const demands = (containers: any[] = []) => containers.map((each) => ({ each, ...containerDemand(each, limits) }));
  const [main, init] = [demands(pod.containers), demands(pod.initContainers)];
  const whole = (kind: Kind, resource: Resource) => readAmount(pod.resources?.[kind]?.[resource]);
  const peak = (kind: Kind, resource: Resource) =>
    peakOf(
      main.map((each) => each[kind]),
      init.map(({ each, ...rest }) => ({ isNative: each.restartPolicy === 'Always', amounts: rest[kind] })),
      resource,
    );
  const overhead = (resource: Resource) => readAmount(pod.overhead?.[resource]);
  const isSaid = (kind: Kind) => RESOURCES.some((resource) => whole(kind, resource) !== undefined);
  return {
    containers: [...main, ...init],
    requests: amountsOf((resource) =>
      sumOf(whole('requests', resource) ?? peak('requests', resource) ?? whole('limits', resource), overhead(resource)),
    ),
    // What has no limit has none with its overhead either.
    limits: amountsOf((resource) => {
      const limit = whole('limits', resource) ?? peak('limits', resource);
      return limit ? sumOf(limit, overhead(resource)) : limit;
    }),
    isSaidAsWhole: isSaid('requests') || isSaid('limits'),
  };
}

function sumOf(amount: number | undefined, more: number | undefined): number | undefined {
  return amount === undefined ? more : amount + (more ?? 0);
}

/** A request that isn't said is the limit, where there is one; only then what the namespace says counts. */
function containerDemand({ name, resources }: any, filled: EffectiveLimits): ContainerDemand {
  const own = (kind: Kind, resource: Resource) => readAmount(resources?.[kind]?.[resource]);
  return {
    name,
    requests: amountsOf(
      (resource) => own('requests', resource) ?? own('limits', resource) ?? filled.requests[resource],
    ),
    limits: amountsOf((resource) => own('limits', resource) ?? filled.limits[resource]),
  };
}

/** The most that runs at once: each init container beside the sidecars before it, then all that stays. */
function peakOf(
  main: Amounts[],
  init: { isNative: boolean; amounts: Amounts }[],
  resource: Resource,
): number | undefined {
  const said = [...main, ...init.map(({ amounts }) => amounts)].some((amounts) => amounts[resource] !== undefined);
  if (!said) return undefined;
  let [sidecars, peak] = [0, 0];
  for (const { isNative, amounts } of init) {
    const amount = amounts[resource] ?? 0;
    peak = Math.max(peak, sidecars + amount);
    if (isNative) sidecars += amount;
  }
  return Math.max(
    peak,
    main.reduce((sum, amounts) => sum + (amounts[resource] ?? 0), sidecars),
  );
}
