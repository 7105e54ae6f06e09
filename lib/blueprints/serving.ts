import { Duration } from 'cdk8s';
import type { ServicePort } from '../addressing';
import { constructError, type Located } from '../errors';
import { isObject, Port } from '../traffic';
import { type ExtraPort, type PodProps, Probe, Shutdown } from '../workload';
import type { ServingOptions } from './serving-options';

/** The name of the port of a service that says none: it promises no protocol. */
export const PORT_NAME = 'main';

/** What answers requests goes on doing so for a moment, until nobody sends it any more. */
export const REQUEST_SHUTDOWN = Shutdown.afterSleep(Duration.seconds(5));

const USUAL_PROBE = Probe.tcp();

/** The pods of something that answers on a port. */
export function servingPods(name: string, options: ServingOptions, portName: string = PORT_NAME): PodProps {
  return {
    name,
    options,
    mainPort: { name: options.portName ?? portName, port: options.port },
    probes: {
      readiness: options.readiness ?? USUAL_PROBE,
      liveness: options.liveness ?? USUAL_PROBE,
      startup: options.startup,
    },
  };
}

/**
 * The ports of its Service: the main one first, which is meant where none is named.
 *
 * A Service that clients outside the cluster reach opens its ports to them, by a balancer or on every node: it has the
 * main one, and others only where they are named for that.
 *
 * @param metrics - the port of the metrics, which it has too
 */
export function servicePorts(
  place: Located,
  options: ServingOptions,
  portName: string,
  metrics: ExtraPort | undefined,
): ServicePort[] {
  const { nodePorts = {} } = options;
  checkNodePorts(place, nodePorts);
  const own = [mainPort(options, portName), ...(options.extraPorts ?? []).map(extra)];
  const isOwn = metrics === undefined || own.some(({ name }) => name === metrics.name);
  const ports = isOwn ? own : [...own, extra(metrics)];
  const names = ports.map(({ name }) => name as string);
  const stray = Object.keys(nodePorts).find((name) => !names.includes(name));
  if (stray !== undefined) {
    throw constructError(place, {
      law: `\`nodePorts\` must be by the names of the ports (${names.join(', ')})`,
      got: stray,
      remedy: 'write it as in { main: 30080 }, with the name of one of these',
    });
  }
  const carriesAll = !options.serviceType?._isPublished;
  return (
    ports
      // The spread last: an object that goes on after one is of a shape that no other has, which is slow.
      .map((port) => ({ nodePort: nodePorts[port.name as string], ...port }))
      .filter(({ nodePort }, index) => index === 0 || carriesAll || nodePort !== undefined)
  );
}

/** From JavaScript, anything may come. */
function checkNodePorts(place: Located, nodePorts: unknown): void {
  if (isObject(nodePorts)) return;
  throw constructError(place, {
    law: '`nodePorts` must be numbers by the names of the ports',
    got: nodePorts,
    remedy: 'write it as in { main: 30080 }',
  });
}

/** The ports of the headless Service of its members, which translates none. */
export function memberPorts(options: ServingOptions, more: ExtraPort[]): ServicePort[] {
  const { port, ...main } = mainPort(options, PORT_NAME);
  return [main, ...[...(options.extraPorts ?? []), ...more].map(extra)];
}

function mainPort({ appProtocol, port, portName, servicePort }: ServingOptions, defaultName: string): ServicePort {
  return { name: portName ?? defaultName, target: Port.tcp(port), port: servicePort, appProtocol };
}

/** The port of a Service for one of the pods' further ports. */
function extra({ name, protocol }: ExtraPort): ServicePort {
  return { name, target: Port.named(name, protocol) };
}
