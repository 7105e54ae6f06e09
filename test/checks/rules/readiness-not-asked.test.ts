import { ReadinessNotAsked } from '../../../lib/checks/rules/readiness-not-asked';
import { found, shown } from '../found';
import { ingress, service } from '../manifests';
import { all, workload } from '../shop';

const check = new ReadinessNotAsked();

const WEB = workload('shop/web');
const SERVICE = service('shop/web', '[{ port: 80, targetPort: 8080 }]');
const PROBE = 'readinessProbe: { tcpSocket: { port: 8080 } }';

describe('reports', () => {
  test('pods behind a Service without a readinessProbe', () => {
    expect(shown(check, all(WEB, SERVICE))).toEqual([
      '8: Deployment shop/web: Service shop/web leads to its pods as soon as they start, since no container has a readinessProbe',
      '  anyone by shop/service/web TCP 80 -> shop/web is refused until a process listens there',
    ]);
  });

  test('with the addresses that lead there, and several Services', () => {
    const routed = ingress('defaultBackend: { service: { name: web, port: { number: 80 } } }');
    const other = service('shop/web', '[{ port: 9090 }]', 'clusterIP: None').replace('name: web,', 'name: metrics,');
    expect(shown(check, all(WEB, SERVICE, other, routed))).toEqual([
      '8: Deployment shop/web: Service shop/web and 1 more leads to its pods as soon as they start, since no container has a readinessProbe',
      '  http://*/ -> shop/web is refused until a process listens there',
      '  anyone by shop/service/metrics TCP 9090 -> shop/web is refused until a process listens there',
    ]);
  });

  test('pods of which only the liveness is asked', () => {
    const alive = WEB.replace('name: main,', 'name: main, livenessProbe: { tcpSocket: { port: 8080 } },');
    expect(found(check, all(alive, SERVICE))).toHaveLength(1);
  });
});

describe('is silent about', () => {
  test('pods of which one container is asked, a sidecar too', () => {
    expect(found(check, all(WEB.replace('name: main,', `name: main, ${PROBE},`), SERVICE))).toEqual([]);
    const proxy = `initContainers: [{ name: proxy, image: proxy, restartPolicy: Always, ${PROBE} }], `;
    expect(found(check, all(workload('shop/web', undefined, undefined, proxy), SERVICE))).toEqual([]);
  });

  test('pods with readiness gates', () => {
    const gated = workload('shop/web', undefined, undefined, 'readinessGates: [{ conditionType: x.example.com }], ');
    expect(found(check, all(gated, SERVICE))).toEqual([]);
  });

  test('pods without a Service, or behind one of UDP alone', () => {
    expect(found(check, WEB)).toEqual([]);
    expect(found(check, all(WEB, service('shop/web', '[{ port: 53, protocol: UDP }]')))).toEqual([]);
  });

  test('a Service that publishes pods before they are ready', () => {
    const early = service('shop/web', '[{ port: 80 }]', 'publishNotReadyAddresses: true, clusterIP: None');
    expect(found(check, all(WEB, early))).toEqual([]);
  });

  test('a Job', () => {
    const job = WEB.replace('apps/v1', 'batch/v1')
      .replace('Deployment', 'Job')
      .replace(/ {2}selector:.*\n/, '');
    expect(found(check, all(job, SERVICE))).toEqual([]);
  });
});
