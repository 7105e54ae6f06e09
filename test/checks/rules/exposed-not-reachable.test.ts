import { ExposedNotReachable } from '../../../lib/checks/rules/exposed-not-reachable';
import { Clusters, Entry, GatewayImplementations, IngressControllers } from '../../../lib/cluster';
import { gateway, HTTP, PARENT, route, TO_WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { HTTPS, ingress, service } from '../manifests';
import { adminDeny, all, namespacePeer, pods, policyFor, workload } from '../shop';

const check = new ExposedNotReachable();

const WEB = workload('shop/web');
const SERVICE = service('shop/web', '[{ port: 80, targetPort: 8080 }]');
const ROUTED = route(`${PARENT}\nhostnames: [shop.example.com]\n${TO_WEB}`);
const CLOSED = policyFor('shop/web', 'web', 'policyTypes: [Ingress]');
const letting = (...peers: string[]) => policyFor('shop/web', 'web', `ingress: [{ from: [${peers.join(', ')}] }]`);
const eg = Clusters.kubeadm({ entries: [Entry.gateway(GatewayImplementations.envoyGateway())] });
const nginx = Clusters.kubeadm({ entries: [Entry.ingress(IngressControllers.ingressNginx())] });

describe('reports', () => {
  test('a route whose Gateway is not let in, with the address that times out', () => {
    expect(shown(check, all(ROUTED, gateway(HTTPS), SERVICE, WEB, letting(pods('api'))), eg)).toEqual([
      "8: HTTPRoute shop/web: policies don't let gateways/edge in to shop/web on TCP 8080",
      '  https://shop.example.com/ would time out: gateways/edge -> shop/web TCP 8080 is denied by NetworkPolicy shop/web',
    ]);
  });

  test('a route whose Gateway an admin policy keeps out, which is named in the place of the policy that lets it in', () => {
    const opened = letting(namespacePeer('envoy-gateway-system'));
    const deny = adminDeny('ingress', '{ namespaces: {} }');
    expect(shown(check, all(ROUTED, gateway(HTTPS), SERVICE, WEB, opened, deny), eg)).toEqual([
      "8: HTTPRoute shop/web: policies don't let gateways/edge in to shop/web on TCP 8080",
      '  https://shop.example.com/ would time out: gateways/edge -> shop/web TCP 8080 is denied by AdminNetworkPolicy keep-apart',
    ]);
  });

  test('pods that let in nobody, wherever the data plane is', () => {
    expect(found(check, all(ROUTED, gateway(HTTP), SERVICE, WEB, CLOSED))).toEqual([
      "8: HTTPRoute shop/web: policies don't let gateways/edge in to shop/web on TCP 8080",
    ]);
  });

  test('an Ingress whose controller is not let in', () => {
    const backend = ingress('defaultBackend: { service: { name: web, port: { number: 80 } } }');
    expect(shown(check, all(backend, SERVICE, WEB, letting(pods('api'))), nginx)).toEqual([
      "7: Ingress shop/web: policies don't let ingress-nginx/nginx in to shop/web on TCP 8080",
      '  http://*/ would time out: ingress-nginx/nginx -> shop/web TCP 8080 is denied by NetworkPolicy shop/web',
    ]);
  });

  test('a load balancer whose clients are not let in', () => {
    const balancer = SERVICE.replace('spec: {', 'spec: { type: LoadBalancer, externalTrafficPolicy: Local,');
    expect(shown(check, all(balancer, WEB, CLOSED))).toEqual([
      "5: Service shop/web: policies don't let what carries its requests in to shop/web on TCP 8080",
      '  tcp://*:80 would time out: its clients -> shop/web TCP 8080 is denied by NetworkPolicy shop/web',
      '  tcp://*:30000-32767 would time out: its clients -> shop/web TCP 8080 is denied by NetworkPolicy shop/web',
    ]);
  });
});

describe('is silent about', () => {
  test('a data plane that is let in, and pods without policies', () => {
    const opened = letting(namespacePeer('envoy-gateway-system'));
    expect(found(check, all(ROUTED, gateway(HTTP), SERVICE, WEB, opened), eg)).toEqual([]);
    expect(found(check, all(ROUTED, gateway(HTTP), SERVICE, WEB), eg)).toEqual([]);
  });

  test('a data plane of which nobody says where it is, where somebody is let in who may be it', () => {
    const opened = letting(namespacePeer('envoy-gateway-system'));
    expect(found(check, all(ROUTED, gateway(HTTP), SERVICE, WEB, opened))).toEqual([]);
  });

  test('a route that no listener takes, which other checks look for', () => {
    const elsewhere = gateway(HTTP.replace('from: All', 'from: Same'));
    expect(found(check, all(ROUTED, elsewhere, SERVICE, WEB, CLOSED), eg)).toEqual([]);
  });

  test('a Service whose clients are let in, or may come by the node of the pods', () => {
    const balancer = SERVICE.replace('spec: {', 'spec: { type: LoadBalancer,');
    expect(found(check, all(balancer, WEB, CLOSED))).toEqual([]);
    expect(found(check, all(balancer, WEB, letting('{ ipBlock: { cidr: 0.0.0.0/0 } }')))).toEqual([]);
  });
});
