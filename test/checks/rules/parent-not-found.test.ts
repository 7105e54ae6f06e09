import { ParentNotFound } from '../../../lib/checks/rules/parent-not-found';
import { gateway, HTTP, manifests, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { listenerSet } from '../manifests';
import { all } from '../shop';

const check = new ParentNotFound();

describe('reports', () => {
  test('a listener of another name', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP),
          route(`parentRefs: [{ name: edge, namespace: gateways, sectionName: https }]\n${TO_WEB}`),
        ),
      ),
    ).toEqual([
      '16: HTTPRoute shop/web: Gateway gateways/edge has no listener named "https"; it has "http" on port 80',
    ]);
  });

  test('a listener on another port', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP),
          route(
            `parentRefs: [{ name: edge, namespace: gateways, sectionName: http, port: 8080 }]\n${TO_WEB}`,
            'GRPCRoute',
          ),
        ),
      ),
    ).toEqual([
      '16: GRPCRoute shop/web: Gateway gateways/edge has no listener named "http" on port 8080; it has "http" on port 80',
    ]);
  });

  test('a listener of a ListenerSet by its Gateway', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP),
          listenerSet('{ name: shop, port: 80, protocol: HTTP, hostname: shop.example.com }'),
          route(`parentRefs: [{ name: edge, namespace: gateways, sectionName: shop }]\n${TO_WEB}`),
        ),
      ),
    ).toEqual([
      '26: HTTPRoute shop/web: Gateway gateways/edge has no listener named "shop"; it has "http" on port 80; ListenerSet shop/shop has one of that name',
    ]);
  });

  test('a port says enough', () => {
    const text = manifests(
      gateway(HTTP),
      route(`parentRefs: [{ name: edge, namespace: gateways, port: 81 }]\n${TO_WEB}`),
    );
    expect(found(check, text)).toEqual([
      '16: HTTPRoute shop/web: Gateway gateways/edge has no listener on port 81; it has "http" on port 80',
    ]);
  });

  test('with the URLs of the listeners that are there', () => {
    const named = (...names: string[]) =>
      `parentRefs: [${names.map((name) => `{ name: edge, namespace: gateways, sectionName: ${name} }`).join(', ')}]\n${TO_WEB}`;
    expect(shown(check, all(route(named('web')), WEB, gateway(HTTP))).slice(1)).toEqual([
      '  http://*/ at gateways/edge is answered with 404, not by shop/web TCP 8080',
    ]);
    // Another parentRef brings the same.
    expect(shown(check, all(route(named('web', 'http')), WEB, gateway(HTTP))).slice(1)).toEqual([]);
  });
});

describe('is silent about', () => {
  test('a listener that is there', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP),
          route(`parentRefs: [{ name: edge, namespace: gateways, sectionName: http, port: 80 }]\n${TO_WEB}`),
        ),
      ),
    ).toEqual([]);
  });

  test('a listener of a ListenerSet by the ListenerSet', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP),
          listenerSet('{ name: shop, port: 80, protocol: HTTP }'),
          route(`parentRefs: [{ kind: ListenerSet, name: shop, sectionName: shop }]\n${TO_WEB}`),
        ),
      ),
    ).toEqual([]);
  });

  test('a Gateway that was not read', () => {
    expect(
      found(check, route(`parentRefs: [{ name: edge, namespace: gateways, sectionName: https }]\n${TO_WEB}`)),
    ).toEqual([]);
  });
});
