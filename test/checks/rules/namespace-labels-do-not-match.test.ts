import { NamespaceLabelsDoNotMatch } from '../../../lib/checks/rules/namespace-labels-do-not-match';
import { gateway, manifests, PARENT, route, TO_WEB } from '../../analysis/entry/manifests';
import { found } from '../found';
import { namespace } from '../manifests';

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
