import { BackendExternalName } from '../../../lib/checks/rules/backend-external-name';
import { manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found } from '../found';
import { object } from '../manifests';

const check = new BackendExternalName();

const NAME = object('v1', 'Service', 'shop/shop', 'spec: { type: ExternalName, externalName: shop.example.com }');

describe('reports', () => {
  test('a backend that is a name', () => {
    expect(
      found(check, manifests(route(`${PARENT}\nrules: [{ backendRefs: [{ name: shop, port: 443 }] }]`), NAME)),
    ).toEqual(['7: HTTPRoute shop/web: Service shop/shop is a name for shop.example.com, outside the cluster']);
  });
});

describe('is silent about', () => {
  test('a Service of another type', () => {
    expect(found(check, manifests(route(`${PARENT}\n${TO_WEB}`), WEB))).toEqual([]);
  });

  test('a name that no route uses', () => {
    expect(found(check, NAME)).toEqual([]);
  });
});
