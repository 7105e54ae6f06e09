import type { Construct } from 'constructs';
import { callsOf, copyOfRule, type GrpcRouteRule } from '../grpc/grpc-rule';
import { checkCallRules } from '../grpc/grpc-rule-laws';
import { callRuleManifest } from '../grpc/grpc-rule-manifest';
import { deliveriesOf, othersOf } from '../http/http-rule';
import type { MeshRouteProps } from './mesh-props';
import { MeshRoute } from './mesh-route';

/** What a GRPCRoute of a mesh is. */
export interface MeshGrpcRouteProps extends MeshRouteProps {
  /** Calls, and where they go. From 1 to 16. */
  readonly rules: GrpcRouteRule[];
}

/**
 * Routes the calls by gRPC of workloads to a Service inside the cluster, where a mesh runs; like `MeshHttpRoute`.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const web = new InternalService(shop, 'web', { image: 'ghcr.io/acme/web:1.4', port: 8080 });
 * const orders = new InternalService(shop, 'orders', { image: 'ghcr.io/acme/orders:1.4', port: 9000 });
 * const audit = new InternalService(shop, 'audit', { image: 'ghcr.io/acme/audit:1.4', port: 9000 });
 * new MeshGrpcRoute(shop, 'calls', {
 *   service: orders,
 *   callers: [web],
 *   implementation: GatewayImplementations.istio(),
 *   rules: [
 *     { matches: [GrpcMatch.service('acme.Audit')], backends: [audit] },
 *     { backends: [orders] },
 *   ],
 * });
 *
 * @see https://gateway-api.sigs.k8s.io/mesh/
 */
export class MeshGrpcRoute extends MeshRoute {
  /**
   * @throws when there is no mesh, rules or backends are missing, the cluster's Gateway API or the implementation lacks
   * something, a Service is of another app or has no such port, or another route has the same calls
   */
  public constructor(scope: Construct, id: string, props: MeshGrpcRouteProps) {
    super(scope, id, props, {
      kind: 'GRPCRoute',
      route: 'a MeshGrpcRoute',
      rules: (place) => {
        checkCallRules(place, scope, props.rules);
        const rules = props.rules.map(copyOfRule);
        return {
          deliveries: rules.flatMap((rule) => [...deliveriesOf(rule), ...othersOf(rule)]),
          claims: rules.flatMap(callsOf).map(({ _claim }) => _claim),
          manifest: (home) => rules.map((rule) => callRuleManifest(rule, home)),
        };
      },
    });
  }
}
