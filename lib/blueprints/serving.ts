import type { ServicePort } from '../addressing';
import { Port } from '../traffic';
import { type ExtraPort, type PodProps, Probe } from '../workload';
import type { ServingOptions } from './serving-options';

/** The name of the port of a service that says none: it promises no protocol. */
export const PORT_NAME = 'main';

/** The pods of something that answers on a port. */
export function servingPods(name: string, options: ServingOptions, portName: string = PORT_NAME): PodProps {
  return {
    name,
    options,
    mainPort: { name: options.portName ?? portName, port: options.port },
    probes: {
      readiness: options.readiness ?? Probe.tcp(),
      liveness: options.liveness ?? Probe.tcp(),
      startup: options.startup,
    },
  };
}

/** The ports of its Service: the main one first, which is meant where none is named. */
export function servicePorts(options: ServingOptions, portName: string = PORT_NAME): ServicePort[] {
  const main = {
    name: options.portName ?? portName,
    target: Port.tcp(options.port),
    port: options.servicePort,
    appProtocol: options.appProtocol,
  };
  return [main, ...(options.extraPorts ?? []).map(extra)];
}

/** The port of a Service for one of the pods' further ports. */
export function extra({ name, protocol }: ExtraPort): ServicePort {
  return { name, target: Port.named(name, protocol) };
}
