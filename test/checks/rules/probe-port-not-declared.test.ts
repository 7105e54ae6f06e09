import { ProbePortNotDeclared } from '../../../lib/checks/rules/probe-port-not-declared';
import { found, shown } from '../found';
import { ingress, service } from '../manifests';
import { all, workload } from '../shop';

const check = new ProbePortNotDeclared();

const probed = (probe: string, ports = '[{ name: http, containerPort: 8080 }]') =>
  workload('shop/web', undefined, `${ports}, ${probe}`);

describe('reports', () => {
  test('a number that no container declares', () => {
    expect(found(check, probed('readinessProbe: { httpGet: { port: 8081 } }'))).toEqual([
      '8: Deployment shop/web: its readinessProbe asks the port 8081, and container main declares 8080',
    ]);
    expect(found(check, probed('livenessProbe: { grpc: { port: 9090 } }'))).toHaveLength(1);
  });

  test('with the connections that may be lost, unless other pods answer them', () => {
    const text = probed('readinessProbe: { httpGet: { port: 8081 } }');
    const own = service('shop/web', '[{ port: 80, targetPort: 8080 }]');
    const outside = ingress('defaultBackend: { service: { name: web, port: { number: 80 } } }');
    expect(shown(check, all(text, own, outside)).slice(1)).toEqual([
      '  http://*/ -> shop/web TCP 8080 may be lost with it',
      '  anyone -> shop/service/web TCP 80 may be lost with it',
    ]);
    expect(shown(check, all(text, own, workload('shop/more', '{ app: web }'))).slice(1)).toEqual([]);
  });
});

describe('is silent about', () => {
  test('a number that is declared, if by another container, and a name', () => {
    expect(found(check, probed('readinessProbe: { httpGet: { port: 8080 } }'))).toEqual([]);
    const other = probed('readinessProbe: { httpGet: { port: 8081 } } }, { name: b, ports: [{ containerPort: 8081 }]');
    expect(found(check, other)).toEqual([]);
    expect(found(check, probed('readinessProbe: { httpGet: { port: web } }'))).toEqual([]);
  });

  test('a container that declares no port', () => {
    expect(found(check, probed('readinessProbe: { httpGet: { port: 8081 } }', '[]'))).toEqual([]);
  });
});
