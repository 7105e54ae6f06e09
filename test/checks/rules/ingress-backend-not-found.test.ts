import { IngressBackendNotFound } from '../../../lib/checks/rules/ingress-backend-not-found';
import { manifests, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { ingress, object, service } from '../manifests';
import { all } from '../shop';

const check = new IngressBackendNotFound();

const openshift = (name: string) =>
  object('route.openshift.io/v1', 'Route', 'shop/web', `spec: { to: { kind: Service, name: ${name} } }`);

describe('reports', () => {
  test("a Service of OpenShift's Route that is not there", () => {
    expect(found(check, manifests(openshift('wep'), WEB))).toEqual([
      '5: Route shop/web: there is no Service wep in namespace shop',
    ]);
  });

  test('a name that no Service has', () => {
    expect(
      found(
        check,
        manifests(
          ingress(
            'rules: [{ http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: wep, port: { number: 80 } } } }] } }]',
          ),
          WEB,
        ),
      ),
    ).toEqual(['7: Ingress shop/web: there is no Service wep in namespace shop']);
  });

  test('the port of the pods, and a name that no port has', () => {
    expect(
      found(
        check,
        manifests(
          ingress('defaultBackend: { service: { name: api, port: { number: 8080 } } }'),
          ingress('defaultBackend: { service: { name: api, port: { name: web } } }', 'other'),
          service('shop/api', '[{ name: http, port: 80, targetPort: 8080 }]'),
        ),
      ),
    ).toEqual([
      '7: Ingress shop/web: Service shop/api has no TCP port 8080; it has TCP 80 ("http"); 8080 is the port of its pods, which it serves on port 80',
      '16: Ingress shop/other: Service shop/api has no port named "web"; it has TCP 80 ("http")',
    ]);
  });

  test('with the URLs that are not served, and not those of other paths', () => {
    const path = (at: string, name: string) =>
      `{ path: ${at}, pathType: Prefix, backend: { service: { name: ${name}, port: { number: 80 } } } }`;
    const rules = `rules: [{ host: shop.example.com, http: { paths: [${path('/', 'web')}, ${path('/cart', 'wep')}] } }]`;
    expect(shown(check, all(ingress(rules), WEB)).slice(1)).toEqual([
      "  http://shop.example.com/cart by Ingress shop/web isn't served by Service shop/wep",
    ]);
    const secure = openshift('wep').replace(
      'spec: {',
      'spec: { host: shop.example.com, path: /cart, tls: { termination: edge },',
    );
    expect(shown(check, all(secure, WEB)).slice(1)).toEqual([
      "  https://shop.example.com/cart by Route shop/web isn't served by Service shop/wep",
    ]);
  });
});

describe('is silent about', () => {
  test("a Service of OpenShift's Route that is there", () => {
    expect(found(check, manifests(openshift('web'), WEB))).toEqual([]);
  });

  test('a Service and its port', () => {
    expect(
      found(check, manifests(ingress('defaultBackend: { service: { name: web, port: { name: http } } }'), WEB)),
    ).toEqual([]);
  });

  test('a namespace of which neither Services nor workloads were read', () => {
    expect(found(check, ingress('defaultBackend: { service: { name: web, port: { number: 80 } } }'))).toEqual([]);
  });

  test('a backend of the AWS Load Balancer Controller, which an annotation is', () => {
    const backend = 'defaultBackend: { service: { name: ssl-redirect, port: { name: use-annotation } } }';
    expect(found(check, manifests(ingress(backend), WEB))).toEqual([]);
  });

  test('a redirect of ingress-nginx, which asks no backend', () => {
    const text = ingress('defaultBackend: { service: { name: none, port: { number: 80 } } }').replace(
      'namespace: shop }',
      'namespace: shop, annotations: { nginx.ingress.kubernetes.io/permanent-redirect: https://example.com } }',
    );
    expect(found(check, manifests(text, WEB))).toEqual([]);
  });
});
