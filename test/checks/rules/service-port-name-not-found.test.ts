import { ServicePortNameNotFound } from '../../../lib/checks/rules/service-port-name-not-found';
import { found, shown } from '../found';
import { ingress, service } from '../manifests';
import { all, workload } from '../shop';

const check = new ServicePortNameNotFound();

const WEB = workload('shop/web', undefined, '[{ name: http, containerPort: 8080 }]');
const named = (name: string, protocol = 'TCP', more = '') =>
  service('shop/web', `[{ port: 80, targetPort: ${name}, protocol: ${protocol} }]`, more);
const ROUTED = ingress('defaultBackend: { service: { name: web, port: { number: 80 } } }');

describe('reports', () => {
  test('a name that no container has, with who finds nobody', () => {
    expect(shown(check, all(named('web'), WEB, ROUTED))).toEqual([
      '5: Service shop/web: no container of shop/web has a TCP port with the name web; its containers have TCP 8080 (http)',
      '  http://*/ would be answered with 503, by Ingress shop/web',
      '  anyone -> shop/service/web TCP 80 finds no pod',
    ]);
  });

  test('a name of another protocol, and pods without any port', () => {
    expect(found(check, all(named('http', 'UDP'), WEB))).toEqual([
      '5: Service shop/web: no container of shop/web has a UDP port with the name http; its containers have TCP 8080 (http)',
    ]);
    expect(found(check, all(named('http'), workload('shop/web', undefined, '[]')))).toEqual([
      '5: Service shop/web: no container of shop/web has a TCP port with the name http; its containers declare no port',
    ]);
  });

  test('a headless Service to which an Ingress leads', () => {
    expect(found(check, all(named('web', 'TCP', 'clusterIP: None'), WEB, ROUTED))).toHaveLength(1);
  });
});

describe('is silent about', () => {
  test('a name that some of the pods have, and a number', () => {
    const old = workload('shop/old', '{ app: web }', '[{ name: web, containerPort: 80 }]');
    expect(found(check, all(named('web'), WEB, old))).toEqual([]);
    expect(found(check, all(named('9090'), WEB))).toEqual([]);
  });

  test('a Service without pods, and a headless one without a route', () => {
    expect(found(check, all(named('web'), workload('shop/db')))).toEqual([]);
    expect(found(check, all(named('web', 'TCP', 'clusterIP: None'), WEB))).toEqual([]);
  });
});
