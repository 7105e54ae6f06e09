import { BackendExternalName } from '../../../lib/checks/rules/backend-external-name';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { object } from '../manifests';
import { all } from '../shop';

const check = new BackendExternalName();

const NAME = object('v1', 'Service', 'shop/shop', 'spec: { type: ExternalName, externalName: shop.example.com }');

describe('reports', () => {
  test('a backend that is a name', () => {
    expect(
      found(check, manifests(route(`${PARENT}\nrules: [{ backendRefs: [{ name: shop, port: 443 }] }]`), NAME)),
    ).toEqual(['7: HTTPRoute shop/web: Service shop/shop is a name for shop.example.com, outside the cluster']);
  });

  test('with the URLs that lead outside', () => {
    const name = object('v1', 'Service', 'shop/web', 'spec: { type: ExternalName, externalName: web.example.org }');
    expect(shown(check, all(route(`${PARENT}\n${TO_WEB}`), gateway(HTTP), name)).slice(1)).toEqual([
      "  http://*/ at gateways/edge leads out of the cluster to web.example.org, or isn't served",
    ]);
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
