import type { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { constructError, located } from '../errors';
import { withdrawn } from '../objects';
import {
  EXPOSE_OPTIONS,
  type ExposeOptions,
  Exposure,
  type HostOptions,
  type IBackend,
  type IExternalBackend,
} from '../routing';
import { checkHostname, checkKnownOptions } from '../traffic';
import { DeployedService } from './deployed-service';
import { HOST_OPTIONS, SERVING_OPTIONS } from './known-options';
import type { ServingOptions } from './serving-options';

/** What a web app runs, and where it is found. */
export interface WebAppProps extends ServingOptions, HostOptions {}

const OPTIONS = new Set<keyof WebAppProps>([...HOST_OPTIONS, ...SERVING_OPTIONS]);

/** What can be said of another host or path; an Exposure has a `backend` where this has `to`. */
const EXPOSED = ['to', ...EXPOSE_OPTIONS];

/** Another host or path of a web app. */
export interface WebAppExposeOptions extends ExposeOptions {
  /**
   * Who answers there in place of the app.
   *
   * @default - the app, or those of the `split` or the `release`
   */
  readonly to?: IBackend | IExternalBackend;
}

/**
 * Something that answers requests from outside: a Deployment with a Service, a route with TLS, and a policy that lets
 * in nobody but the data plane behind that route.
 *
 * By the cluster profile the route is an Ingress, or an HTTPRoute on a Gateway. Plain HTTP is redirected to HTTPS.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const web = new WebApp(shop, 'web', {
 *   image: 'ghcr.io/acme/web:2.0',
 *   port: 3000,
 *   host: 'shop.example.com',
 *   tls: Tls.secret('shop-tls'),
 * });
 * web.expose({ host: 'www.example.com', tls: Tls.secret('www-tls') });
 */
export class WebApp extends DeployedService {
  /** The Ingress or HTTPRoute of its host. */
  public readonly route: ApiObject;
  /** The Ingress or HTTPRoute that redirects plain HTTP to HTTPS, where there is one of its own. */
  public readonly redirect?: ApiObject;
  private readonly givenName: string;

  /**
   * @throws when a name, port, path, host, number or quantity breaks its law, no listener accepts the host, or no
   * certificate is known for it
   */
  public constructor(scope: Construct, id: string, props: WebAppProps) {
    super(scope, id, props, { kind: 'a WebApp', portName: 'http', known: OPTIONS });
    this.givenName = props.name ?? id;
    try {
      const { host, path, exact, tls, gateway, entry, routing, options } = props;
      const name = this.givenName;
      const exposure = this.exposed('Exposure', { name, host, path, exact, tls, gateway, entry, routing, options });
      this.route = exposure.route;
      this.redirect = exposure.redirect;
    } catch (error) {
      throw withdrawn(this, error);
    }
  }

  /**
   * Lets it be found by another host or path, too.
   *
   * @param options - host, path, certificate, and the way in
   * @returns the way in, whose route is named after the app, host and path unless a name is given
   * @throws when the host or path is malformed or taken, no listener accepts the host, or no certificate is known
   */
  public expose(options: WebAppExposeOptions): Exposure {
    located(this, () => checkKnownOptions('another way in', options ?? {}, EXPOSED));
    const { host, path = '/' } = options ?? {};
    located(this, () => checkHostname(host));
    const words = `${host.replace('*', 'wildcard')}${path}`.toLowerCase().match(/[a-z0-9]+/g) ?? [];
    const name = options.name ?? [this.givenName, ...words].join('-');
    const id = `Exposure-${name}`;
    if (this.node.tryFindChild(id)) {
      throw constructError(this, {
        law: 'the routes of a WebApp must differ in their names',
        got: name,
        remedy: 'give it a `name`; the same host and path need not be exposed twice',
      });
    }
    return this.exposed(id, { ...options, name });
  }

  private exposed(id: string, { to, ...options }: WebAppExposeOptions): Exposure {
    return new Exposure(this, id, { backend: to ?? (options.split || options.release ? undefined : this), ...options });
  }
}
