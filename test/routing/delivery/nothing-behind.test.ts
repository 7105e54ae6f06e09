import type { Chart } from 'cdk8s';
import {
  Clusters,
  Entry,
  Gateway,
  GatewayApiVersion,
  GatewayImplementations,
  GrpcRoute,
  HttpRoute,
  type IGateway,
  Platform,
  TcpRoute,
  TlsRoute,
} from '../../../lib';
import { Backend, names, SECRET, space, written } from '../sample';

const HOST = { hostnames: ['a.example.com'] };

/** Each kind of route with one backend. */
const KINDS: [string, (chart: Chart, id: string, gateway: IGateway, web: Backend) => unknown][] = [
  [
    'HTTPRoute',
    (chart, id, gateway, web) =>
      new HttpRoute(chart, id, { ...HOST, gateway, tls: SECRET, rules: [{ backends: [web] }] }),
  ],
  [
    'GRPCRoute',
    (chart, id, gateway, web) =>
      new GrpcRoute(chart, id, { ...HOST, gateway, tls: SECRET, rules: [{ backends: [web] }] }),
  ],
  ['TLSRoute', (chart, id, gateway, web) => new TlsRoute(chart, id, { ...HOST, gateway, backends: [web] })],
  ['TCPRoute', (chart, id, gateway, web) => new TcpRoute(chart, id, { gateway, port: 5432, backends: [web] })],
];

describe.each(KINDS)('a %s that is refused by a policy', (kind, make) => {
  // Cilium's data plane has no pods, and whether the network plugin is Cilium isn't said.
  const cluster = Clusters.kubeadm({
    entries: [Entry.gateway(GatewayImplementations.cilium())],
    gatewayApiVersion: GatewayApiVersion.V1_6,
  });
  const shop = space(new Platform({ cluster }), 'shop');
  const web = new Backend(shop, 'web');
  const gateway = Gateway.shared(shop);
  const law = /^\[shop\/web\] Cilium entity ingress must be left to clusters whose network plugin is Cilium, /;

  test('leaves neither itself nor a listener behind, and is refused again for the same reason', () => {
    expect(() => make(shop, 'route', gateway, web)).toThrow(law);
    expect(names(shop, kind)).toEqual([]);
    expect(written(shop, 'Gateway', 'gateway').spec.listeners.map(({ name }: any) => name)).toEqual(['http']);
    expect(() => make(shop, 'route', gateway, web)).toThrow(law);
  });
});
