/**
 * A version of the Internet Protocol.
 *
 * A range belongs to one of the two, and says nothing about the other: an open
 * `0.0.0.0/0` leaves a dual-stack pod without a single IPv6 peer.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dual-stack/
 */
export enum IpFamily {
  /** Addresses of 32 bits, such as 10.0.0.1. */
  IPV4 = 'IPv4',

  /** Addresses of 128 bits, such as 2001:db8::1. */
  IPV6 = 'IPv6',
}
