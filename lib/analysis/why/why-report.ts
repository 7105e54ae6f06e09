import type { Answer } from '../answer';

/** One leg of the way from one end to the other, and what decides it. */
export interface WhyLeg {
  /** Which leg: `name`, `DNS`, `Service`, `egress`, `ingress`, `itself`, in a mesh `mesh`, `waypoint` and `identity`, and
   * from outside `controller`, `listener`, `route`, `grant`, `backend`. */
  readonly leg: string;

  /** Whether the leg holds. */
  readonly answer: Answer;

  /** What decides it, as a sentence. */
  readonly text: string;

  /**
   * The objects and rules that decide it, each with its place: `NetworkPolicy shop/api, spec.ingress[0] (api.yaml:12)`.
   */
  readonly decidedBy: string[];
}

/** Why one may connect to another, or may not. */
export interface WhyReport {
  /** Who opens the connection. */
  readonly from: string;

  /** Who answers it. */
  readonly to: string;

  /** The port that was asked for, such as `TCP 8080`; the allowed ones where none was. */
  readonly ports: string;

  /** The answer. */
  readonly answer: Answer;

  /** The legs, in the order in which a connection meets them. */
  readonly legs: WhyLeg[];

  /**
   * The smallest change that would allow it, as a sentence, with the YAML to add where there is any.
   *
   * @default - allowed already, or nothing that a manifest could say
   */
  readonly remedy?: string;
}

/** What is asked for beside the two ends. */
export interface WhyOptions {
  /**
   * The port, such as `8080` or `udp/53`; of a Service its own port, of a workload the pod's.
   *
   * @default - all ports
   */
  readonly port?: string;
}
