import { valueError } from '../../errors';
import { Port, Protocol } from '../../traffic';
import type { ExtraPort } from './extra-port';
import { checkPortNumber } from './port-number';

/** The ports of one container, for who speaks of them by number, by name, or not at all. */
export interface ContainerPorts {
  /** The container in an error: `the workload`, `the sidecar "proxy"`. */
  readonly owner: string;
  /** The port that is meant where none is named. */
  readonly main?: ExtraPort;
  /** All that it declares, the main one included. */
  readonly declared: ExtraPort[];
}

/** Checks a port by number or by name, before it is known whose it is. */
export function checkPortReference(what: string, port: number | string): void {
  if (typeof port === 'string') Port.named(port);
  else checkPortNumber(what, port);
}

/**
 * Checks that a container has the port that somebody names: a name that no TCP port has, or the number of one that is
 * of another protocol only, would never be answered.
 *
 * @param what - the subject of the error, such as `the port of \`readiness\``
 */
export function checkDeclared(what: string, port: number | string, { declared, owner }: ContainerPorts): void {
  const meant = declared.filter((each) => (typeof port === 'number' ? each.port : each.name) === port);
  // A number that nobody declares may be listened on as well.
  if (meant.some(isTcp) || (typeof port === 'number' && meant.length === 0)) return;
  const tcp = declared.filter(isTcp);
  const names = tcp.map(({ name }) => `"${name}"`).join(', ') || 'none';
  throw valueError({
    law: `${what} must be a TCP port of ${owner} itself, whose names are: ${names}`,
    got: port,
    remedy: 'name one of these, or give the number',
  });
}

/** Whether a port is of the one protocol by which Kubernetes asks containers. */
export function isTcp({ protocol = Protocol.TCP }: ExtraPort): boolean {
  return protocol === Protocol.TCP;
}

/** The number of a port that is given by number or by the name of one that is declared. */
export function portNumberOf(port: number | string, { declared }: ContainerPorts): number {
  return typeof port === 'number' ? port : (declared.find(({ name }) => name === port) as ExtraPort).port;
}
