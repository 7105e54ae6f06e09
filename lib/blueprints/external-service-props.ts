import type { ServicePort } from '../addressing';
import type { Protocol } from '../traffic';

/** Where something outside the cluster is: by its addresses or by its name, and on which port. */
export interface ExternalServiceProps {
  /**
   * The addresses at which it answers, IPv4 or IPv6.
   *
   * They must be outside the cluster: what a network plugin makes of the address of a pod or a Service in a policy
   * differs from one to the next, and nothing here can tell.
   *
   * @default - it has a `hostname`
   */
  readonly addresses?: string[];

  /**
   * The name by which it is known outside, such as `crm.example.com`.
   *
   * @default - it has `addresses`
   */
  readonly hostname?: string;

  /**
   * The networks of the addresses behind the `hostname`, such as those that its provider publishes, in CIDR notation.
   *
   * @default - not known: the name resolves, and connecting to it is an error, unless the network plugin knows names
   */
  readonly ranges?: string[];

  /**
   * The port on which it answers.
   *
   * @default - it has `ports`
   */
  readonly port?: number;

  /**
   * The protocol of the `port`.
   *
   * @default Protocol.TCP
   */
  readonly protocol?: Protocol;

  /**
   * The port under which clients find it by the Service; for `addresses` alone.
   *
   * @default - the same as the `port`
   */
  readonly servicePort?: number;

  /**
   * The ports on which it answers, where these are several.
   *
   * @default - it has one `port`
   */
  readonly ports?: ServicePort[];

  /**
   * Whether its name stands for all of its addresses rather than for one of the cluster's; for `addresses` alone.
   *
   * Drivers that know their servers, such as those of replica sets, want it so.
   *
   * @default false
   */
  readonly headless?: boolean;

  /**
   * The name by which pods find it, a DNS-1035 label: it must start with a letter.
   *
   * @default - the construct's id
   */
  readonly name?: string;
}
