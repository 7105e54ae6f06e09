import * as ipaddr from 'ipaddr.js';
import type { Protocol } from '../../traffic';
import { appendTo } from '../append-to';
import { nameOf } from '../network/place';
import type { EndpointsFacts, ServiceFacts, ServicePortFacts } from '../network/services';
import type { WorkloadFacts } from '../network/workloads';
import type { ProblemTarget, Target } from './target';

/**
 * Where Services lead whose endpoints aren't selected but written.
 *
 * An address is a workload's where the endpoint names a Pod that was read, or has the address of a live one. Pods on
 * the network of their node share its address with others, so an address alone never means one of them.
 */
export class EndpointIndex {
  private readonly byService = new Map<string, EndpointsFacts[]>();
  private readonly byPodName = new Map<string, WorkloadFacts>();
  private readonly byAddress = new Map<string, WorkloadFacts>();

  constructor(endpoints: readonly EndpointsFacts[], workloads: readonly WorkloadFacts[]) {
    for (const written of endpoints) {
      const key = `${written.object.namespace}/${written.service}`;
      appendTo(this.byService, key, written);
    }
    for (const workload of workloads) this.addPods(workload);
  }

  /** Where a port of a Service without a selector leads. */
  public targets(service: ServiceFacts, port: ServicePortFacts): readonly Target[] {
    const written = this.byService.get(`${service.object.namespace}/${service.object.name}`) ?? [];
    if (written.length === 0) return [unwritten(service)];
    const withPort = written.flatMap(({ endpoints, ports }) =>
      ports.filter((candidate) => isSame(candidate, port)).map((found) => ({ endpoints, port: found.port as number })),
    );
    if (withPort.length === 0) return [unnamed(service, port)];
    const found = new Map<string, Target>();
    for (const { endpoints, port: number } of withPort) {
      for (const { addresses, isReady, pod } of endpoints) {
        if (!isReady) continue;
        for (const address of addresses) {
          const target = this.targetOf(address, pod, port.protocol, number);
          const key = target.kind === 'pods' ? nameOf(target.workload.object) : address;
          found.set(`${key} ${number}`, target);
        }
      }
    }
    return found.size > 0 ? [...found.values()] : [unready(service)];
  }

  private addPods(workload: WorkloadFacts): void {
    const { kind, namespace, name } = workload.object;
    if (kind === 'Pod') this.byPodName.set(`${namespace}/${name}`, workload);
    for (const pod of workload.pods) {
      if (pod.hostNetwork !== false) continue;
      for (const address of pod.addresses) this.byAddress.set(spelled(address), workload);
    }
  }

  private targetOf(address: string, pod: string | undefined, protocol: Protocol, port: number): Target {
    const workload = (pod && this.byPodName.get(pod)) || this.byAddress.get(spelled(address));
    if (workload) return { kind: 'pods', workload, protocol, port, isCertain: true };
    return { kind: 'address', address, protocol, port };
  }
}

/** An address in the one way that all its spellings have in common: `fd00:0::5` is `fd00::5`. */
function spelled(address: string): string {
  return ipaddr.IPv6.isValid(address) ? ipaddr.IPv6.parse(address).toString() : address;
}

/** A port of a Service and one of its endpoints are the same when they are called alike, however they are numbered. */
function isSame(candidate: EndpointsFacts['ports'][number], port: ServicePortFacts): boolean {
  const isCalledAlike = (candidate.name ?? '') === (port.name ?? '');
  return isCalledAlike && candidate.protocol === port.protocol && candidate.port !== undefined;
}

function unwritten({ object }: ServiceFacts): ProblemTarget {
  return {
    kind: 'problem',
    problem:
      `${nameOf(object)} has no selector, and no EndpointSlice among the manifests says where it leads; ` +
      'write one, or give the Service a selector',
    isCertain: false,
  };
}

function unnamed({ object }: ServiceFacts, { name, port, protocol }: ServicePortFacts): ProblemTarget {
  const called = name ? `named "${name}"` : 'without a name';
  return {
    kind: 'problem',
    problem:
      `the endpoints of ${nameOf(object)} have no ${protocol} port ${called}, as its port ${port} is; ` +
      'call both ports alike',
    isCertain: true,
  };
}

function unready({ object }: ServiceFacts): ProblemTarget {
  return { kind: 'problem', problem: `no endpoint of ${nameOf(object)} is ready`, isCertain: true };
}
