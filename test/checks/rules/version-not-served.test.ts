import { VersionNotServed } from '../../../lib/checks/rules/version-not-served';
import { Clusters, GatewayApiChannel, GatewayApiVersion } from '../../../lib/cluster';
import { gateway, HTTP, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { grant, service } from '../manifests';
import { all, workload } from '../shop';

const check = new VersionNotServed();

const cluster = (gatewayApiVersion: GatewayApiVersion) => Clusters.kubeadm({ gatewayApiVersion });

describe('reports', () => {
  test('a kind that came later', () => {
    expect(found(check, route(`${PARENT}\n${TO_WEB}`, 'TCPRoute'), cluster(GatewayApiVersion.V1_5))).toEqual([
      '2: TCPRoute shop/web: Gateway API 1.5 of the standard channel has no TCPRoute',
    ]);
  });

  test('a version that came later', () => {
    expect(
      found(
        check,
        grant('api/web', 'kind: HTTPRoute, namespace: shop', 'group: "", kind: Service').replace('v1beta1', 'v1'),
        cluster(GatewayApiVersion.V1_4),
      ),
    ).toEqual([
      '2: ReferenceGrant api/web: Gateway API 1.4 of the standard channel has ReferenceGrant as gateway.networking.k8s.io/v1beta1 only',
    ]);
  });

  test('a version that only the experimental channel still serves', () => {
    const old = route(`${PARENT}\n${TO_WEB}`, 'TLSRoute').replace('/v1', '/v1alpha2');
    expect(found(check, old, cluster(GatewayApiVersion.V1_6))).toEqual([
      '2: TLSRoute shop/web: Gateway API 1.6 of the standard channel has TLSRoute as gateway.networking.k8s.io/v1 only',
    ]);
  });

  test('a route with the connections that would be lost', () => {
    const listener = '{ name: db, port: 5432, protocol: TCP, allowedRoutes: { namespaces: { from: All } } }';
    const text = all(route(`${PARENT}\n${TO_WEB}`, 'TCPRoute'), WEB, gateway(listener));
    expect(shown(check, text, cluster(GatewayApiVersion.V1_5)).slice(1)).toEqual([
      '  tcp://*:5432 at gateways/edge -> shop/web TCP 8080 would be lost with it',
    ]);
  });

  test('a grant with the connections that need it, and no others', () => {
    const young = grant('api/web', 'kind: HTTPRoute, namespace: shop', 'group: "", kind: Service').replace(
      'v1beta1',
      'v1',
    );
    const rules = `rules:
  - { matches: [{ path: { value: /api } }], backendRefs: [{ name: api, namespace: api, port: 80 }] }
  - { backendRefs: [{ name: web, port: 80 }] }`;
    const api = [workload('api/api'), service('api/api', '[{ port: 80, targetPort: 8080 }]')];
    const text = all(young, route(`${PARENT}\n${rules}`), WEB, gateway(HTTP), ...api);
    expect(shown(check, text, cluster(GatewayApiVersion.V1_4)).slice(1)).toEqual([
      '  http://*/api at gateways/edge -> api/api TCP 8080 would be lost with it',
    ]);
  });

  test('a policy of TLS with the connections that would have none', () => {
    const tls = `apiVersion: gateway.networking.k8s.io/v1
kind: BackendTLSPolicy
metadata: { name: web, namespace: shop }
spec: { targetRefs: [{ group: "", kind: Service, name: web }], validation: { hostname: web, wellKnownCACertificates: System } }
`;
    const text = all(tls, route(`${PARENT}\n${TO_WEB}`), WEB, gateway(HTTP));
    expect(shown(check, text, cluster(GatewayApiVersion.V1_3)).slice(1)).toEqual([
      '  http://*/ -> shop/web TCP 8080 would have no TLS',
    ]);
  });
});

describe('is silent about', () => {
  test('kinds that every version has', () => {
    expect(found(check, route(`${PARENT}\n${TO_WEB}`), cluster(GatewayApiVersion.V1_2))).toEqual([]);
  });

  test('a kind that the cluster has', () => {
    expect(found(check, route(`${PARENT}\n${TO_WEB}`, 'TCPRoute'), cluster(GatewayApiVersion.V1_6))).toEqual([]);
  });

  test('a cluster of which no version is known', () => {
    expect(found(check, route(`${PARENT}\n${TO_WEB}`, 'TCPRoute'))).toEqual([]);
  });

  test('an old version in the experimental channel', () => {
    const old = route(`${PARENT}\n${TO_WEB}`, 'TLSRoute').replace('/v1', '/v1alpha2');
    const gatewayApiChannel = GatewayApiChannel.EXPERIMENTAL;
    const profile = Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_6, gatewayApiChannel });
    expect(found(check, old, profile)).toEqual([]);
  });
});
