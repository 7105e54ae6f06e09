import { ProbePortNotFound } from '../../../lib/checks/rules/probe-port-not-found';
import { found, shown } from '../found';
import { workload } from '../shop';

const check = new ProbePortNotFound();

const probed = (probe: string, ports = '[{ name: http, containerPort: 8080 }]') =>
  workload('shop/web', undefined, `${ports}, ${probe}`);

describe('reports', () => {
  test('a name that the container does not have, with what comes of it', () => {
    expect(shown(check, probed('readinessProbe: { httpGet: { port: web } }'))).toEqual([
      '8: Deployment shop/web: its readinessProbe asks the port web, and container main has no TCP port with that name; it has http',
      '  no Service leads to shop/web',
    ]);
    expect(shown(check, probed('livenessProbe: { tcpSocket: { port: web } }', '[{ containerPort: 8080 }]'))).toEqual([
      '8: Deployment shop/web: its livenessProbe asks the port web, and container main has no TCP port with that name; it names none',
      '  shop/web is started again and again',
    ]);
  });

  test('a name of a UDP port, which probes never ask', () => {
    const udp = '[{ name: dns, containerPort: 53, protocol: UDP }]';
    expect(found(check, probed('startupProbe: { tcpSocket: { port: dns } }', udp))).toHaveLength(1);
  });
});

describe('is silent about', () => {
  test('a name that the container has, and numbers', () => {
    for (const port of ['http', '8080', '9090', '"9090"'])
      expect(found(check, probed(`readinessProbe: { httpGet: { port: ${port} } }`))).toEqual([]);
  });

  test('a probe that asks no port', () => {
    expect(found(check, probed('livenessProbe: { exec: { command: [ok] } }'))).toEqual([]);
  });
});
