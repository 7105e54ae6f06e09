import { Cidr } from './cidr';
import { IpRange } from './ip-range';

/**
 * What is not the internet among the IPv4 addresses.
 *
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml
 */
const NOT_PUBLIC_IPV4 = [
  '0.0.0.0/8', // this host; on Linux a way to reach the pod itself
  '10.0.0.0/8', // private
  '100.64.0.0/10', // behind a provider's NAT; also pods, nodes and metadata services of some clouds
  '127.0.0.0/8', // loopback
  '168.63.129.16/32', // a public address, but on Azure the WireServer, which hands out the secrets of the node
  '169.254.0.0/16', // link-local; 169.254.169.254 is where most clouds hand out the credentials of the node
  '172.16.0.0/12', // private
  '192.0.0.0/24', // assigned to protocols; 192.0.0.192 is the metadata service of Oracle Cloud Classic
  '192.168.0.0/16', // private
  '198.18.0.0/15', // benchmarks; in use as pod and proxy networks, as nobody routes it
  '224.0.0.0/4', // multicast
  '240.0.0.0/4', // reserved; in use as pod networks, and broadcast
];

/**
 * What is not the internet among the IPv6 addresses.
 *
 * Two are missing on purpose. 64:ff9b::/96 leads to IPv4 through NAT64, and RFC 6052 forbids to translate
 * addresses that are not global through it: it is as public as what lies behind. ::ffff:0:0/96, IPv4 inside
 * IPv6, is never on the wire, where such a packet is plain IPv4; and the API server refuses it as an exception
 * to ::/0, because Go takes it for an IPv4 network.
 *
 * @see https://www.iana.org/assignments/iana-ipv6-special-registry/iana-ipv6-special-registry.xhtml
 */
const NOT_PUBLIC_IPV6 = [
  '::/128', // this host; on Linux a way to reach the pod itself
  '::1/128', // loopback
  '64:ff9b:1::/48', // NAT64 of a site (RFC 8215), which may well lead to its private IPv4 addresses
  'fc00::/7', // private (unique local); fd00:ec2::254 is the metadata service of AWS
  'fe80::/10', // link-local
  'fec0::/10', // private in older networks (site-local, RFC 3879), where routers still may carry it
  'ff00::/8', // multicast
];

/**
 * The public internet, in both families. Not exported from the room: it is `Peer.internet()`.
 *
 * @param others - more networks that aren't meant, such as public addresses that are those of pods
 */
export function internetRanges(others: Cidr[] = []): IpRange[] {
  const families = [
    { all: Cidr.anyIpv4(), notPublic: NOT_PUBLIC_IPV4 },
    { all: Cidr.anyIpv6(), notPublic: NOT_PUBLIC_IPV6 },
  ];
  return families.map(({ all, notPublic }) => {
    const known = notPublic.map((text) => Cidr.of(text));
    const isNew = (other: Cidr) => all.contains(other) && !known.some((each) => each.contains(other));
    return IpRange.of(all, [...known, ...others.filter(isNew)]);
  });
}
