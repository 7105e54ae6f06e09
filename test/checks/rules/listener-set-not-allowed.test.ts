import { ListenerSetNotAllowed } from '../../../lib/checks/rules/listener-set-not-allowed';
import { gateway, HTTP, manifests, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { listenerSet, namespace } from '../manifests';
import { all } from '../shop';

const check = new ListenerSetNotAllowed();

const OWN = '{ name: shop, port: 8080, protocol: HTTP }';

describe('reports', () => {
  test('a Gateway that says nothing', () => {
    expect(found(check, manifests(gateway(HTTP), listenerSet(OWN)))).toEqual([
      '16: ListenerSet shop/shop: Gateway gateways/edge admits no ListenerSets of namespace shop: its allowedListeners.namespaces.from is None',
    ]);
  });

  test('a selector that does not match', () => {
    expect(
      found(
        check,
        manifests(
          namespace('shop'),
          `${gateway(HTTP)}  allowedListeners: { namespaces: { from: Selector, selector: { matchLabels: { team: shop } } } }\n`,
          listenerSet(OWN),
        ),
      ),
    ).toEqual([
      '23: ListenerSet shop/shop: Gateway gateways/edge admits no ListenerSets of namespace shop: its allowedListeners.namespaces.from is Selector team=shop',
    ]);
  });

  test('with the URLs that are not served', () => {
    const set = listenerSet('{ name: shop, port: 8080, protocol: HTTP }');
    const routed = route(`parentRefs: [{ kind: ListenerSet, name: shop }]\nhostnames: [shop.example.com]\n${TO_WEB}`);
    expect(shown(check, all(gateway(HTTP), set, routed, WEB)).slice(1)).toEqual([
      "  http://shop.example.com:8080/ at gateways/edge isn't served by shop/web TCP 8080",
    ]);
    expect(shown(check, all(gateway(HTTP), set)).slice(1)).toEqual([
      '  http://*:8080/ at gateways/edge isn\'t served by listener "shop"',
    ]);
  });
});

describe('is silent about', () => {
  test('a Gateway that admits it', () => {
    expect(
      found(check, manifests(`${gateway(HTTP)}  allowedListeners: { namespaces: { from: All } }\n`, listenerSet(OWN))),
    ).toEqual([]);
  });

  test('a Gateway that was not read', () => {
    expect(found(check, listenerSet(OWN))).toEqual([]);
  });

  test('a selector where no labels were read', () => {
    expect(
      found(
        check,
        manifests(
          `${gateway(HTTP)}  allowedListeners: { namespaces: { from: Selector, selector: { matchLabels: { team: shop } } } }\n`,
          listenerSet(OWN),
        ),
      ),
    ).toEqual([]);
  });
});
