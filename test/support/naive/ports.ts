import type { End } from './cluster';
import type { AdminRule, NetworkPolicyRule, ProtocolPorts } from './kinds';

/** What a connection is opened to. */
export interface Door {
  readonly destination: End;
  readonly port: number;
  readonly protocol: string;
}

/** Whether a rule of a NetworkPolicy is about this port: without ports it is about all, of every protocol. */
export function rulePortsHold({ ports: written }: NetworkPolicyRule, door: Door): boolean {
  const ports = written ?? [];
  if (ports.length === 0) return true;
  return ports.some(({ protocol = 'TCP', port, endPort }) => {
    if (protocol !== door.protocol) return false;
    if (port === undefined) return true;
    if (typeof port === 'string') return isNamed(port, door);
    return port <= door.port && door.port <= (endPort ?? port);
  });
}

/** The same of a rule of an admin policy. */
export function adminPortsHold({ ports = [], protocols = [] }: AdminRule, door: Door): boolean {
  if (ports.length === 0 && protocols.length === 0) return true;
  return (
    ports.some(({ portNumber, portRange, namedPort }) => {
      if (namedPort !== undefined) return isNamed(namedPort, door);
      const { protocol = 'TCP' } = portNumber ?? portRange ?? {};
      if (protocol !== door.protocol) return false;
      if (portNumber) return portNumber.port === door.port;
      return portRange !== undefined && portRange.start <= door.port && door.port <= portRange.end;
    }) ||
    protocols.some(({ tcp, udp, sctp, destinationNamedPort }) => {
      if (destinationNamedPort !== undefined) return isNamed(destinationNamedPort, door);
      const each: { readonly [protocol: string]: ProtocolPorts | undefined } = { TCP: tcp, UDP: udp, SCTP: sctp };
      const { number, range } = each[door.protocol]?.destinationPort ?? {};
      return number === door.port || (range !== undefined && range.start <= door.port && door.port <= range.end);
    })
  );
}

/** Whether the destination itself calls this port by that name: addresses call theirs nothing. */
export function isNamed(name: string, { destination, port, protocol }: Door): boolean {
  if (destination.kind === 'outside') return false;
  return destination.ports.some((each) => each.name === name && each.number === port && each.protocol === protocol);
}
