/**
 * A transport protocol that a Kubernetes port can have.
 *
 * There is no ICMP among them: a NetworkPolicy cannot speak of it, and every
 * network plugin treats it in its own way.
 *
 * @see https://kubernetes.io/docs/reference/networking/service-protocols/
 */
export enum Protocol {
  /** The Transmission Control Protocol: what Kubernetes assumes where none is given. */
  TCP = 'TCP',

  /** The User Datagram Protocol: DNS, QUIC, syslog. */
  UDP = 'UDP',

  /** The Stream Control Transmission Protocol. Not every network plugin carries it. */
  SCTP = 'SCTP',
}
