import { ServiceTargetPortNotListening } from '../../../lib/checks/rules/service-target-port-not-listening';
import { found, shown } from '../found';
import { ingress, service } from '../manifests';
import { all, workload } from '../shop';

const check = new ServiceTargetPortNotListening();

const WEB = workload('shop/web');
const leadingTo = (port: number, more = '') => service('shop/web', `[{ port: 80, targetPort: ${port} }]`, more);

describe('reports', () => {
  test('a number that no container declares', () => {
    expect(shown(check, all(leadingTo(8081), WEB))).toEqual([
      '5: Service shop/web: no container of shop/web declares the TCP port 8081; its containers have TCP 8080',
      '  anyone -> shop/web TCP 8081 would be refused, unless something listens there',
    ]);
  });

  test('the port of the Service where no targetPort is given, with the address that leads there', () => {
    const routed = ingress('defaultBackend: { service: { name: web, port: { number: 80 } } }');
    expect(shown(check, all(service('shop/web'), WEB, routed))).toEqual([
      '5: Service shop/web: no container of shop/web declares the TCP port 80; its containers have TCP 8080',
      '  http://*/ -> shop/web TCP 80 would be refused, unless something listens there',
    ]);
  });

  test('a number of another protocol', () => {
    expect(found(check, all(service('shop/web', '[{ port: 8080, protocol: UDP }]'), WEB))).toHaveLength(1);
  });
});

describe('is silent about', () => {
  test('a number that a container declares, or that of some of the pods', () => {
    const other = workload('shop/other', '{ app: web }', '[{ containerPort: 8081 }]');
    expect(found(check, all(leadingTo(8080), WEB))).toEqual([]);
    expect(found(check, all(leadingTo(8081), WEB, other))).toEqual([]);
  });

  test('pods of which some declare no port, which says nothing', () => {
    const quiet = workload('shop/quiet', '{ app: web }', '[]');
    expect(found(check, all(leadingTo(8081), WEB, quiet))).toEqual([]);
    expect(found(check, all(leadingTo(8081), workload('shop/web', undefined, '[]')))).toEqual([]);
  });

  test('a headless Service with the port of its pods, whose targetPort nobody uses', () => {
    const headless = service('shop/web', '[{ port: 8080, targetPort: 80 }]', 'clusterIP: None');
    expect(found(check, all(headless, WEB))).toEqual([]);
  });

  test('a name, which another check looks for', () => {
    expect(found(check, all(service('shop/web', '[{ port: 80, targetPort: http }]'), WEB))).toEqual([]);
  });
});
