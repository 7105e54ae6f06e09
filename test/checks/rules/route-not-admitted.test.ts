import { RouteNotAdmitted } from '../../../lib/checks/rules/route-not-admitted';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { listenerSet, namespace } from '../manifests';
import { all } from '../shop';

const check = new RouteNotAdmitted();

describe('reports', () => {
  test('another namespace, where nothing is said', () => {
    expect(
      found(check, manifests(gateway('{ name: http, port: 80, protocol: HTTP }'), route(`${PARENT}\n${TO_WEB}`))),
    ).toEqual([
      '16: HTTPRoute shop/web: listener "http" of Gateway gateways/edge admits no routes of namespace shop: its allowedRoutes.namespaces.from is Same',
    ]);
  });

  test('every route, where none is admitted', () => {
    expect(
      found(
        check,
        manifests(
          gateway('{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: None } } }'),
          route(`${PARENT}\n${TO_WEB}`, 'GRPCRoute', '{ name: web, namespace: gateways }'),
        ),
      ),
    ).toEqual([
      '16: GRPCRoute gateways/web: listener "http" of Gateway gateways/edge admits no routes of namespace gateways: its allowedRoutes.namespaces.from is None',
    ]);
  });

  test('a ListenerSet, too', () => {
    expect(
      found(
        check,
        manifests(
          listenerSet('{ name: http, port: 80, protocol: HTTP }'),
          route(
            `parentRefs: [{ group: gateway.networking.k8s.io, kind: ListenerSet, name: shop, namespace: shop }]\n${TO_WEB}`,
            'HTTPRoute',
            '{ name: web, namespace: blog }',
          ),
        ),
      ),
    ).toEqual([
      '16: HTTPRoute blog/web: listener "http" of ListenerSet shop/shop admits no routes of namespace blog: its allowedRoutes.namespaces.from is Same',
    ]);
  });

  test('with the URLs that are answered with 404', () => {
    const text = all(route(`${PARENT}\n${TO_WEB}`), WEB, gateway('{ name: http, port: 80, protocol: HTTP }'));
    expect(shown(check, text).slice(1)).toEqual([
      '  http://*/ at gateways/edge is answered with 404, not by shop/web TCP 8080',
    ]);
  });
});

describe('is silent about', () => {
  test('a route in the namespace of the Gateway', () => {
    expect(
      found(
        check,
        manifests(
          gateway('{ name: http, port: 80, protocol: HTTP }'),
          route(`${PARENT}\n${TO_WEB}`, 'HTTPRoute', '{ name: web, namespace: gateways }'),
        ),
      ),
    ).toEqual([]);
  });

  test('a route that another listener takes', () => {
    expect(
      found(check, manifests(gateway('{ name: own, port: 81, protocol: HTTP }', HTTP), route(`${PARENT}\n${TO_WEB}`))),
    ).toEqual([]);
  });

  test('a Gateway that was not read', () => {
    expect(found(check, route(`${PARENT}\n${TO_WEB}`))).toEqual([]);
  });

  test('a selector, which another check judges', () => {
    expect(
      found(
        check,
        manifests(
          namespace('shop'),
          gateway(
            '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { team: shop } } } } }',
          ),
          route(`${PARENT}\n${TO_WEB}`),
        ),
      ),
    ).toEqual([]);
  });
});
