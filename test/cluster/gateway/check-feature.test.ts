import {
  checkFeature,
  GatewayFeature,
  GatewayImplementations,
  type IGatewayImplementation,
} from '../../../lib/cluster';

const traefik = GatewayImplementations.traefik();

test('refuses what an implementation declares not to support, and names those that do', () => {
  expect(() => checkFeature(traefik, GatewayFeature.HTTP_ROUTE_CORS, 'the `cors` of a rule')).toThrow(
    new Error(
      'the `cors` of a rule must be left to implementations of the Gateway API that have HTTPRouteCORS, and traefik ' +
        "doesn't, by the report of Traefik 3.7.10, Gateway API v1.6.1; leave it out, or use one that has it: cilium, " +
        'envoy-gateway, istio, kgateway, nginx-gateway-fabric',
    ),
  );
});

test('speaks of an own implementation by what it says of itself', () => {
  const unsupported = [GatewayFeature.MESH_CONSUMER_ROUTE];
  const own = { name: 'own', features: { readFrom: 'own 1.0', supported: [], unsupported } };
  const check = () => checkFeature(own as unknown as IGatewayImplementation, unsupported[0] as GatewayFeature, 'it');
  expect(check).toThrow(
    new Error(
      "it must be left to implementations of the Gateway API that have MeshConsumerRoute, and own doesn't, by the report " +
        'of own 1.0; leave it out, or use one that has it: istio',
    ),
  );
});

test('is silent about what is supported, and about what nobody knows', () => {
  const check = (implementation: IGatewayImplementation, feature: GatewayFeature) => () =>
    checkFeature(implementation, feature, 'it');
  expect(check(traefik, GatewayFeature.HTTP_ROUTE_PATH_REWRITE)).not.toThrow();
  expect(check(traefik, GatewayFeature.TCP_ROUTE)).not.toThrow();
  const own = { name: 'own' } as IGatewayImplementation;
  expect(check(own, GatewayFeature.HTTP_ROUTE_CORS)).not.toThrow();
});
