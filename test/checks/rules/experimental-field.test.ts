import { ExperimentalField } from '../../../lib/checks/rules/experimental-field';
import { Clusters, GatewayApiChannel, GatewayApiVersion } from '../../../lib/cluster';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { HTTPS, object } from '../manifests';
import { all } from '../shop';

const check = new ExperimentalField();

const FIELDS = `${PARENT}
rules:
  - retry: { attempts: 2 }
    sessionPersistence: { sessionName: shop }
    filters: [{ type: ExternalAuth, externalAuth: { protocol: HTTP, backendRef: { name: auth, port: 80 } } }]
    backendRefs: [{ name: web, port: 80 }]
`;

describe('reports', () => {
  test('fields of a rule', () => {
    expect(found(check, route(FIELDS))).toEqual([
      '8: HTTPRoute shop/web: the field retry is of the experimental channel of the Gateway API',
      '9: HTTPRoute shop/web: the field sessionPersistence is of the experimental channel of the Gateway API',
      '10: HTTPRoute shop/web: the filter ExternalAuth is of the experimental channel of the Gateway API',
    ]);
  });

  test('a version and a kind', () => {
    expect(
      found(
        check,
        manifests(
          route(`${PARENT}\n${TO_WEB}`, 'TLSRoute').replace('/v1', '/v1alpha2'),
          object('gateway.networking.x-k8s.io/v1alpha1', 'XBackendTrafficPolicy', 'shop/retries', 'spec: {}'),
        ),
      ),
    ).toEqual([
      '2: TLSRoute shop/web: gateway.networking.k8s.io/v1alpha2 of TLSRoute is of the experimental channel of the Gateway API',
      '12: XBackendTrafficPolicy shop/retries: XBackendTrafficPolicy is of the experimental channel of the Gateway API',
    ]);
  });

  test('fields of a Gateway, and of a route', () => {
    expect(
      found(check, manifests(`${gateway(HTTP)}  defaultScope: All\n`, route('useDefaultGateways: All', 'GRPCRoute'))),
    ).toEqual([
      '9: Gateway gateways/edge: the field defaultScope is of the experimental channel of the Gateway API',
      '17: GRPCRoute shop/web: the field useDefaultGateways is of the experimental channel of the Gateway API',
    ]);
  });

  test('parents that differ in their port alone', () => {
    expect(found(check, route(`parentRefs: [{ name: edge, port: 80 }, { name: edge, port: 81 }]\n${TO_WEB}`))).toEqual([
      '6: HTTPRoute shop/web: a parentRef that differs from another in its port alone is of the experimental channel of the Gateway API',
    ]);
  });

  test('with the connections that may be lost', () => {
    const rules = 'rules: [{ retry: { attempts: 2 }, backendRefs: [{ name: web, port: 80 }] }]';
    expect(shown(check, all(route(`${PARENT}\n${rules}`), WEB, gateway(HTTP))).slice(1)).toEqual([
      '  http://*/ at gateways/edge -> shop/web TCP 8080 may be lost with it',
    ]);
    const scoped = gateway(HTTP).replace('gatewayClassName', 'defaultScope: All\n  gatewayClassName');
    expect(shown(check, all(route(`${PARENT}\n${TO_WEB}`), WEB, scoped)).slice(1)).toEqual([
      '  http://*/ at gateways/edge -> shop/web TCP 8080 may be lost with it',
    ]);
  });

  test('a ListenerSet with the connections that its Gateway does not serve as well', () => {
    const set = `apiVersion: gateway.networking.x-k8s.io/v1alpha1
kind: XListenerSet
metadata: { name: shop, namespace: shop }
spec:
  parentRef: { name: edge, namespace: gateways }
  listeners:
    - { name: shop, port: 80, protocol: HTTP, hostname: shop.example.com }
`;
    const open = `${gateway(HTTP)}  allowedListeners: { namespaces: { from: All } }\n`;
    const parent = '{ group: gateway.networking.x-k8s.io, kind: XListenerSet, name: shop }';
    const toSet = route(`parentRefs: [${parent}]\n${TO_WEB}`);
    expect(shown(check, all(open, set, toSet, WEB)).slice(1)).toEqual([
      '  http://shop.example.com/ at gateways/edge -> shop/web TCP 8080 may be lost with it',
    ]);
    const both = route(`parentRefs: [${parent}, { name: edge, namespace: gateways }]\n${TO_WEB}`);
    expect(shown(check, all(open, set, both, WEB)).slice(1)).toEqual([]);
  });
});

describe('is silent about', () => {
  test('what the standard channel has', () => {
    expect(
      found(
        check,
        manifests(gateway(HTTP, HTTPS), route(`${PARENT}\n${TO_WEB}`), route(`${PARENT}\n${TO_WEB}`, 'TCPRoute')),
      ),
    ).toEqual([]);
  });

  test('a cluster with the experimental channel', () => {
    expect(
      found(
        check,
        route(FIELDS),
        Clusters.kubeadm({
          gatewayApiVersion: GatewayApiVersion.V1_5,
          gatewayApiChannel: GatewayApiChannel.EXPERIMENTAL,
        }),
      ),
    ).toEqual([]);
  });

  test('an old version where that of the cluster is known, which another check tells', () => {
    const old = route(`${PARENT}\n${TO_WEB}`, 'TLSRoute').replace('/v1', '/v1alpha2');
    expect(found(check, old, Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_6 }))).toEqual([]);
  });
});
