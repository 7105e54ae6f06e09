import type { Field } from './field';
import { isAddress, isNetwork } from './networks';

/** An end of a connection as people write it: `ns/name`, `ns/*`, an address or a CIDR, or an entry as lists name it. */
export function endIn(field: Field, what: string): string {
  const text = field.text(what);
  if (text !== '' && !isEnd(text)) {
    field.complain({
      law: `${what} must be ns/name, ns/*, an address, a CIDR or the name of an entry`,
      remedy: 'correct it',
    });
  }
  return text;
}

/** Names without a namespace: all entries, and the controller of which nobody says where it is. */
const ENTRIES = new Set(['outside', 'ingress-controller', '*']);

function isEnd(text: string): boolean {
  const address = text.replace(/^external:/, '');
  if (isAddress(address) || isNetwork(address)) return true;
  // What starts like an address, or has a colon as only addresses have, is a mistyped one.
  return (
    ENTRIES.has(text) ||
    (/^[a-z0-9-]+(\/[a-z0-9.-]+)?\/(\*|[A-Za-z0-9.* -]+)$/.test(text) && !/^[0-9]+\.[0-9.]+\//.test(text))
  );
}
