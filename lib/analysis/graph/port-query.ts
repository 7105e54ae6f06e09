import { valueError } from '../../errors';
import { Protocol } from '../../traffic';
import type { PortSetId, PortSets } from '../evaluate/port-sets';

const PROTOCOLS = [Protocol.TCP, Protocol.UDP, Protocol.SCTP];

/**
 * The ports that a question is about: `8080` and `TCP 8080` are one, `udp/53`, `tcp` and `tcp/8000-8999` others.
 *
 * @throws when the text is none of these
 */
export function portsAsked(ports: PortSets, text: string | undefined): PortSetId {
  if (text === undefined) return ports.all;
  const match = /^(?:(tcp|udp|sctp)(?:[ /](?=\d)|$))?(?:(\d+)(?:-(\d+))?)?$/i.exec(text.trim());
  const [, word, first, last = first] = match ?? [];
  const isRange = first === undefined || (isPort(first) && isPort(last) && Number(first) <= Number(last));
  if (!match || text.trim() === '' || !isRange) {
    throw valueError({
      law: 'a port must be a number from 1 to 65535, a range of them, or a protocol, with "/" between protocol and number',
      got: text,
      remedy: 'write it as in 8080, udp/53, tcp/8000-8999 or tcp',
    });
  }
  const protocol = PROTOCOLS.find((each) => each === word?.toUpperCase()) ?? Protocol.TCP;
  return first === undefined ? ports.range(protocol) : ports.range(protocol, Number(first), Number(last));
}

/**
 * A port and a protocol as such a text; undefined for any port.
 *
 * @throws when the protocol is none
 */
export function portQuestion(port: number | undefined, protocol: string | undefined): string | undefined {
  const known = PROTOCOLS.find((each) => each === protocol?.toUpperCase());
  if (protocol !== undefined && !known) {
    throw valueError({ law: 'a protocol must be TCP, UDP or SCTP', got: protocol, remedy: 'leave it out for TCP' });
  }
  if (port === undefined) return known?.toLowerCase();
  return `${(known ?? Protocol.TCP).toLowerCase()}/${port}`;
}

function isPort(text: string): boolean {
  return Number(text) >= 1 && Number(text) <= 65535;
}
