import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { GatewayFeature } from '../../cluster';
import { patchable } from '../../objects';
import { annotated, routeDnsAnnotations } from '../external-dns';
import { type ParentReference, parentManifests } from '../gateway/binding';
import type { IGateway } from '../gateway/route-parent';
import { redirectMetadata } from '../names';
import type { HttpRouteRule } from './http-rule';
import { matchesManifest } from './http-rule-manifest';

const HTTPS_PORT = 443;

/** What is redirected. */
interface Redirected {
  /** Where the route itself was made, and its name. */
  readonly scope: Construct;
  readonly name: string;
  readonly gateway: IGateway;
  /** The listeners for plain HTTP. */
  readonly plain: ParentReference[];
  readonly hostnames: string[];
  readonly rules: HttpRouteRule[];
}

/** Why an implementation can't redirect from plain HTTP to HTTPS, as a notice says it; undefined where it can. */
export function whyNotRedirected({ displayName, _parent: parent }: IGateway): string | undefined {
  const { name, features } = parent.implementation;
  const needed = [GatewayFeature.HTTP_ROUTE_SCHEME_REDIRECT];
  if (parent.httpsPort !== HTTPS_PORT) needed.push(GatewayFeature.HTTP_ROUTE_PORT_REDIRECT);
  const missing = needed.find((feature) => features?.unsupported?.includes(feature));
  if (missing === undefined) return undefined;
  return (
    `plain HTTP on Gateway ${displayName} isn't redirected to HTTPS: by the report of ` +
    `${features?.readFrom}, ${name} has no ${missing}; where it can redirect by its own means, say it there`
  );
}

/** A route at the plain listener that leads to another one at the listeners for HTTPS. */
export function redirectTo(route: ApiObject, redirected: Redirected): ApiObject {
  const { scope, name, gateway, plain, hostnames, rules } = redirected;
  const { _parent: parent } = gateway;
  const port = parent.httpsPort === HTTPS_PORT ? {} : { port: parent.httpsPort };
  const redirect = new ApiObject(route, 'Redirect', {
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { ...redirectMetadata(scope, name), ...annotated(routeDnsAnnotations(parent.entry)) },
    spec: {
      parentRefs: parentManifests(plain, route.metadata.namespace as string),
      hostnames,
      rules: rules.map((rule) => ({
        matches: matchesManifest(rule),
        filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', ...port, statusCode: 301 } }],
      })),
    },
  });
  patchable(redirect);
  return redirect;
}
