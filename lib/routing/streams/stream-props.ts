import type { IBackend, IExternalBackend } from '../backend';
import type { IGateway } from '../gateway/route-parent';

/**
 * A backend, and its part of the connections.
 *
 * Of the connections of a route each gets its weight divided by the sum of all. With weight 0 it gets none, and its policy
 * lets the data plane in nevertheless: so a change of weights changes routes alone, and takes effect at once.
 */
export interface StreamBackend {
  /** Who answers. */
  readonly to: IBackend | IExternalBackend;

  /** Its part of the connections: a whole number from 0 to 1 000 000. */
  readonly weight: number;

  /**
   * The port of its Service.
   *
   * @default - the `servicePort` of the route, else the Service's first port
   */
  readonly servicePort?: number;
}

/** What routes for connections, rather than requests, have in common. */
export interface StreamRouteProps {
  /** The Gateway that serves it, of this or another namespace. */
  readonly gateway: IGateway;

  /**
   * Who answers: one of them for each connection, evenly. From 1 to 16, unless there is a `split`.
   *
   * @default - those of the `split`
   */
  readonly backends?: (IBackend | IExternalBackend)[];

  /**
   * Who answers, and how much of the connections, in place of `backends`.
   *
   * @default - `backends` get the same each
   */
  readonly split?: StreamBackend[];

  /**
   * The port of the backends' Services.
   *
   * @default - the first port of each Service
   */
  readonly servicePort?: number;

  /**
   * Its name, a DNS-1123 subdomain of at most 244 characters.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The name of its one rule, a DNS-1123 subdomain: policies of the implementation refer to it. It needs Gateway API 1.4,
   * said in the cluster profile.
   *
   * @default - none
   */
  readonly ruleName?: string;
}

/** A backend as a route for connections names it. */
export interface StreamDelivery {
  readonly to: IBackend | IExternalBackend;
  readonly port?: number;
  readonly weight?: number;
}

/** To whom a route delivers its connections. */
export function streamDeliveries({ backends, split, servicePort }: StreamRouteProps): StreamDelivery[] {
  if (split) return split.map(({ to, weight, servicePort: port }) => ({ to, weight, port: port ?? servicePort }));
  // Copied first, since a list of JavaScript may have holes, which would be passed over.
  return [...(backends ?? [])].map((to) => ({ to, port: servicePort }));
}
