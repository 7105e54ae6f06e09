import { GatewayNotFound } from '../../../lib/checks/rules/gateway-not-found';
import { gateway, HTTP, route, TO_WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { all } from '../shop';

const check = new GatewayNotFound();

const routed = (parent: string) => route(`parentRefs: [${parent}]\nhostnames: [shop.example.com]\n${TO_WEB}`);

describe('reports', () => {
  test('a parentRef that leaves out the namespace of the Gateway', () => {
    expect(shown(check, all(routed('{ name: edge }'), gateway(HTTP)))).toEqual([
      '6: HTTPRoute shop/web: there is no Gateway shop/edge; there is gateways/edge',
      "  requests for shop.example.com don't come to HTTPRoute shop/web",
    ]);
  });

  test('a name that no Gateway of the namespace has', () => {
    expect(found(check, all(routed('{ name: egde, namespace: gateways }'), gateway(HTTP)))).toEqual([
      '6: HTTPRoute shop/web: there is no Gateway gateways/egde; there is gateways/edge',
    ]);
  });
});

describe('is silent about', () => {
  test('a Gateway that is there', () => {
    expect(found(check, all(routed('{ name: edge, namespace: gateways }'), gateway(HTTP)))).toEqual([]);
  });

  test('a Gateway that may be in another repository, and a Service as the parent', () => {
    expect(found(check, routed('{ name: edge, namespace: gateways }'))).toEqual([]);
    expect(found(check, all(routed('{ name: other, namespace: infra }'), gateway(HTTP)))).toEqual([]);
    expect(found(check, all(routed('{ group: "", kind: Service, name: edge }'), gateway(HTTP)))).toEqual([]);
  });
});
