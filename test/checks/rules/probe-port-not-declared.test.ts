import { ProbePortNotDeclared } from '../../../lib/checks/rules/probe-port-not-declared';
import { found } from '../found';
import { workload } from '../shop';

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
