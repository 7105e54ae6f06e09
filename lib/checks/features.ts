import { GatewayFeature } from '../cluster';
import type { Evidence, FieldPath, Listener, ParentFacts, RouteFacts } from './facts';
import type { FeatureUse } from './feature-use';
import { usesOfRule } from './rule-features';
import { isWritten, mappingsAt, textAt } from './written';

/** What a Gateway asks for. */
export function usesOfGateway(body: unknown): FeatureUse[] {
  const at = (feature: GatewayFeature, ...path: FieldPath) => (isWritten(body, ...path) ? [{ feature, path }] : []);
  const frontend = ['spec', 'tls', 'frontend'];
  const validations = [
    [...frontend, 'default', 'validation'],
    ...mappingsAt(body, ...frontend, 'perPort').map(([index]) => [...frontend, 'perPort', index, 'tls', 'validation']),
  ];
  return [
    ...at(GatewayFeature.GATEWAY_INFRASTRUCTURE_PROPAGATION, 'spec', 'infrastructure', 'labels'),
    ...at(GatewayFeature.GATEWAY_INFRASTRUCTURE_PROPAGATION, 'spec', 'infrastructure', 'annotations'),
    ...at(GatewayFeature.GATEWAY_BACKEND_CLIENT_CERTIFICATE, 'spec', 'tls', 'backend', 'clientCertificateRef'),
    ...mappingsAt(body, 'spec', 'addresses').map(([index, address]) => ({
      feature: isWritten(address, 'value')
        ? GatewayFeature.GATEWAY_STATIC_ADDRESSES
        : GatewayFeature.GATEWAY_ADDRESS_EMPTY,
      path: ['spec', 'addresses', index],
    })),
    ...validations
      .filter((path) => isWritten(body, ...path))
      .map((path) => ({
        feature:
          textAt(body, ...path, 'mode') === 'AllowInsecureFallback'
            ? GatewayFeature.GATEWAY_FRONTEND_CLIENT_CERTIFICATE_VALIDATION_INSECURE_FALLBACK
            : GatewayFeature.GATEWAY_FRONTEND_CLIENT_CERTIFICATE_VALIDATION,
        path,
      })),
  ];
}

/** What a BackendTLSPolicy asks for. */
export function usesOfTlsPolicy(body: unknown): FeatureUse[] {
  const names = ['spec', 'validation', 'subjectAltNames'];
  return [
    { feature: GatewayFeature.BACKEND_TLS_POLICY, path: ['kind'] },
    ...(isWritten(body, ...names) ? [{ feature: GatewayFeature.BACKEND_TLS_POLICY_SAN_VALIDATION, path: names }] : []),
  ];
}

/** What a route asks for at the listener that takes it: TLS that ends there. */
export function usesAt({ facts }: Listener, { kind }: RouteFacts, { path }: ParentFacts): FeatureUse[] {
  const isEnded = kind === 'TLSRoute' && facts.protocol === 'TLS' && facts.tlsMode === 'Terminate';
  return isEnded ? [{ feature: GatewayFeature.TLS_ROUTE_MODE_TERMINATE, path }] : [];
}

const PROTOCOLS = new Map([
  ['kubernetes.io/h2c', GatewayFeature.HTTP_ROUTE_BACKEND_PROTOCOL_H2C],
  ['kubernetes.io/ws', GatewayFeature.HTTP_ROUTE_BACKEND_PROTOCOL_WEBSOCKET],
]);

/** What a route asks for by the `appProtocol` of the Service ports to which it leads. */
export function usesOfBackends({ kind, rules }: RouteFacts, { addressing }: Evidence): FeatureUse[] {
  if (kind !== 'HTTPRoute') return [];
  return rules.flatMap(({ backends }) =>
    backends.flatMap(({ namespace, name, port, path }) => {
      const found = addressing.service(namespace, name)?.ports.find((candidate) => candidate.port === port);
      const feature = PROTOCOLS.get(found?.appProtocol ?? '');
      return feature === undefined ? [] : [{ feature, path }];
    }),
  );
}

/** What a listener asks for. */
export function usesOfListener({ facts }: Listener): FeatureUse[] {
  return facts.port === 8080 ? [{ feature: GatewayFeature.GATEWAY_PORT_8080, path: [...facts.path, 'port'] }] : [];
}

const OF_KIND: { readonly [kind in RouteFacts['kind']]: GatewayFeature } = {
  HTTPRoute: GatewayFeature.HTTP_ROUTE,
  GRPCRoute: GatewayFeature.GRPC_ROUTE,
  TLSRoute: GatewayFeature.TLS_ROUTE,
  TCPRoute: GatewayFeature.TCP_ROUTE,
  UDPRoute: GatewayFeature.UDP_ROUTE,
};

/** What a route asks for. The names of the finer features are for HTTPRoutes alone. */
export function usesOfRoute({ kind, rules }: RouteFacts, body: unknown): FeatureUse[] {
  const own = { feature: OF_KIND[kind], path: ['kind'] };
  if (kind !== 'HTTPRoute') return [own];
  const parents = mappingsAt(body, 'spec', 'parentRefs')
    .filter(([, parent]) => isWritten(parent, 'port'))
    .map(([index]) => ({
      feature: GatewayFeature.HTTP_ROUTE_PARENT_REF_PORT,
      path: ['spec', 'parentRefs', index, 'port'],
    }));
  return [own, ...parents, ...rules.flatMap(({ path }) => usesOfRule(body, path))];
}
