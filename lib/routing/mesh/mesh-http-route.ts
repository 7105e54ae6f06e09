import type { Construct } from 'constructs';
import { checkFeatures } from '../http/http-features';
import { checkRules } from '../http/http-route-laws';
import { copyOf, deliveriesOf, type HttpRouteRule, matchesOf, othersOf } from '../http/http-rule';
import { ruleManifest } from '../http/http-rule-manifest';
import type { MeshRouteProps } from './mesh-props';
import { MeshRoute } from './mesh-route';

/** What an HTTPRoute of a mesh is. */
export interface MeshHttpRouteProps extends MeshRouteProps {
  /** Requests, and where they go. From 1 to 16. */
  readonly rules: HttpRouteRule[];
}

/**
 * Routes the HTTP requests of workloads to a Service inside the cluster, where a mesh runs: to other versions of it, say.
 *
 * What no rule matches is refused by the mesh. It is for proxies at the side of those who ask, or on their nodes, as
 * Istio's sidecars and Cilium have them; where requests pass pods of the mesh on their way, such as Istio's waypoints, let
 * these through by `connections` of their own. An `ExistingService` can be its Service and its backends as well.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const web = new InternalService(shop, 'web', { image: 'ghcr.io/acme/web:1.4', port: 8080 });
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * const next = new InternalService(shop, 'api-next', { image: 'ghcr.io/acme/api:2.0', port: 8080 });
 * new MeshHttpRoute(shop, 'api-release', {
 *   service: api,
 *   callers: [web],
 *   implementation: GatewayImplementations.istio(),
 *   rules: Release.canary({ stable: api, canary: next, percent: 10 }).rules(),
 * });
 *
 * @see https://gateway-api.sigs.k8s.io/mesh/
 */
export class MeshHttpRoute extends MeshRoute {
  /**
   * @throws when there is no mesh, rules or backends are missing, the cluster's Gateway API or the implementation lacks
   * something, a Service is of another app or has no such port, or another route has the same requests
   */
  public constructor(scope: Construct, id: string, props: MeshHttpRouteProps) {
    super(scope, id, props, {
      kind: 'HTTPRoute',
      route: 'a MeshHttpRoute',
      rules: (place, implementation) => {
        checkRules(place, scope, props.rules, [props.service.service.object.name]);
        for (const rule of props.rules) checkFeatures(place, implementation, rule);
        const rules = props.rules.map(copyOf);
        return {
          deliveries: rules.flatMap((rule) => [...deliveriesOf(rule), ...othersOf(rule)]),
          claims: rules.flatMap(matchesOf).map(({ _claim }) => _claim),
          manifest: (home) => rules.map((rule) => ruleManifest(rule, home)),
        };
      },
    });
  }
}
