import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { Tls } from '../cluster';
import { constructError, located } from '../errors';
import { clusterOf } from '../objects';
import type { IBackend } from './backend';
import { Gateway } from './gateway/gateway';
import { HttpMatch } from './gateway/http-match';
import { HttpRoute } from './gateway/http-route';
import { Ingress } from './ingress/ingress';

/** A host and a path by which something is found from outside. */
export interface ExposeOptions {
  /** The host, such as `shop.example.com`. */
  readonly host: string;

  /**
   * The path; everything below it as well.
   *
   * @default '/'
   */
  readonly path?: string;

  /**
   * Where the certificate comes from.
   *
   * @default - the Gateway says it, or the entry of the cluster profile
   */
  readonly tls?: Tls;

  /**
   * The Gateway that serves it, of this or another namespace.
   *
   * @default - the one of the namespace, where the entry is one by Gateway
   */
  readonly gateway?: Gateway;

  /**
   * The entry of the cluster profile by which requests come.
   *
   * @default - the namespace's Gateway where it was given one, else the profile's default entry
   */
  readonly entry?: string;

  /**
   * The name of the route.
   *
   * @default - the name of what is exposed
   */
  readonly name?: string;

  /**
   * The port of the Service.
   *
   * @default - its first port
   */
  readonly port?: number;
}

/** What is exposed, and how. */
export interface ExposureProps extends ExposeOptions {
  /** Who answers. */
  readonly backend: IBackend;
}

/**
 * A way in from outside, in whichever form the cluster has: an Ingress, or an HTTPRoute on a Gateway.
 *
 * The same code gives either, so an app can move to a cluster that is entered in another way.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * new Exposure(shop, 'public-api', { backend: api, host: 'api.example.com', tls: Tls.secret('api-tls') });
 */
export class Exposure extends Construct {
  /** The Ingress or HTTPRoute. */
  public readonly route: ApiObject;
  /** The Ingress or HTTPRoute that redirects plain HTTP to HTTPS, where there is one of its own. */
  public readonly redirect?: ApiObject;

  /**
   * @throws when the host or path is malformed or taken, no listener accepts the host, or no certificate is known
   */
  public constructor(scope: Construct, id: string, props: ExposureProps) {
    super(scope, id);
    const { backend, host, path, tls, port } = props;
    const name = props.name ?? id;
    const gateway = this.gatewayFor(props);
    const route = gateway
      ? new HttpRoute(this, 'Route', {
          name,
          gateway,
          tls,
          hostnames: [host],
          rules: [{ matches: [HttpMatch.path(path ?? '/')], backends: [backend], port }],
        })
      : new Ingress(this, 'Route', { name, backend, host, path, tls, port, entry: props.entry });
    this.route = route;
    this.redirect = route.redirect;
  }

  private gatewayFor({ gateway, entry }: ExposeOptions): Gateway | undefined {
    if (gateway && entry !== undefined) {
      throw constructError(this, {
        law: `requests come by a Gateway or by an entry, but both were given: Gateway ${gateway.displayName} and entry "${entry}"`,
        remedy: 'leave out `entry`: a Gateway has its own',
      });
    }
    if (gateway) return gateway;
    if (entry === undefined && Gateway._isGiven(this)) return Gateway.shared(this);
    const { implementation } = located(this, () => clusterOf(this).entry(entry));
    return implementation ? Gateway.shared(this, entry) : undefined;
  }
}
