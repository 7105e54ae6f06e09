import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { checkTls } from '../cluster';
import { constructError, located, placeOf } from '../errors';
import { withdrawn } from '../objects';
import { checkFlags, checkHostname, checkKnownOptions, checkObject } from '../traffic';
import { type IBackend, type IExternalBackend, podPort } from './backend';
import { checkBackend } from './backend-laws';
import { EXPOSE_OPTIONS, type ExposeOptions } from './exposure-options';
import { leftToOthers } from './external-dns';
import { checkGateway } from './gateway/gateway-laws';
import type { IGateway } from './gateway/route-parent';
import { ruleParts } from './gateway-options';
import { HttpMatch } from './http/http-match';
import { HttpRoute } from './http/http-route';
import { Release } from './http/release';
import { Ingress } from './ingress/ingress';
import type { IngressProps } from './ingress/ingress-props';
import { checkPath } from './paths';
import { Routing, RoutingApi } from './routing';
import { WaysIn } from './ways-in';

/** What is exposed, and how. */
export interface ExposureProps extends ExposeOptions {
  /**
   * Who answers.
   *
   * @default - those of the `split`
   */
  readonly backend?: IBackend | IExternalBackend;
}

const KNOWN = ['backend', ...EXPOSE_OPTIONS];

/**
 * A way in from outside, in whichever form the cluster has: an Ingress, or an HTTPRoute on a Gateway; or both, where a
 * `Routing` says so.
 *
 * The same code gives either, so an app can move to a cluster that is entered in another way.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * new Exposure(shop, 'public-api', { backend: api, host: 'api.example.com', tls: Tls.secret('api-tls') });
 */
export class Exposure extends Construct {
  /** The Ingress or HTTPRoute; where there are both, the HTTPRoute. */
  public readonly route: ApiObject;
  /** The Ingress or HTTPRoute that redirects plain HTTP to HTTPS, where there is one of its own. */
  public readonly redirect?: ApiObject;
  /** The Ingress that serves the host beside the HTTPRoute, where both do. */
  public readonly ingress?: Ingress;

  /**
   * @throws when the host or path is malformed or taken, no listener accepts the host, no certificate is known, or what
   * is asked can't be had by this way in
   */
  public constructor(scope: Construct, id: string, props: ExposureProps) {
    const place = placeOf(scope, id);
    located(place, () => checkObject('the properties of an exposure', props));
    located(place, () => checkKnownOptions('an exposure', props, KNOWN));
    super(scope, id);
    const ways = new WaysIn(this);
    try {
      const name = props.name ?? id;
      this.check(props);
      const { gateway, ingress, dns } = ways.of(props);
      // First what may fail: by whichever way it is refused, nothing is left behind by the other one.
      if (gateway && ingress) Ingress._check(this, 'Ingress', this.ingressProps(props, name, 'Ingress', ingress.entry));
      const byGateway = gateway && this.routeBy(gateway, ingress ? beside(gateway, props) : props, name);
      const byIngress = ingress && this.ingressBy(props, name, ingress.entry, gateway ? 'Ingress' : 'Route');
      this.route = (byGateway ?? byIngress) as HttpRoute | Ingress;
      this.redirect = (byGateway ?? byIngress)?.redirect;
      if (byGateway && byIngress) {
        this.ingress = byIngress;
        const other = dns === RoutingApi.GATEWAY ? byIngress : byGateway;
        for (const object of [other, other.redirect]) if (object) leftToOthers(object);
      }
    } catch (error) {
      ways.withdraw();
      throw withdrawn(this, error);
    }
  }

  /** Before a Gateway is made that all routes of the namespace would share. */
  private check(props: ExposureProps): void {
    const { backend, split, release, host, path = '/', exact, tls, port, gateway, entry, routing } = props;
    const place = placeOf(this, 'Route');
    located(place, () => checkHostname(host));
    located(place, () => checkTls(tls));
    located(place, () => checkFlags({ exact }));
    checkPath(place, path);
    if ([backend, split, release].filter((each) => each !== undefined).length > 1) {
      throw constructError(place, {
        law: 'an exposure must have one of `backend`, `split` and `release`',
        remedy: 'put all backends into the `split`, each with its weight, or into the `release`',
      });
    }
    if (release !== undefined && !Release.isRelease(release)) {
      throw constructError(place, {
        law: 'the `release` must be a Release',
        got: release,
        remedy: 'write it as in Release.canary({ stable, canary, percent: 10 })',
      });
    }
    if (release !== undefined && port !== undefined) {
      throw constructError(place, {
        law: 'the port of a `release` must be said in it, since its rules are made there',
        got: port,
        remedy: 'write it as in Release.canary({ stable, canary, percent: 10, port: 8080 })',
      });
    }
    if (split === undefined && release === undefined) {
      checkBackend(place, this, backend as IBackend | IExternalBackend);
      podPort(place, backend as IBackend | IExternalBackend, port);
    }
    if (gateway !== undefined) checkGateway(this, this, gateway);
    if (gateway && entry !== undefined) {
      throw constructError(this, {
        law: `requests must come either by a Gateway or by an entry, but both were given: Gateway ${gateway.displayName} and entry "${entry}"`,
        remedy: 'leave out `entry`: a Gateway has its own',
      });
    }
    if (routing === undefined) return;
    if (!Routing.isRouting(routing)) {
      throw constructError(this, {
        law: 'the `routing` must be a Routing',
        got: routing,
        remedy: 'write it as in Routing.both()',
      });
    }
    if (entry === undefined) return;
    throw constructError(this, {
      law: `requests must come by an entry or by a \`routing\`, but both were given, and the entry is "${entry}"`,
      remedy: "name the entry in the routing, as in Routing.both({ gateway: 'public' })",
    });
  }

  private routeBy(gateway: IGateway, props: ExposureProps, name: string): HttpRoute {
    const { backend, split, release, host, path = '/', exact, tls, port, options } = props;
    const match = exact ? HttpMatch.exactPath(path) : HttpMatch.path(path);
    const { filters, timeouts } = ruleParts(placeOf(this, 'Route'), options);
    const to = split ? { split } : { backends: backend ? [backend] : [] };
    const rules = release?.rules(match) ?? [{ matches: [match], ...to, port }];
    return new HttpRoute(this, 'Route', {
      name,
      gateway,
      tls,
      hostnames: [host],
      rules: rules.map((rule) => ({ ...rule, timeouts, filters: [...(rule.filters ?? []), ...filters] })),
    });
  }

  private ingressBy(props: ExposureProps, name: string, entry: string | undefined, id: string): Ingress {
    return new Ingress(this, id, this.ingressProps(props, name, id, entry));
  }

  private ingressProps(props: ExposureProps, name: string, id: string, entry?: string): IngressProps {
    const { backend, split, release, host, path, exact, tls, port, options } = props;
    if (split || release) {
      throw constructError(placeOf(this, id), {
        law: `a \`${split ? 'split' : 'release'}\` must be left to Gateways, since an Ingress knows one backend for a path`,
        remedy: 'name an `entry` by Gateway, or give one `backend`',
      });
    }
    return { name, backend, host, path, exact, tls, port, entry, options };
  }
}

/** What a route by Gateway is told where an Ingress is beside it: a Gateway that has certificates takes no other one. */
function beside({ _parent: { ownsCertificates } }: IGateway, props: ExposureProps): ExposureProps {
  return ownsCertificates && !props.tls?.isNone ? { ...props, tls: undefined } : props;
}
