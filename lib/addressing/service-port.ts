import type { Port } from '../traffic';

/** A port of a Service, and the pod port that it stands for. */
export interface ServicePort {
  /**
   * The pods' port, by number or by name.
   *
   * A name is resolved when the app is synthesized. Where the pods give it numbers that aren't known, the name itself
   * is written, and `port` has to be given.
   */
  readonly target: Port;

  /**
   * The Service's own port, from 1 to 65535.
   *
   * Some network plugins judge a connection before the Service's address is translated; with equal numbers a policy is
   * right for all of them.
   *
   * @default - the pods' port
   */
  readonly port?: number;

  /**
   * The port's name, such as `http`. A Service with several ports needs one for each.
   *
   * @default - no name for a single port
   */
  readonly name?: string;

  /**
   * The application protocol, such as `http`, `grpc` or `kubernetes.io/h2c`: a hint to proxies. It has the syntax of a
   * label key; anything else is an error.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol
   */
  readonly appProtocol?: string;

  /**
   * The port of every node on which the Service answers, for a Service that has node ports.
   *
   * Another Service may have taken the number already, which only the cluster knows.
   *
   * @default - the cluster chooses one
   */
  readonly nodePort?: number;
}
