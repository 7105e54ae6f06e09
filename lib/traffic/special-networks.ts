import { Cidr } from './cidr';
import { onDemand } from './on-demand';

function networks(...texts: string[]): () => readonly Cidr[] {
  return onDemand(() => Object.freeze(texts.map((text) => Cidr.of(text))));
}

/**
 * Networks at whose addresses nobody else can be reached, in both families.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 */
export const SPECIAL_NETWORKS = Object.freeze({
  unspecified: networks('0.0.0.0/8', '::/128'),
  loopback: networks('127.0.0.0/8', '::1/128'),
  linkLocal: networks('169.254.0.0/16', 'fe80::/10'),
  multicast: networks('224.0.0.0/4', 'ff00::/8'),
  broadcast: networks('255.255.255.255/32'),
});
