import type { Tls } from '../cluster';
import type { IGateway } from './gateway/route-parent';
import type { WeightedBackend } from './http/http-split';
import type { Release } from './http/release';
import type { IngressOptions } from './ingress/ingress-options';
import type { Routing } from './routing';

/** A host and a path by which something is found from outside. */
export interface HostOptions {
  /** The host, such as `shop.example.com`. */
  readonly host: string;

  /**
   * The path; everything below it as well, unless it is `exact`.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Whether it is this path alone, and nothing below it.
   *
   * @default false
   */
  readonly exact?: boolean;

  /**
   * Where the certificate comes from.
   *
   * @default - the Gateway says it, or the entry of the cluster profile
   */
  readonly tls?: Tls;

  /**
   * The Gateway that serves it, of this or another namespace; or hosts that one delegates.
   *
   * @default - the one of the namespace, where requests come by Gateway
   */
  readonly gateway?: IGateway;

  /**
   * The entry of the cluster profile by which requests come.
   *
   * @default - the namespace's Gateway where it was given one, else the profile's default entry
   */
  readonly entry?: string;

  /**
   * By which API requests come in, where it isn't by a `gateway` or an `entry` alone.
   *
   * @default - what is attached to the nearest construct above, by Routing.attach(); else what the entry says
   */
  readonly routing?: Routing;

  /**
   * What is asked of whatever serves it, beside host and path. By Gateway these are the `timeout`, `cors` and
   * `rewritePrefix`, which the Gateway API has words for; by Ingress what the controller can. Anything else is an error.
   *
   * @default - nothing
   */
  readonly options?: IngressOptions;
}

/** A host and a path by which something is found from outside, and who answers. */
export interface ExposeOptions extends HostOptions {
  /**
   * The name of the route, a DNS-1123 subdomain of at most 244 characters.
   *
   * @default - the construct's id; by `WebApp.expose()`, the app's name with host and path
   */
  readonly name?: string;

  /**
   * The port of the Service.
   *
   * @default - its first port
   */
  readonly port?: number;

  /**
   * Who answers, and how much of the requests, in place of one backend: an Ingress can't.
   *
   * @default - one backend answers all
   */
  readonly split?: WeightedBackend[];

  /**
   * Two versions that answer, as a canary or in turns, in place of one backend: an Ingress can't.
   *
   * @default - one backend answers all
   */
  readonly release?: Release;
}

/** What can be said of it: from JavaScript anything may come. */
export const EXPOSE_OPTIONS: string[] = [
  'split',
  'release',
  'host',
  'path',
  'exact',
  'tls',
  'port',
  'gateway',
  'entry',
  'routing',
  'name',
  'options',
];
