import type { Field } from './field';
import { isAddress, isNetwork } from './networks';

/** An end of a connection as people write it: `ns/name`, `ns/*`, an address or a CIDR. */
export function endIn(field: Field, what: string): string {
  const text = field.text(what);
  if (text !== '' && !isEnd(text)) {
    field.complain({ law: `${what} must be ns/name, ns/*, an address or a CIDR`, remedy: 'correct it' });
  }
  return text;
}

function isEnd(text: string): boolean {
  const address = text.replace(/^external:/, '');
  if (isAddress(address) || isNetwork(address)) return true;
  // What starts like an address, or has a colon as only addresses have, is a mistyped one.
  return /^[a-z0-9-]+\/(\*|[a-z0-9.*-]+)$/.test(text) && !/^[0-9]+\.[0-9.]+\//.test(text);
}
