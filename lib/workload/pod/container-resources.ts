import { Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { valueError } from '../../errors';
import { bytes, quantity } from './quantity';

/**
 * The requests of a container, which its node keeps free for it, and its limits. It has neither by default.
 *
 * @example
 * const resources: ContainerResources = { cpuRequest: '100m', memoryRequest: '64Mi', memoryLimit: '128Mi' };
 *
 * @see https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/
 */
export interface ContainerResources {
  /**
   * The CPU that it requests, such as `250m`.
   *
   * @default - none
   */
  readonly cpuRequest?: string;

  /**
   * The limit of CPU, above which it is throttled.
   *
   * @default - none
   */
  readonly cpuLimit?: string;

  /**
   * The memory that it requests, such as `128Mi`. The suffix `m`, a thousandth of a byte, is an error.
   *
   * @default - none
   */
  readonly memoryRequest?: string;

  /**
   * The limit of memory, above which it is killed, such as `128Mi`.
   *
   * @default - none
   */
  readonly memoryLimit?: string;
}

/** Resources as Kubernetes writes them; undefined where nothing is asked for. */
export function resourcesManifest(resources: ContainerResources = {}): any {
  const { cpuRequest, cpuLimit, memoryRequest, memoryLimit } = resources;
  checkPair('cpu', quantity, cpuRequest, cpuLimit);
  checkPair('memory', bytes, memoryRequest, memoryLimit);
  const requests = amounts(cpuRequest, memoryRequest);
  const limits = amounts(cpuLimit, memoryLimit);
  return requests || limits ? { ...(limits ? { limits } : {}), ...(requests ? { requests } : {}) } : undefined;
}

/** Resources as cdk8s-plus takes them. */
export function plusResources(resources: ContainerResources = {}): kplus.ContainerResources {
  const { cpuRequest, cpuLimit, memoryRequest, memoryLimit } = resources;
  const cpu = (text?: string) => (text === undefined ? undefined : kplus.Cpu.units(quantity('`cpu`', text)));
  const memory = (text?: string) =>
    text === undefined ? undefined : Size.mebibytes(bytes('`memory`', text) / 2 ** 20);
  return {
    cpu: { request: cpu(cpuRequest), limit: cpu(cpuLimit) },
    memory: { request: memory(memoryRequest), limit: memory(memoryLimit) },
  };
}

function amounts(cpu: string | undefined, memory: string | undefined): any {
  if (cpu === undefined && memory === undefined) return undefined;
  return { ...(cpu === undefined ? {} : { cpu }), ...(memory === undefined ? {} : { memory }) };
}

function checkPair(what: string, read: typeof quantity, request: string | undefined, limit: string | undefined): void {
  const asked = request === undefined ? 0 : read(`\`${what}Request\``, request);
  const most = limit === undefined ? Number.POSITIVE_INFINITY : read(`\`${what}Limit\``, limit);
  if (asked <= most) return;
  throw valueError({
    law: `\`${what}Request\` must not be above \`${what}Limit\``,
    got: `${request} above ${limit}`,
    remedy: 'raise the limit, lower the request, or leave the limit out',
  });
}
