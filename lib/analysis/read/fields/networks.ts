import * as ipaddr from 'ipaddr.js';
import { Cidr } from '../../../traffic';
import type { BlockFacts } from '../../network/policies';
import type { Field } from './field';

/** A network whose text may have bits set behind the prefix, as the API server lets through; undefined for none. */
export function networkIn(field: Field): Cidr | undefined {
  const text = field.text('a CIDR');
  return text === '' ? undefined : networkOf(field, text);
}

/** The network of a text that stands in this field. */
export function networkOf(field: Field, text: string): Cidr | undefined {
  try {
    return Cidr.of(withoutHostBits(text));
  } catch (error) {
    field.note((error as Error).message);
    return undefined;
  }
}

/** An address, in the spelling that every cluster takes. */
export function addressIn(field: Field): string {
  const text = field.text('an IP address');
  if (text !== '' && !isAddress(text)) {
    field.complain({ law: 'an IP address must be IPv4 in four decimal parts or IPv6 in groups', remedy: 'correct it' });
  }
  return text;
}

/** Whether a text is an address, in the spelling that every cluster takes. */
export function isAddress(text: string): boolean {
  return isNetwork(text.includes(':') ? `${text}/128` : `${text}/32`);
}

/** Whether a text is a network, with or without bits set behind the prefix. */
export function isNetwork(text: string): boolean {
  try {
    Cidr.of(withoutHostBits(text));
    return true;
  } catch {
    return false;
  }
}

/** An `ipBlock`: each exception must be a smaller network inside. */
export function blockIn(field: Field): BlockFacts {
  field.isMapping('an ipBlock');
  field.only('an ipBlock', ['cidr', 'except']);
  const network = networkIn(field.at('cidr'));
  const except = field.at('except').items('the exceptions of an ipBlock');
  for (const item of except) {
    const hole = networkIn(item);
    if (!network || !hole || (network.contains(hole) && !hole.contains(network))) continue;
    item.complain({
      law: `an exception must be a smaller network inside ${network}`,
      remedy: 'correct it or leave it out',
    });
  }
  return { cidr: String(field.at('cidr').value), except: except.map((item) => String(item.value)) };
}

/** The text of the network where only its host bits stand against it, and the text itself otherwise. */
function withoutHostBits(text: string): string {
  const [, head = '', tail = ''] = /^([^/]*)\/(0|[1-9][0-9]{0,2})$/.exec(text) ?? [];
  try {
    if (ipaddr.IPv4.isValidFourPartDecimal(head)) return `${ipaddr.IPv4.networkAddressFromCIDR(text)}/${tail}`;
    if (!/^[0-9a-fA-F:]+$/.test(head)) return text;
    const network = `${ipaddr.IPv6.networkAddressFromCIDR(text)}/${tail}`;
    return ipaddr.IPv6.parse(head).isIPv4MappedAddress() ? text : network;
  } catch {
    return text;
  }
}
