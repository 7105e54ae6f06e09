import { Protocol } from '../../traffic';
import type { Addressing } from '../addressing/addressing';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import type { WorkloadFacts } from '../network/workloads';
import type { Naming } from './naming';
import type { SuggestedPort } from './suggest-report';

/** Where a client arrives who dials a port of a Service. */
export interface ServiceEnds {
  readonly ends: readonly ServiceEnd[];
  /** Why it arrives nowhere. */
  readonly problem?: string;
}

/** Pods, or what lies outside of the manifests. */
export interface ServiceEnd {
  readonly workload?: WorkloadFacts;
  readonly address?: string;
  readonly externalName?: string;
  readonly port: SuggestedPort;
  readonly isCertain: boolean;
}

/** Follows ports of Services to pods. */
export function serviceEnds(addressing: Addressing, service: ServiceFacts, port: number, naming: Naming): ServiceEnds {
  if (service.type === 'ExternalName') {
    const { externalName } = service;
    return { ends: [{ externalName, port: { protocol: Protocol.TCP, port }, isCertain: true }] };
  }
  const asked = service.ports.filter((candidate) => candidate.port === port);
  if (asked.length === 0) return unlisted(addressing, service, port, naming);
  const targets = asked.flatMap((each) => addressing.targets(service, each));
  const ends = targets.flatMap((target): ServiceEnd[] => {
    if (target.kind === 'pods') {
      const { workload, protocol, port: number, isCertain } = target;
      return [{ workload, port: { protocol, port: number }, isCertain }];
    }
    if (target.kind !== 'address') return [];
    return [{ address: target.address, port: { protocol: target.protocol, port: target.port }, isCertain: true }];
  });
  if (ends.length > 0) return { ends };
  const [problem] = targets.flatMap((target) => (target.kind === 'problem' ? target.problem : []));
  return { ends: [], problem: problem ?? `${naming(service.object)} leads nowhere` };
}

/** Nothing stands between a client and the pods of a headless Service: they may listen on ports that it doesn't name. */
function unlisted(addressing: Addressing, service: ServiceFacts, port: number, naming: Naming): ServiceEnds {
  const declaring = service.isHeadless
    ? addressing
        .backends(service)
        .flatMap(({ workload, isCertain }) =>
          workload.pods.flatMap(({ ports = [] }) =>
            ports
              .filter(({ number }) => number === port)
              .map(({ protocol }) => ({ workload, port: { protocol, port }, isCertain })),
          ),
        )
    : [];
  if (declaring.length > 0) return { ends: declaring };
  const has = service.ports.map((each) => each.port).join(', ') || 'none';
  return {
    ends: [],
    problem: `${naming(service.object)} has no port ${port} (its ports: ${has}); correct one of them`,
  };
}

/** Every port of a Service, for a client of which nobody knows the port. */
export function everyEnd(addressing: Addressing, service: ServiceFacts, naming: Naming): ServiceEnds {
  if (service.type === 'ExternalName') {
    return { ends: [], problem: `no port is named for ${naming(service.object)}; name it where it is dialled` };
  }
  const found = distinctPorts(service.ports).map((port) => serviceEnds(addressing, service, port, naming));
  const ends = found.flatMap((each) => each.ends);
  const problem = found[0]?.problem ?? `${naming(service.object)} names no port; name it where it is dialled`;
  return ends.length > 0 ? { ends } : { ends, problem };
}

function distinctPorts(ports: readonly ServicePortFacts[]): number[] {
  return [...new Set(ports.map(({ port }) => port))];
}
