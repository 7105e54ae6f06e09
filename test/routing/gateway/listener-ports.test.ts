import { Clusters, Entry, Gateway, GatewayImplementations, type GatewayProps, HttpRoute, Platform } from '../../../lib';
import { Backend, SECRET, space, written } from '../sample';

function shop(entry: Entry, props: GatewayProps = {}) {
  const chart = space(new Platform({ cluster: Clusters.kubeadm({ entries: [entry] }) }), 'shop');
  return { chart, gateway: new Gateway(chart, 'gateway', { hostnames: ['shop.example.com'], tls: SECRET, ...props }) };
}

function listeners(gateway: Gateway): { [name: string]: number } {
  return Object.fromEntries(gateway.toJson().spec.listeners.map(({ name, port }: any) => [name, port]));
}

const TRAEFIK = Entry.gateway(GatewayImplementations.traefik());
const KONG = Entry.gateway(GatewayImplementations.kongOperator({ labels: { app: 'kong' } }), {
  clientRanges: ['198.51.100.0/24'],
});

test('a listener names the port that the implementation has for the one by which clients come', () => {
  expect(listeners(shop(TRAEFIK).gateway)).toEqual({ http: 8000, 'https-shop.example.com': 8443 });
  const own = Entry.gateway(GatewayImplementations.traefik({ entryPoints: { '8080': 9080, '8443': 9443 } }));
  const { chart, gateway } = shop(own, { httpPort: 8080, httpsPort: 8443 });
  expect(listeners(gateway)).toEqual({ http: 9080, 'https-shop.example.com': 9443 });
  const route = new HttpRoute(chart, 'web', {
    gateway,
    hostnames: ['shop.example.com'],
    rules: [{ backends: [new Backend(chart, 'app')] }],
  });
  expect(route.redirect?.toJson().spec.rules[0].filters).toEqual([
    { type: 'RequestRedirect', requestRedirect: { scheme: 'https', port: 8443, statusCode: 301 } },
  ]);
});

test('a port that the implementation doesn’t serve is refused', () => {
  expect(() => shop(TRAEFIK, { httpsPort: 8443 })).toThrow(
    new Error(
      '[shop/gateway] a port of a Gateway must be one that traefik serves: 80, 443, but got 8443; choose one of them, or ' +
        'say in the cluster profile which others it serves',
    ),
  );
  expect(() => shop(KONG, { httpPort: 8080 })).toThrow(
    new Error(
      '[shop/gateway] a listener by kong-operator must have port 80 or 443, for which its pods listen on 8000 and 8443, ' +
        'but got 8080; use one of them, or another implementation',
    ),
  );
});

test('a data plane that is told what to serve lets its control plane in, and asks nobody', () => {
  const { chart } = shop(KONG);
  const { ingress, egress } = written(chart, 'NetworkPolicy', 'gateway-data-plane').spec;
  const operator = {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kong-system' } },
    podSelector: { matchLabels: { 'app.kubernetes.io/name': 'kong-operator' } },
  };
  expect(ingress).toEqual([
    {
      from: [{ ipBlock: { cidr: '198.51.100.0/24' } }],
      ports: [8000, 8100, 8443].map((port) => ({ port, protocol: 'TCP' })),
    },
    { from: [operator], ports: [{ port: 8444, protocol: 'TCP' }] },
  ]);
  expect(JSON.stringify(egress)).not.toContain('kong-system');
});
