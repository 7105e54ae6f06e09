import { ServiceSelectsNothing } from '../../../lib/checks/rules/service-selects-nothing';
import { gateway, HTTP, PARENT, route, TO_WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { ingress, object, service } from '../manifests';
import { all, workload } from '../shop';

const check = new ServiceSelectsNothing();

const WEB = workload('shop/web');
const misspelt = service('shop/web').replace('{ app: web }', '{ app: wep }');

describe('reports', () => {
  test('a misspelt label, with the addresses of routes that answer 503', () => {
    const routed = route(`${PARENT}\nhostnames: [shop.example.com]\n${TO_WEB}`);
    expect(shown(check, all(misspelt, WEB, routed, gateway(HTTP)))).toEqual([
      '5: Service shop/web: no pod of namespace shop has the labels app=wep; those of shop/web have app=web',
      '  http://shop.example.com/ would be answered with 503, by HTTPRoute shop/web',
      '  anyone -> shop/service/web TCP 80 finds no pod',
    ]);
  });

  test('one behind an Ingress, and one with a load balancer', () => {
    const backend = 'defaultBackend: { service: { name: web, port: { number: 80 } } }';
    expect(shown(check, all(misspelt, WEB, ingress(backend)))).toContain(
      '  http://*/ would be answered with 503, by Ingress shop/web',
    );
    expect(shown(check, all(misspelt.replace('spec: {', 'spec: { type: LoadBalancer,'), WEB))).toContain(
      '  tcp://*:80 would be refused, by Service shop/web',
    );
  });

  test('labels of the workload that its pods lack, and such as pods of another namespace have', () => {
    expect(found(check, all(service('shop/db'), WEB, workload('data/db')))).toEqual([
      '5: Service shop/db: no pod of namespace shop has the labels app=db; those of data/db have them',
    ]);
    expect(found(check, all(service('shop/db'), WEB))).toEqual([
      '5: Service shop/db: no pod of namespace shop has the labels app=db',
    ]);
  });
});

describe('is silent about', () => {
  test('a Service that selects pods, if only by a label that their controller adds', () => {
    const added = service('shop/web').replace('{ app: web }', '{ app: web, pod-template-hash: abc }');
    expect(found(check, all(service('shop/web'), WEB))).toEqual([]);
    expect(found(check, all(added, WEB))).toEqual([]);
  });

  test('a Service without a selector, and one of type ExternalName', () => {
    expect(found(check, all(service('shop/db').replace('selector: { app: db }, ', ''), WEB))).toEqual([]);
    const external = service('shop/db', '[]', 'type: ExternalName, externalName: db.example.com');
    expect(found(check, all(external, WEB))).toEqual([]);
  });

  test('a Service whose EndpointSlice was read', () => {
    const slice = object(
      'discovery.k8s.io/v1',
      'EndpointSlice',
      'shop/db-1',
      'addressType: IPv4\nports: [{ port: 5432 }]\nendpoints: [{ addresses: [10.0.0.7] }]',
    ).replace('namespace: shop }', 'namespace: shop, labels: { kubernetes.io/service-name: db } }');
    expect(found(check, all(service('shop/db'), WEB, slice))).toEqual([]);
  });

  test('a namespace of which no workload was read, or that a chart or an operator may fill', () => {
    const chart = object('helm.toolkit.fluxcd.io/v2', 'HelmRelease', 'shop/postgres', 'spec: {}');
    const operator = object('postgresql.cnpg.io/v1', 'Cluster', 'shop/pg', 'spec: {}');
    expect(found(check, all(service('shop/db'), workload('data/db')))).toEqual([]);
    expect(found(check, all(service('shop/db'), WEB, chart))).toEqual([]);
    expect(found(check, all(service('shop/db'), WEB, operator))).toEqual([]);
  });

  test('labels that a tool gives to its pods', () => {
    const solver = service('shop/db').replace('{ app: db }', '{ acme.cert-manager.io/http01-solver: "true" }');
    expect(found(check, all(solver, WEB))).toEqual([]);
  });
});
