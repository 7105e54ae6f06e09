import type { Tls } from '../../cluster';
import type { IBackend, IExternalBackend } from '../backend';
import type { IngressOptions } from './ingress-options';
import type { AnyHostOptions, IngressDefaultBackend, IngressRule } from './ingress-rule';

/** What an Ingress is: one `backend` with its `host`, or several `rules`. */
export interface IngressProps {
  /**
   * Who answers. An Ingress reaches Services of its own namespace only.
   *
   * @default - `rules` are given, or a `defaultBackend` alone
   */
  readonly backend?: IBackend | IExternalBackend;

  /**
   * The host, such as `shop.example.com`.
   *
   * @default - `rules` are given, or any host is meant, and `anyHost` says why
   */
  readonly host?: string;

  /**
   * The path; everything below it as well, unless it is `exact`. Some controllers take few characters in it: ingress-nginx
   * letters, digits and `/-._` only, Kong no dot either.
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
   * The Service port of the backend.
   *
   * @default - the Service's first port
   */
  readonly port?: number;

  /**
   * Several hosts, paths or backends in one Ingress, in place of `backend`, `host`, `path`, `exact` and `port`.
   *
   * @default - one `backend` with its `host`
   */
  readonly rules?: IngressRule[];

  /**
   * Who answers what no rule fits, of any host; `anyHost` has to say why.
   *
   * @default - the controller, most often by the status 404
   */
  readonly defaultBackend?: IngressDefaultBackend;

  /**
   * That a rule without a host, or the `defaultBackend`, is meant for all hosts.
   *
   * @default - each rule has a host
   */
  readonly anyHost?: AnyHostOptions;

  /**
   * What it asks of its controller beside hosts and paths. What the controller can't do is an error.
   *
   * @default - nothing
   */
  readonly options?: IngressOptions;

  /**
   * Its name, a DNS-1123 subdomain of at most 244 characters.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * The entry of the cluster profile that serves it; it must be an ingress controller.
   *
   * @default - the profile's default entry
   */
  readonly entry?: string;

  /**
   * Where the certificates come from, for all of its hosts: one in a Secret or of the cloud is that of each, and
   * cert-manager issues one for each.
   *
   * @default - the entry of the cluster profile says it
   */
  readonly tls?: Tls;
}
