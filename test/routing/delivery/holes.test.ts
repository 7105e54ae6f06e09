import { Clusters, Gateway, GatewayApiVersion, HttpRoute, Platform, TcpRoute } from '../../../lib';
import { Backend, SECRET, space } from '../sample';

const PROBLEM =
  'a backend must have a Service, and take part in connections or be an external peer, but got undefined; ';

test('from JavaScript, a hole in a list of backends is no backend', () => {
  const cluster = Clusters.kubeadm({ gatewayApiVersion: GatewayApiVersion.V1_6 });
  const shop = space(new Platform({ cluster }), 'shop');
  const gateway = Gateway.shared(shop);
  const backends: Backend[] = [];
  backends[1] = new Backend(shop, 'api');
  const hosts = { gateway, hostnames: ['a.example.com'], tls: SECRET };
  expect(() => new HttpRoute(shop, 'web', { ...hosts, rules: [{ backends }] })).toThrow(`[shop/web] ${PROBLEM}`);
  expect(() => new TcpRoute(shop, 'tcp', { gateway, port: 5432, backends })).toThrow(`[shop/tcp] ${PROBLEM}`);
});
