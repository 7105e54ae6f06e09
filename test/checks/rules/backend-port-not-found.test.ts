import { BackendPortNotFound } from '../../../lib/checks/rules/backend-port-not-found';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { object, service } from '../manifests';
import { all } from '../shop';

const check = new BackendPortNotFound();

describe('reports', () => {
  test('the port of the pods', () => {
    expect(
      found(
        check,
        manifests(
          route(`${PARENT}\nrules: [{ backendRefs: [{ name: api, port: 8080 }] }]`),
          service('shop/api', '[{ name: http, port: 80, targetPort: 8080 }]'),
        ),
      ),
    ).toEqual([
      '7: HTTPRoute shop/web: Service shop/api has no TCP port 8080; it has TCP 80 ("http"); 8080 is the port of its pods, which it serves on port 80',
    ]);
  });

  test('a port of another protocol', () => {
    expect(
      found(
        check,
        manifests(
          route(`${PARENT}\nrules: [{ backendRefs: [{ name: dns, port: 53 }] }]`, 'UDPRoute'),
          service('shop/dns', '[{ port: 53 }]'),
        ),
      ),
    ).toEqual(['7: UDPRoute shop/web: Service shop/dns has no UDP port 53; it has TCP 53']);
  });

  test('with the URLs that are answered with 500', () => {
    const text = route(
      `${PARENT}\nhostnames: [shop.example.com]\nrules: [{ backendRefs: [{ name: web, port: 8080 }] }]`,
    );
    expect(shown(check, all(text, WEB, gateway(HTTP))).slice(1)).toEqual([
      '  http://shop.example.com/ at gateways/edge is answered with 500, not by Service shop/web',
    ]);
  });
});

describe('is silent about', () => {
  test('a port of the Service', () => {
    expect(found(check, manifests(route(`${PARENT}\n${TO_WEB}`), WEB))).toEqual([]);
  });

  test('a Service that was not read', () => {
    expect(found(check, route(`${PARENT}\nrules: [{ backendRefs: [{ name: web, port: 8080 }] }]`))).toEqual([]);
  });

  test('a name outside the cluster, which has any port', () => {
    expect(
      found(
        check,
        manifests(
          route(`${PARENT}\nrules: [{ backendRefs: [{ name: shop, port: 443 }] }]`),
          object('v1', 'Service', 'shop/shop', 'spec: { type: ExternalName, externalName: shop.example.com }'),
        ),
      ),
    ).toEqual([]);
  });
});
