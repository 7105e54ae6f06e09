import { Protocol } from '../../../traffic';
import type { Field } from './field';

/** A port that must be there, by its number. */
export function portNumberIn(field: Field): number {
  return field.integer('a port number', 1, 65535);
}

/** A port that must be there, by its number or its name. */
export function portIn(field: Field): number | string {
  return typeof field.value === 'string' ? portNameIn(field) : portNumberIn(field);
}

/** The name of a port, as pods have them. */
export function portNameIn(field: Field): string {
  const name = field.text('a port name');
  if (name !== '' && !isPortName(name)) {
    const remedy = /^[0-9]+$/.test(name) ? 'write the number without quotes' : 'correct it';
    field.complain({ law: `a port name must be ${PORT_NAME_LAW}`, remedy });
  }
  return name;
}

/** The protocol; TCP where there is none. */
export function protocolIn(field: Field): Protocol {
  return field.oneOf('a protocol', PROTOCOLS, Protocol.TCP);
}

const PROTOCOLS = Object.values(Protocol);

const PORT_NAME_LAW =
  'at most 15 lower case letters, digits and single "-", with a letter, and neither first nor last a "-"';

function isPortName(name: string): boolean {
  return name.length <= 15 && /^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) && /[a-z]/.test(name);
}
