import type { Tls } from './tls';

/**
 * What external-dns is told of hosts.
 *
 * @see https://kubernetes-sigs.github.io/external-dns/latest/docs/annotations/annotations/
 */
export interface ExternalDns {
  /**
   * Where the hosts lead: a hostname or an IP address.
   *
   * @default - the address of the Gateway or Ingress
   */
  readonly target?: string;

  /**
   * For how many seconds others may remember it.
   *
   * @default - external-dns' own
   */
  readonly ttlSeconds?: number;
}

/** What one says of an entry beside the software that serves it. */
export interface EntryOptions {
  /**
   * The name by which an app asks for this entry.
   *
   * @default - the name of the controller or implementation, such as `traefik`
   */
  readonly name?: string;

  /**
   * Where certificates come from when neither the app nor its Gateway says.
   *
   * @default - no default: each host needs its own word
   */
  readonly tls?: Tls;

  /**
   * The addresses from which clients' connections reach the data plane, in CIDR notation.
   *
   * Needed where the data plane runs in the Gateway's namespace (Istio), since a policy governs it there. Behind a load
   * balancer that keeps client addresses these are the clients' (`0.0.0.0/0` and `::/0` for the world); otherwise the
   * balancer's or the nodes'.
   *
   * @default - not known
   */
  readonly clientRanges?: string[];

  /**
   * Whether Gateways of this entry are reached from the private network only.
   *
   * @default false
   */
  readonly internal?: boolean;

  /**
   * The IP addresses that Gateways of this entry ask for.
   *
   * @default - any that the cluster gives
   */
  readonly addresses?: string[];

  /**
   * How many proxies in front of its Gateways are trusted to tell the client's address in `X-Forwarded-For`.
   *
   * @default 0
   */
  readonly trustedHops?: number;

  /**
   * Whether whoever is in front of its Gateways tells the client's address in a header of the PROXY protocol.
   *
   * @default false
   */
  readonly proxyProtocol?: boolean;

  /**
   * What external-dns is told of the hosts of this entry.
   *
   * @default - nothing: it finds hosts and addresses in the routes by itself
   */
  readonly externalDns?: ExternalDns;

  /**
   * Whether the pods that serve it use the network of their nodes. No policy can name such pods: the addresses of the nodes
   * are let in, which the profile has to say, and with them everything else that runs on a node's network.
   *
   * @default false
   */
  readonly hostNetwork?: boolean;
}
