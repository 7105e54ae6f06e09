import type { Construct } from 'constructs';
import { checkFeature, checkTls, GatewayFeature, type Tls } from '../../cluster';
import { located, placeOf } from '../../errors';
import { clusterOf } from '../../objects';
import { checkKnownOptions, checkObject } from '../../traffic';
import { HostRoute } from '../delivery/host-route';
import type { RouteRequest } from '../gateway/binding';
import { checkGateway } from '../gateway/gateway-laws';
import type { IGateway } from '../gateway/route-parent';
import { checkHostCount } from '../http/http-route-laws';
import { deliveriesOf, othersOf } from '../http/http-rule';
import { knownNamespace } from '../known-namespace';
import { routeName } from '../names';
import { callsOf, copyOfRule, type GrpcRouteRule } from './grpc-rule';
import { checkCallRules } from './grpc-rule-laws';
import { callRuleManifest } from './grpc-rule-manifest';

/** What a GRPCRoute is. */
export interface GrpcRouteProps {
  /** The Gateway that serves it, of this or another namespace. */
  readonly gateway: IGateway;

  /** The hosts that it is for, from 1 to 16: all with TLS, or all without. */
  readonly hostnames: string[];

  /** Calls, and where they go. From 1 to 16. */
  readonly rules: GrpcRouteRule[];

  /**
   * Its name, a DNS-1123 subdomain of at most 244 characters.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * Where the certificates of its hosts come from.
   *
   * @default - the Gateway says it, or the entry of the cluster profile
   */
  readonly tls?: Tls;
}

const KNOWN = ['gateway', 'hostnames', 'rules', 'name', 'tls'];
const NEEDED = { kind: 'a GRPCRoute', why: 'its Gateway admits routes by namespace' };

/**
 * Routes calls by gRPC to Services, told apart by host, service and method.
 *
 * It binds to the HTTPS listeners of its hosts, and to the plain one for `Tls.none()` alone: no redirect is written, since
 * gRPC clients follow none. A host is served by GRPCRoutes or by HTTPRoutes. Backends in other namespaces get a
 * ReferenceGrant, and every backend's policy lets the Gateway's data plane in, on the port of its pods.
 *
 * Calls come by HTTP/2. Some implementations speak it to a backend only where its Service port says so: give the backend
 * `appProtocol: 'kubernetes.io/h2c'`, as below, unless a `BackendTlsPolicy` has it speak TLS.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const orders = new InternalService(shop, 'orders', {
 *   image: 'ghcr.io/acme/orders:1.4',
 *   port: 9000,
 *   appProtocol: 'kubernetes.io/h2c',
 * });
 * new GrpcRoute(shop, 'calls', {
 *   gateway: Gateway.shared(shop),
 *   hostnames: ['grpc.example.com'],
 *   tls: Tls.secret('grpc-tls'),
 *   rules: [{ matches: [GrpcMatch.service('acme.Orders')], backends: [orders] }],
 * });
 *
 * @see https://gateway-api.sigs.k8s.io/api-types/grpcroute/
 */
export class GrpcRoute extends HostRoute {
  /**
   * @throws when hosts, rules or backends are missing, a filter is for HTTP alone, all weights are 0, the cluster's
   * Gateway API or the Gateway's implementation lacks something, the Gateway or a backend is of another app, another
   * route has a host or a method, or no listener accepts a host
   */
  public constructor(scope: Construct, id: string, props: GrpcRouteProps) {
    const place = placeOf(scope, id);
    located(place, () => checkObject('the properties of a GRPCRoute', props));
    located(place, () => checkKnownOptions('a GRPCRoute', props, KNOWN));
    const name = routeName(scope, id, { kind: 'a GRPCRoute', name: props.name });
    const namespace = knownNamespace(place, scope, NEEDED);
    const { gateway, tls } = props;
    checkGateway(place, scope, gateway);
    const { _parent: parent } = gateway;
    located(place, () => checkTls(tls));
    checkHostCount(place, 'a GRPCRoute', props.hostnames);
    checkCallRules(place, scope, props.rules);
    located(place, () => checkFeature(parent.implementation, GatewayFeature.GRPC_ROUTE, 'a GRPCRoute'));
    // Copies: what the caller does with the lists later changes nothing.
    const hosts = [...props.hostnames];
    const rules = props.rules.map(copyOfRule);
    const request: RouteRequest = {
      kind: 'GRPCRoute',
      hosts,
      paths: rules.flatMap(callsOf).map(({ _claim }) => _claim),
      tls,
      namespace,
      route: place,
    };
    const apiVersion = located(place, () => clusterOf(scope)._gatewayApiVersionOf('GRPCRoute'));
    super(scope, id, {
      gateway,
      apiVersion,
      name,
      request,
      reached: rules.flatMap((rule) => [...deliveriesOf(rule), ...othersOf(rule)]),
      rules: (home) => rules.map((rule) => callRuleManifest(rule, home)),
    });
  }
}
