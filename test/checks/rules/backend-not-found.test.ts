import { BackendNotFound } from '../../../lib/checks/rules/backend-not-found';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { namespace, object, service } from '../manifests';
import { all } from '../shop';

const check = new BackendNotFound();

describe('reports', () => {
  test('a name that no Service has', () => {
    expect(
      found(check, manifests(route(`${PARENT}\nrules: [{ backendRefs: [{ name: wep, port: 80 }] }]`), WEB)),
    ).toEqual(['7: HTTPRoute shop/web: there is no Service wep in namespace shop']);
  });

  test('a mirror, and a route for TCP', () => {
    expect(
      found(
        check,
        manifests(
          route(
            `${PARENT}\nrules: [{ backendRefs: [{ name: web, port: 80 }], filters: [{ type: RequestMirror, requestMirror: { backendRef: { name: copy, port: 80 } } }] }]`,
          ),
          route(`${PARENT}\nrules: [{ backendRefs: [{ name: db, port: 5432 }] }]`, 'TCPRoute'),
          WEB,
        ),
      ),
    ).toEqual([
      '7: HTTPRoute shop/web: there is no Service copy in namespace shop',
      '16: TCPRoute shop/web: there is no Service db in namespace shop',
    ]);
  });

  test.each([
    ['a chart for another namespace', 'helm.cattle.io/v1', 'HelmChart', 'shop/any', 'spec: { targetNamespace: blog }'],
    ['an object of another name', 'postgresql.cnpg.io/v1', 'Cluster', 'shop/mysql', 'spec: {}'],
    ['a certificate of that name', 'cert-manager.io/v1', 'Certificate', 'shop/wep', 'spec: {}'],
    ['what watches the app', 'monitoring.coreos.com/v1', 'ServiceMonitor', 'shop/wep', 'spec: {}'],
  ])('a name that no Service has, beside %s', (_, apiVersion, kind, name, spec) => {
    const text = route(`${PARENT}\nrules: [{ backendRefs: [{ name: wep, port: 80 }] }]`);
    expect(found(check, manifests(text, WEB, object(apiVersion, kind, name, spec)))).toEqual([
      '7: HTTPRoute shop/web: there is no Service wep in namespace shop',
    ]);
  });

  test('with the URLs that are answered with 500', () => {
    const text = route(`${PARENT}\nhostnames: [shop.example.com]\nrules: [{ backendRefs: [{ name: wep, port: 80 }] }]`);
    expect(shown(check, all(text, WEB, gateway(HTTP)))).toEqual([
      '8: HTTPRoute shop/web: there is no Service wep in namespace shop',
      '  http://shop.example.com/ at gateways/edge is answered with 500, not by Service shop/wep',
    ]);
  });
});

describe('is silent about', () => {
  test('a Service that is there', () => {
    expect(found(check, manifests(route(`${PARENT}\n${TO_WEB}`), WEB))).toEqual([]);
  });

  test('a namespace of which neither Services nor workloads were read', () => {
    expect(found(check, manifests(namespace('shop'), route(`${PARENT}\n${TO_WEB}`)))).toEqual([]);
  });

  test('backends of other kinds', () => {
    expect(
      found(
        check,
        manifests(
          route(`${PARENT}\nrules: [{ backendRefs: [{ group: storage.example.com, kind: Bucket, name: files }] }]`),
          WEB,
        ),
      ),
    ).toEqual([]);
  });

  const FOREIGN = `${PARENT}\nrules: [{ backendRefs: [{ name: pg-rw, port: 5432 }] }]`;

  test.each([
    ['a chart', 'helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'shop/any', 'spec: {}'],
    [
      'a chart from another namespace',
      'helm.cattle.io/v1',
      'HelmChart',
      'kube-system/any',
      'spec: { targetNamespace: shop }',
    ],
    ['an app', 'argoproj.io/v1alpha1', 'Application', 'argocd/any', 'spec: { destination: { namespace: shop } }'],
    [
      'apps of a template',
      'argoproj.io/v1alpha1',
      'ApplicationSet',
      'argocd/any',
      "spec: { template: { spec: { destination: { namespace: '{{ns}}' } } } }",
    ],
    ['an operator', 'postgresql.cnpg.io/v1', 'Cluster', 'shop/pg', 'spec: {}'],
  ])('a Service that %s may make', (_, apiVersion, kind, name, spec) => {
    expect(found(check, manifests(route(FOREIGN), WEB, object(apiVersion, kind, name, spec)))).toEqual([]);
  });

  test('the Service of the API server, which every cluster has', () => {
    const spec = `${PARENT}\nrules: [{ backendRefs: [{ name: kubernetes, port: 443 }] }]`;
    const own = '{ name: api, namespace: default }';
    expect(found(check, manifests(route(spec, 'HTTPRoute', own), service('default/web')))).toEqual([]);
  });
});
