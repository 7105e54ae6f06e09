import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { constructError, located } from '../../errors';
import { objectMetadata, patchable } from '../../objects';
import { checkKnownOptions, checkObject } from '../../traffic';
import { checkedAmount, Resource } from './amounts';

/** How much a namespace may have of what its cluster shares out. What isn't said isn't limited. */
export interface NamespaceQuota {
  /**
   * The CPU that its pods may request altogether, such as `20`.
   *
   * @default - not limited
   */
  readonly cpu?: string;

  /**
   * The memory that its pods may request altogether, such as `40Gi`.
   *
   * @default - not limited
   */
  readonly memory?: string;

  /**
   * What the limits of CPU of its pods may come to. Every container must have one then: its own, or that of
   * `limits.defaultLimits`.
   *
   * @default - not limited
   */
  readonly cpuLimit?: string;

  /**
   * What the limits of memory of its pods may come to. Every container must have one then: its own, or that of
   * `limits.defaultLimits`.
   *
   * @default - not limited
   */
  readonly memoryLimit?: string;

  /**
   * How many pods it may have that haven't ended.
   *
   * @default - not limited
   */
  readonly pods?: number;

  /**
   * How many Services of type LoadBalancer, each of which may cost money.
   *
   * @default - not limited
   */
  readonly loadBalancers?: number;

  /**
   * How many ports of the nodes its Services may have.
   *
   * @default - not limited
   */
  readonly nodePorts?: number;

  /**
   * How many claims for storage.
   *
   * @default - not limited
   */
  readonly claims?: number;

  /**
   * The storage that its claims may request altogether, such as `500Gi`.
   *
   * @default - not limited
   */
  readonly storage?: string;
}

const AMOUNTS: { [option in keyof NamespaceQuota]?: [string, Resource] } = {
  cpu: ['requests.cpu', Resource.CPU],
  memory: ['requests.memory', Resource.MEMORY],
  cpuLimit: ['limits.cpu', Resource.CPU],
  memoryLimit: ['limits.memory', Resource.MEMORY],
  storage: ['requests.storage', Resource.MEMORY],
};
const COUNTS: { [option in keyof NamespaceQuota]?: string } = {
  pods: 'pods',
  loadBalancers: 'services.loadbalancers',
  nodePorts: 'services.nodeports',
  claims: 'persistentvolumeclaims',
};

/**
 * Writes the ResourceQuota of a namespace.
 *
 * @see https://kubernetes.io/docs/concepts/policy/resource-quotas/
 */
export function writeQuota(scope: Construct, quota: NamespaceQuota): ApiObject {
  const object = new ApiObject(scope, 'Quota', {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: objectMetadata(scope, 'quota'),
    spec: { hard: hardOf(scope, quota) },
  });
  patchable(object);
  return object;
}

function hardOf(scope: Construct, quota: NamespaceQuota): { [resource: string]: string } {
  located(scope, () => {
    checkObject('the `quota` of a namespace', quota, "write it as in { cpu: '20', memory: '40Gi', pods: 100 }");
    checkKnownOptions('the `quota` of a namespace', quota, [...Object.keys(AMOUNTS), ...Object.keys(COUNTS)]);
  });
  const amounts = Object.entries(AMOUNTS).flatMap(([option, [name, resource]]) => {
    const text = quota[option as keyof NamespaceQuota] as string | undefined;
    if (text === undefined) return [];
    checkedAmount(scope, `\`quota.${option}\``, resource, text);
    return [[name, text]];
  });
  const counts = Object.entries(COUNTS).flatMap(([option, name]) => {
    const count = quota[option as keyof NamespaceQuota];
    if (count === undefined) return [];
    checkCount(scope, option, count);
    return [[name, String(count)]];
  });
  const hard = Object.fromEntries([...amounts, ...counts]);
  if (Object.keys(hard).length > 0) return hard;
  throw constructError(scope, {
    law: 'the `quota` of a namespace must limit something',
    got: quota,
    remedy: "write it as in { cpu: '20', memory: '40Gi', pods: 100 }, or leave it out",
  });
}

function checkCount(scope: Construct, option: string, count: unknown): void {
  if (Number.isInteger(count) && (count as number) >= 0) return;
  throw constructError(scope, {
    law: `\`quota.${option}\` must be a whole number, 0 or above`,
    got: count,
    remedy: '0 allows none, and nothing limits what is left out',
  });
}
