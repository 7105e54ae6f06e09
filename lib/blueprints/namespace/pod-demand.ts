import { type Amounts, amountsOf, type Resource, readAmount } from './amounts';
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
}

/** What a written pod asks for in a namespace with some limits. */
export function podDemand(pod: any, limits: EffectiveLimits): PodDemand {
  const demands = (containers: any[] = []) => containers.map((each) => ({ each, ...containerDemand(each, limits) }));
  const [main, init] = [demands(pod.containers), demands(pod.initContainers)];
  const peak = (kind: 'requests' | 'limits') =>
    amountsOf((resource) =>
      pod.resources?.[kind]?.[resource] === undefined
        ? peakOf(
            main.map((each) => each[kind]),
            init.map(({ each, ...rest }) => ({ isNative: each.restartPolicy === 'Always', amounts: rest[kind] })),
            resource,
          )
        : readAmount(pod.resources[kind][resource]),
    );
  return { containers: [...main, ...init], requests: peak('requests'), limits: peak('limits') };
}

/** A request that isn't said is the limit, where there is one; only then what the namespace says counts. */
function containerDemand({ name, resources }: any, filled: EffectiveLimits): ContainerDemand {
  const own = (kind: 'requests' | 'limits', resource: Resource) => readAmount(resources?.[kind]?.[resource]);
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
