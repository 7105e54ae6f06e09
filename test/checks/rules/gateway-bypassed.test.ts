import { GatewayBypassed } from '../../../lib/checks/rules/gateway-bypassed';
import { Clusters, Entry, GatewayImplementations } from '../../../lib/cluster';
import { gateway, PARENT, route, TO_WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { HTTPS, ingress, service } from '../manifests';
import { all, namespacePeer, policyFor, workload } from '../shop';

const check = new GatewayBypassed();

const WEB = workload('shop/web');
const PORTS = '[{ port: 80, targetPort: 8080 }]';
const SERVED = [WEB, gateway(HTTPS), route(`${PARENT}\nhostnames: [shop.example.com]\n${TO_WEB}`)];
const ofType = (type: string, more = '') => service('shop/web', PORTS, `type: ${type}${more}`);
const INGRESS = ingress('defaultBackend: { service: { name: web, port: { number: 80 } } }');

describe('reports', () => {
  test('a NodePort beside a Gateway, with what is passed by', () => {
    expect(shown(check, all(ofType('NodePort'), ...SERVED))).toEqual([
      '5: Service shop/web: it opens to the outside what HTTPRoute shop/web serves',
      '  tcp://*:30000-32767 -> shop/web TCP 8080 passes by gateways/edge, which serves https://shop.example.com/',
    ]);
  });

  test('a load balancer beside an Ingress, and external addresses', () => {
    expect(found(check, all(ofType('LoadBalancer'), WEB, INGRESS))).toEqual([
      '5: Service shop/web: it opens to the outside what Ingress shop/web serves',
    ]);
    const addressed = service('shop/web', PORTS, 'externalIPs: [203.0.113.7]');
    expect(shown(check, all(addressed, ...SERVED))).toContain(
      '  tcp://203.0.113.7:80 -> shop/web TCP 8080 passes by gateways/edge, which serves https://shop.example.com/',
    );
  });

  test('another Service for the same pods', () => {
    const other = service('shop/direct', PORTS, 'type: NodePort').replace('{ app: direct }', '{ app: web }');
    expect(found(check, all(service('shop/web', PORTS), other, ...SERVED))).toEqual([
      '11: Service shop/direct: it opens to the outside what HTTPRoute shop/web serves',
    ]);
  });
});

describe('is silent about', () => {
  test('a Service of type ClusterIP, and one that no Gateway serves', () => {
    expect(found(check, all(service('shop/web', PORTS), ...SERVED))).toEqual([]);
    expect(found(check, all(ofType('NodePort'), WEB))).toEqual([]);
  });

  test('another port of the same pods', () => {
    const two = workload('shop/web', undefined, '[{ containerPort: 8080 }, { containerPort: 9090 }]');
    const admin = service('shop/admin', '[{ port: 9090 }]', 'type: NodePort').replace('{ app: admin }', '{ app: web }');
    expect(found(check, all(service('shop/web', PORTS), admin, ...SERVED.slice(1), two))).toEqual([]);
  });

  test('a load balancer for some clients, or for a private network', () => {
    expect(found(check, all(ofType('LoadBalancer', ', loadBalancerSourceRanges: [10.0.0.0/8]'), ...SERVED))).toEqual(
      [],
    );
    const internal = ofType('LoadBalancer').replace(
      'namespace: shop }',
      'namespace: shop, annotations: { networking.gke.io/load-balancer-type: Internal } }',
    );
    expect(found(check, all(internal, ...SERVED))).toEqual([]);
  });

  test('clients that policies do not let in', () => {
    const closed = policyFor('shop/web', 'web', `ingress: [{ from: [${namespacePeer('envoy-gateway-system')}] }]`);
    const cluster = Clusters.kubeadm({ entries: [Entry.gateway(GatewayImplementations.envoyGateway())] });
    expect(found(check, all(ofType('NodePort'), ...SERVED, closed), cluster)).toEqual([]);
    expect(found(check, all(ofType('NodePort'), ...SERVED), cluster)).toHaveLength(1);
  });

  test('a port of the nodes by which the balancer of an Ingress on AWS comes, unless it comes to the pods', () => {
    const alb = INGRESS.replace('ingressClassName: nginx', 'ingressClassName: alb');
    expect(found(check, all(ofType('NodePort'), WEB, alb))).toEqual([]);
    const direct = alb.replace(
      'namespace: shop }',
      'namespace: shop, annotations: { alb.ingress.kubernetes.io/target-type: ip } }',
    );
    expect(found(check, all(ofType('NodePort'), WEB, direct))).toHaveLength(1);
  });
});
