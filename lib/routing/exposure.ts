import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkTls, type Tls } from '../cluster';
import { constructError, located, placeOf } from '../errors';
import { clusterOf, withdrawn } from '../objects';
import { checkHostname } from '../traffic';
import { type IBackend, type IExternalBackend, podPort } from './backend';
import { checkBackend } from './backend-laws';
import { Gateway } from './gateway/gateway';
import { checkGateway } from './gateway/gateway-laws';
import { HttpMatch } from './http/http-match';
import { HttpRoute } from './http/http-route';
import { Ingress } from './ingress/ingress';
import { checkPath } from './paths';

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
}

/** What is exposed, and how. */
export interface ExposureProps extends ExposeOptions {
  /** Who answers. */
  readonly backend: IBackend | IExternalBackend;
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
    try {
      const route = this.routeOf(props, props.name ?? id);
      this.route = route;
      this.redirect = route.redirect;
    } catch (error) {
      throw withdrawn(this, error);
    }
  }

  private routeOf(props: ExposureProps, name: string): HttpRoute | Ingress {
    const { backend, host, path = '/', tls, port, entry } = props;
    const place = placeOf(this, 'Route');
    // Before a Gateway is made that all routes of the namespace would share.
    located(place, () => checkHostname(host));
    located(place, () => checkTls(tls));
    checkPath(place, path);
    checkBackend(place, this, backend);
    podPort(place, backend, port);
    const gateway = this.gatewayFor(props);
    if (!gateway) return new Ingress(this, 'Route', { name, backend, host, path, tls, port, entry });
    const rules = [{ matches: [HttpMatch.path(path)], backends: [backend], port }];
    return new HttpRoute(this, 'Route', { name, gateway, tls, hostnames: [host], rules });
  }

  private gatewayFor({ gateway, entry }: ExposeOptions): Gateway | undefined {
    if (gateway) checkGateway(this, this, gateway);
    if (gateway && entry !== undefined) {
      throw constructError(this, {
        law: `requests must come either by a Gateway or by an entry, but both were given: Gateway ${gateway.displayName} and entry "${entry}"`,
        remedy: 'leave out `entry`: a Gateway has its own',
      });
    }
    if (gateway) return gateway;
    if (entry === undefined && Gateway._isGiven(this)) return Gateway.shared(this);
    const { implementation } = located(this, () => clusterOf(this).entry(entry));
    return implementation ? Gateway.shared(this, entry) : undefined;
  }
}
