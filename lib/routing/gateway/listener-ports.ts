import type { IGatewayImplementation } from '../../cluster';
import { constructError, type Located, located } from '../../errors';
import { Port } from '../../traffic';
import type { Listening } from './listening';

/** The port that a listener names for the one that clients come to. */
export function listenerPort({ listenerPorts }: IGatewayImplementation, clientPort: number): number {
  return listenerPorts?.[clientPort] ?? clientPort;
}

/** The port that clients come to, for the one that a listener names. */
export function clientPort({ listenerPorts = {} }: IGatewayImplementation, port: number): number {
  const found = Object.entries(listenerPorts).find(([, listened]) => listened === port);
  return found === undefined ? port : Number(found[0]);
}

/** The ports on which the pods of a data plane listen, for all who listen at a Gateway. */
export function podPortsOf(implementation: IGatewayImplementation, { ports }: Listening): Port[] {
  return ports.map(({ port, isUdp }) => {
    const podPort = implementation.podPort(listenerPort(implementation, port));
    return isUdp ? Port.udp(podPort) : Port.tcp(podPort);
  });
}

/** Checks that an implementation serves a port that clients come to: no listener with another one would be served. */
export function checkServedPort(place: Located, implementation: IGatewayImplementation, port: number): void {
  const { name, listenerPorts } = implementation;
  if (listenerPorts !== undefined && !Object.hasOwn(listenerPorts, port)) {
    throw constructError(place, {
      law: `a port of a Gateway must be one that ${name} serves: ${Object.keys(listenerPorts).join(', ')}`,
      got: port,
      remedy: 'choose one of them, or say in the cluster profile which others it serves',
    });
  }
  // Some have no port of their pods for it.
  located(place, () => implementation.podPort(listenerPort(implementation, port)));
}
