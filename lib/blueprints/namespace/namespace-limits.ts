import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { constructError, located } from '../../errors';
import { objectMetadata, patchable } from '../../objects';
import { checkKnownOptions, checkObject } from '../../traffic';
import {
  type Amounts,
  amountsOf,
  amountText,
  checkedAmounts,
  isAbove,
  RESOURCES,
  type Resource,
  type ResourceAmounts,
} from './amounts';
import type { NamespaceQuota } from './namespace-quota';

/** How many times what it requests a container may take. */
export interface ResourceRatios {
  /**
   * For CPU.
   *
   * @default - any number of times
   */
  readonly cpu?: number;

  /**
   * For memory.
   *
   * @default - any number of times
   */
  readonly memory?: number;
}

/** What each container of a namespace may ask for, and what it asks for where it doesn't say. */
export interface NamespaceLimits {
  /**
   * What a container requests that requests none itself, and has no limit either.
   *
   * @default - under a quota of CPU or memory, 100m and 128Mi of that; otherwise nothing
   */
  readonly defaultRequests?: ResourceAmounts;

  /**
   * The limit of a container that has none itself.
   *
   * @default - that of `max`, as Kubernetes fills in; otherwise none
   */
  readonly defaultLimits?: ResourceAmounts;

  /**
   * The least that a container may request.
   *
   * @default - any
   */
  readonly min?: ResourceAmounts;

  /**
   * The highest limit that a container may have.
   *
   * @default - any
   */
  readonly max?: ResourceAmounts;

  /**
   * How many times its request the limit of a container may be, 1 or above, and not more than `max` over `min`. Containers
   * must have both then.
   *
   * @default - any number of times
   */
  readonly maxRatio?: ResourceRatios;
}

/** What counts for each container, as the API server fills it in. */
export interface EffectiveLimits {
  readonly requests: Amounts;
  readonly limits: Amounts;
  readonly min: Amounts;
  readonly max: Amounts;
  readonly ratio: Amounts;
}

/** A tenth of a CPU, and as much memory as a small server takes: enough to start with, and little enough to be many. */
const USUAL: { readonly cpu: string; readonly memory: string } = { cpu: '100m', memory: '128Mi' };
const FIELDS = ['defaultRequests', 'defaultLimits', 'min', 'max', 'maxRatio'];

/** The limits of a namespace with what its quota adds; undefined where there are none. */
export function limitsUnder(
  scope: Construct,
  limits: NamespaceLimits | undefined,
  quota: NamespaceQuota | undefined,
): NamespaceLimits | undefined {
  if (limits !== undefined) {
    located(scope, () => {
      checkObject('the `limits` of a namespace', limits, "write it as in { max: { memory: '4Gi' } }");
      checkKnownOptions('the `limits` of a namespace', limits, FIELDS);
    });
  }
  // Where Kubernetes fills in a request from another limit, ours would be in its way.
  const isSaid = (resource: 'cpu' | 'memory') =>
    [limits?.defaultRequests, limits?.defaultLimits, limits?.min, limits?.max].some(
      (each) => each?.[resource] !== undefined,
    );
  const added = {
    ...(quota?.cpu !== undefined && !isSaid('cpu') ? { cpu: USUAL.cpu } : {}),
    ...(quota?.memory !== undefined && !isSaid('memory') ? { memory: USUAL.memory } : {}),
  };
  if (Object.keys(added).length === 0) return limits;
  return { ...limits, defaultRequests: { ...limits?.defaultRequests, ...added } };
}

/**
 * Writes the LimitRange of a namespace.
 *
 * @see https://kubernetes.io/docs/concepts/policy/limit-range/
 */
export function writeLimits(scope: Construct, limits: NamespaceLimits): ApiObject {
  const { defaultRequests, defaultLimits, min, max, maxRatio } = limits;
  checkEffective(scope, effectiveLimits(scope, limits));
  const ratio = maxRatio && Object.fromEntries(Object.entries(maxRatio).map(([key, value]) => [key, String(value)]));
  const fields = { default: defaultLimits, defaultRequest: defaultRequests, max, maxLimitRequestRatio: ratio, min };
  const said = Object.entries(fields).flatMap(([field, amounts]) =>
    amounts && Object.keys(amounts).length > 0 ? [[field, { ...amounts }]] : [],
  );
  if (said.length === 0) {
    throw constructError(scope, {
      law: 'the `limits` of a namespace must say something',
      got: limits,
      remedy: "write it as in { max: { memory: '4Gi' } }, or leave it out",
    });
  }
  const object = new ApiObject(scope, 'Limits', {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: objectMetadata(scope, 'limits'),
    spec: { limits: [{ type: 'Container', ...Object.fromEntries(said) }] },
  });
  patchable(object);
  return object;
}

/** What counts for each container: what isn't said is filled in as the API server does. */
export function effectiveLimits(scope: Construct, limits: NamespaceLimits = {}): EffectiveLimits {
  const given = (field: 'defaultRequests' | 'defaultLimits' | 'min' | 'max') =>
    checkedAmounts(scope, `limits.${field}`, limits[field]);
  const [defaultRequests, defaultLimits, min, max] = [
    given('defaultRequests'),
    given('defaultLimits'),
    given('min'),
    given('max'),
  ];
  const filled = amountsOf((resource) => defaultLimits[resource] ?? max[resource]);
  return {
    limits: filled,
    requests: amountsOf((resource) => defaultRequests[resource] ?? filled[resource] ?? min[resource]),
    min,
    max,
    ratio: checkedRatios(scope, limits.maxRatio),
  };
}

function checkedRatios(scope: Construct, ratios: ResourceRatios = {}): Amounts {
  located(scope, () => {
    checkObject('`limits.maxRatio`', ratios, 'write it as in { cpu: 4 }');
    checkKnownOptions('`limits.maxRatio`', ratios, RESOURCES);
  });
  return amountsOf((resource) => {
    const ratio = ratios[resource];
    if (ratio === undefined || (typeof ratio === 'number' && ratio >= 1 && Number.isFinite(ratio))) return ratio;
    throw constructError(scope, {
      law: `\`limits.maxRatio.${resource}\` must be a number, 1 or above`,
      got: ratio,
      remedy: 'write it as in { cpu: 4 }',
    });
  });
}

/** The API server refuses a LimitRange whose own defaults break it. */
function checkEffective(scope: Construct, { min, requests, limits, max, ratio }: EffectiveLimits): void {
  const rising: [string, Amounts][] = [
    ['min', min],
    ['defaultRequests', requests],
    ['defaultLimits', limits],
    ['max', max],
  ];
  for (const resource of RESOURCES) {
    checkRatio(scope, resource, { least: min[resource], most: max[resource], ratio: ratio[resource] });
    const known = rising.filter(([, amounts]) => amounts[resource] !== undefined);
    const wrong = known.find(([, amounts], index) => {
      const before = known[index - 1]?.[1][resource];
      return before !== undefined && isAbove(before, amounts[resource] as number);
    });
    if (!wrong) continue;
    const [lower] = known[known.indexOf(wrong) - 1] as [string, Amounts];
    throw constructError(scope, {
      law: `the \`limits\` of a namespace must rise from min over defaultRequests and defaultLimits to max, but ${lower}.${resource} is above ${wrong[0]}.${resource}`,
      remedy: 'lower the one, or raise the other',
    });
  }
}

/** No container between the least and the most could have a higher ratio, so the API server takes it for a mistake. */
function checkRatio(
  scope: Construct,
  resource: Resource,
  { least, most, ratio }: { least?: number; most?: number; ratio?: number },
): void {
  if (least === undefined || most === undefined || ratio === undefined || !isAbove(ratio * least, most)) return;
  const [min, max] = [least, most].map((amount) => amountText(resource, amount));
  throw constructError(scope, {
    law: `\`limits.maxRatio.${resource}\` must not be above max.${resource} over min.${resource}, ${max} over ${min}, which is ${Number((most / least).toFixed(3))}`,
    got: ratio,
    remedy: 'lower the ratio, or leave out one of the three',
  });
}
