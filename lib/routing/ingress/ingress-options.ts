import type { Duration, Size } from 'cdk8s';
import type { BackendProtocol, IngressRateLimit } from '../../cluster';
import type { IBackend } from '../backend';
import type { HttpCorsOptions } from '../http/http-cors';

/** How the requests of one client go to one pod, by a cookie. */
export interface StickySessionOptions {
  /**
   * The name of the cookie: at most 64 letters, digits, `-` and `_`.
   *
   * @default - the controller's own; `sticky-session` where it has none
   */
  readonly cookieName?: string;

  /**
   * How long the browser keeps the cookie, in whole seconds.
   *
   * @default - the controller's own; most often until the browser is closed
   */
  readonly duration?: Duration;
}

/** Users and passwords that are asked for. */
export interface BasicAuthOptions {
  /**
   * The Secret with them, of the Ingress's namespace. Controllers expect it to look otherwise: ingress-nginx a file of
   * `htpasswd` under the key `auth`, Traefik one under any key, and HAProxy a key for each user with the encrypted password.
   */
  readonly secret: string;
}

/** Who is asked before each request whether it may pass: a status from 200 to 299 lets it. */
export interface ExternalAuthOptions {
  /**
   * Where, by `http` or `https`, outside of the app.
   *
   * @default - `backend` is given
   */
  readonly url?: string;

  /**
   * Who answers, by plain HTTP, of any namespace of the app. Its policy lets the controller in.
   *
   * @default - `url` is given
   */
  readonly backend?: IBackend;

  /**
   * The Service port of the backend.
   *
   * @default - the Service's first port
   */
  readonly port?: number;

  /**
   * The path that the backend is asked for.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * The headers of the answer that those behind the Ingress get to see, such as `X-User`.
   *
   * @default - none
   */
  readonly responseHeaders?: string[];

  /**
   * Where a browser is sent that may not pass.
   *
   * @default - it gets the answer as it is
   */
  readonly signInUrl?: string;
}

/**
 * What an Ingress asks of its controller beside hosts and paths. No controller can do all of it, and what one can't is an
 * error that names those who can: `docs/ingress.md` has the table.
 */
export interface IngressOptions {
  /**
   * How long the controller waits for a backend, in whole seconds: most measure it between two bytes, and some from the
   * request to the end of the answer.
   *
   * @default - the controller's own
   */
  readonly timeout?: Duration;

  /**
   * The greatest body of a request.
   *
   * @default - the controller's own
   */
  readonly maxBodySize?: Size;

  /**
   * That the requests of one client go to one pod.
   *
   * @default - any pod may get each
   */
  readonly stickySession?: StickySessionOptions;

  /**
   * The clients that are served, in CIDR notation. The controller has to see their addresses: behind a load balancer that
   * puts its own in their place, it lets in all or none.
   *
   * @default - all
   */
  readonly sourceRanges?: string[];

  /**
   * What scripts of other sites may ask for.
   *
   * @default - the controller says nothing of it
   */
  readonly cors?: HttpCorsOptions;

  /**
   * What the backends speak.
   *
   * @default BackendProtocol.HTTP
   */
  readonly backendProtocol?: BackendProtocol;

  /**
   * What takes the place of the path in what the backend is asked for: `/` for `/app` makes `/x` of `/app/x`. All rules of
   * the Ingress have to have one path.
   *
   * @default - the backend gets the path as it came
   */
  readonly rewritePrefix?: string;

  /**
   * How often the clients of one address may ask. Each pod of the controller counts by itself, and by most of them who asks
   * more often gets the status 429 or 503.
   *
   * @default - as often as they like
   */
  readonly rateLimit?: IngressRateLimit;

  /**
   * Users and passwords that are asked for.
   *
   * @default - nobody is asked
   */
  readonly basicAuth?: BasicAuthOptions;

  /**
   * Who is asked before each request whether it may pass.
   *
   * @default - nobody
   */
  readonly externalAuth?: ExternalAuthOptions;
}
