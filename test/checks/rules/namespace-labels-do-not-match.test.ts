import { NamespaceLabelsDoNotMatch } from '../../../lib/checks/rules/namespace-labels-do-not-match';
import { gateway, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { namespace } from '../manifests';
import { all } from '../shop';

const check = new NamespaceLabelsDoNotMatch();

const TEAM =
  '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { team: shop } } } } }';

describe('reports', () => {
  test('a namespace without the label', () => {
    expect(
      found(check, manifests(namespace('shop', '{ team: blog }'), gateway(TEAM), route(`${PARENT}\n${TO_WEB}`))),
    ).toEqual([
      '22: HTTPRoute shop/web: listener "http" of Gateway gateways/edge admits namespaces with team=shop only, and namespace shop isn\'t one of them',
    ]);
  });

  test('another namespace by name, of which no labels need be known', () => {
    expect(
      found(
        check,
        manifests(
          gateway(
            '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { kubernetes.io/metadata.name: blog } } } } }',
          ),
          route(`${PARENT}\n${TO_WEB}`),
        ),
      ),
    ).toEqual([
      '16: HTTPRoute shop/web: listener "http" of Gateway gateways/edge admits namespaces with kubernetes.io/metadata.name=blog only, and namespace shop isn\'t one of them',
    ]);
  });

  test('with the URLs that are answered with 404', () => {
    const selector = '{ from: Selector, selector: { matchLabels: { edge: public } } }';
    const listener = `{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: ${selector} } }`;
    const text = all(route(`${PARENT}\n${TO_WEB}`), WEB, gateway(listener), namespace('shop'));
    expect(shown(check, text).slice(1)).toEqual([
      '  http://*/ at gateways/edge is answered with 404, not by shop/web TCP 8080',
    ]);
  });
});

describe('is silent about', () => {
  test('a namespace with the label', () => {
    expect(
      found(check, manifests(namespace('shop', '{ team: shop }'), gateway(TEAM), route(`${PARENT}\n${TO_WEB}`))),
    ).toEqual([]);
  });

  test('a namespace whose labels were not read', () => {
    expect(found(check, manifests(gateway(TEAM), route(`${PARENT}\n${TO_WEB}`)))).toEqual([]);
  });

  test('a listener that admits its own namespace only', () => {
    expect(
      found(
        check,
        manifests(
          namespace('shop'),
          gateway('{ name: http, port: 80, protocol: HTTP }'),
          route(`${PARENT}\n${TO_WEB}`),
        ),
      ),
    ).toEqual([]);
  });
});
