import { Chart } from 'cdk8s';
import {
  Entry,
  Gateway,
  GatewayApiChannel,
  GatewayApiVersion,
  GatewayFeature,
  GatewayImplementations,
  TcpRoute,
  UdpRoute,
} from '../../../lib';
import { Backend, envoyProxies, istio, names, Outside, space, written } from '../sample';
import { cluster, Resolver } from './sample';

/** A chart for routes, with a Gateway, and one for what is behind them. */
function shop(app = cluster()) {
  const routes = space(app, 'shop', 'routes');
  return { routes, apps: space(app, 'shop', 'apps'), gateway: Gateway.shared(routes) };
}

describe('a TCPRoute', () => {
  test('is written with a listener of its own', () => {
    const { routes, apps, gateway } = shop();
    new TcpRoute(routes, 'mqtt', { gateway, port: 1883, backends: [new Backend(apps, 'broker', { port: 1884 })] });
    expect(routes).toMatchSnapshot();
  });

  test("opens the pods' port to the data plane", () => {
    const { routes, apps, gateway } = shop();
    const broker = new Backend(apps, 'broker', { port: 1884, servicePort: 1883 });
    new TcpRoute(routes, 'mqtt', { gateway, port: 8883, backends: [broker], servicePort: 1883 });
    expect(written(apps, 'NetworkPolicy', 'broker').spec.ingress).toEqual([
      { from: [envoyProxies('shop', 'gateway')], ports: [{ port: 1884, protocol: 'TCP' }] },
    ]);
    expect(written(routes, 'TCPRoute', 'mqtt').spec.rules).toEqual([{ backendRefs: [{ name: 'broker', port: 1883 }] }]);
  });

  test('leads outside of the cluster', () => {
    const { routes, apps, gateway } = shop();
    new TcpRoute(routes, 'legacy', { gateway, port: 1521, backends: [new Outside(apps, 'outside')] });
    expect(written(routes, 'TCPRoute', 'legacy').spec.rules).toEqual([
      { backendRefs: [{ name: 'outside', port: 443 }] },
    ]);
  });

  test('refuses a port that another route has, and one that is none', () => {
    const { routes, apps, gateway } = shop();
    const props = { gateway, port: 1883, backends: [new Backend(apps, 'broker')] };
    new TcpRoute(routes, 'mqtt', props);
    expect(() => new TcpRoute(routes, 'more', props)).toThrow(
      new Error(
        '[routes/more] a listener for TCP must serve one route, but [routes/mqtt] has TCP 1883 of Gateway shop/gateway ' +
          'already; choose another port, host or Gateway, or name all backends in one route',
      ),
    );
    expect(() => new TcpRoute(routes, 'more', { ...props, port: undefined as any })).toThrow(
      new Error(
        '[routes/more] the `port` of a TCPRoute must be a whole number from 1 to 65535, on which the Gateway listens, but ' +
          "got undefined; write it as in { port: 5432 }; that of the backends' Services is `servicePort`",
      ),
    );
  });

  test.each([
    [GatewayApiVersion.V1_6, GatewayApiChannel.STANDARD, 'gateway.networking.k8s.io/v1'],
    [GatewayApiVersion.V1_5, GatewayApiChannel.EXPERIMENTAL, 'gateway.networking.k8s.io/v1alpha2'],
  ])('has the apiVersion of Gateway API %s, %s channel', (version, channel, apiVersion) => {
    const { routes, apps, gateway } = shop(cluster({ version, channel }));
    const props = { gateway, port: 1883, backends: [new Backend(apps, 'broker')] };
    expect(new TcpRoute(routes, 'mqtt', props).toJson().apiVersion).toBe(apiVersion);
  });

  test('is refused where the cluster has none', () => {
    const { routes, apps, gateway } = shop(cluster({ version: GatewayApiVersion.V1_5 }));
    const props = { gateway, port: 1883, backends: [new Backend(apps, 'broker')] };
    expect(() => new TcpRoute(routes, 'mqtt', props)).toThrow(
      /^\[routes\/mqtt\] a TCPRoute must be left to clusters with Gateway API 1\.6 or newer, but /,
    );
    expect(names(routes, 'TCPRoute')).toEqual([]);
  });

  test('is refused where the implementation declares that it has none', () => {
    const implementation = Object.create(GatewayImplementations.envoyGateway(), {
      features: { value: { readFrom: 'it 1.0', supported: [], unsupported: [GatewayFeature.TCP_ROUTE] } },
    });
    const { routes, apps, gateway } = shop(cluster({ entry: Entry.gateway(implementation) }));
    const props = { gateway, port: 1883, backends: [new Backend(apps, 'broker')] };
    expect(() => new TcpRoute(routes, 'mqtt', props)).toThrow(
      /^\[routes\/mqtt\] a TCPRoute must be left to implementations of the Gateway API that have TCPRoute, and /,
    );
  });

  test('refuses an option that there is for TLS alone', () => {
    const { routes, apps, gateway } = shop();
    const props: any = { gateway, port: 1883, hostnames: ['a.example.com'], backends: [new Backend(apps, 'broker')] };
    expect(() => new TcpRoute(routes, 'mqtt', props)).toThrow(
      /^\[routes\/mqtt\] a TCPRoute must have no `hostnames`, but got \["a\.example\.com"\]; leave it out; it may have port, /,
    );
  });
});

describe('a UDPRoute', () => {
  test('is written with a listener of its own', () => {
    const { routes, apps, gateway } = shop();
    new UdpRoute(routes, 'dns', { gateway, port: 53, backends: [new Resolver(apps, 'resolver')] });
    expect(written(routes, 'UDPRoute', 'dns')).toMatchObject({
      apiVersion: 'gateway.networking.k8s.io/v1',
      spec: {
        parentRefs: [{ name: 'gateway', sectionName: 'udp-53' }],
        rules: [{ backendRefs: [{ name: 'resolver', port: 53 }] }],
      },
    });
    const { listeners } = written(routes, 'Gateway', 'gateway').spec;
    expect(listeners[0]).toMatchObject({ name: 'udp-53', port: 53, protocol: 'UDP' });
  });

  test("opens the pods' port for UDP alone, also by the number that TCP has too", () => {
    const { routes, apps, gateway } = shop();
    new UdpRoute(routes, 'dns', { gateway, port: 53, backends: [new Resolver(apps, 'resolver')], servicePort: 53 });
    expect(written(apps, 'NetworkPolicy', 'resolver').spec.ingress).toEqual([
      { from: [envoyProxies('shop', 'gateway')], ports: [{ port: 5353, protocol: 'UDP' }] },
    ]);
  });

  test('stands beside a TCPRoute of the same port', () => {
    const { routes, apps, gateway } = shop();
    const backends = [new Resolver(apps, 'resolver')];
    new UdpRoute(routes, 'dns', { gateway, port: 53, backends });
    new TcpRoute(routes, 'dns-tcp', { gateway, port: 53, backends, servicePort: 53 });
    expect(written(apps, 'NetworkPolicy', 'resolver').spec.ingress).toEqual([
      {
        from: [envoyProxies('shop', 'gateway')],
        ports: [
          { port: 5353, protocol: 'TCP' },
          { port: 5353, protocol: 'UDP' },
        ],
      },
    ]);
  });

  test('lets a data plane in the namespace of the Gateway out by UDP', () => {
    const { routes, apps, gateway } = shop(cluster({ entry: istio() }));
    new UdpRoute(routes, 'dns', { gateway, port: 53, backends: [new Resolver(apps, 'resolver')] });
    expect(written(routes, 'NetworkPolicy', 'gateway-data-plane').spec.egress).toContainEqual({
      to: [{ podSelector: { matchLabels: { app: 'resolver' } } }],
      ports: [{ port: 5353, protocol: 'UDP' }],
    });
  });

  test('is granted by a grant of its own', () => {
    const app = cluster();
    const { routes, gateway } = shop(app);
    const payments = space(app, 'payments');
    const props = { gateway, port: 53, backends: [new Resolver(payments, 'resolver')] };
    expect(new UdpRoute(routes, 'dns', props).grants.map(({ name }) => name)).toEqual([
      'service-resolver-from-udproutes-of-shop',
    ]);
  });

  test('refuses a Service that has no port for UDP', () => {
    const { routes, apps, gateway } = shop();
    const props = { gateway, port: 53, backends: [new Backend(apps, 'web')] };
    expect(() => new UdpRoute(routes, 'dns', props)).toThrow(
      new Error(
        '[routes/dns] a Service port must be one of TCP 3000, but got "the first one, for UDP"; name one of the ' +
          "Service's own ports, not the pods'",
      ),
    );
  });
});

test('patches of a route are written', () => {
  const { routes, apps, gateway } = shop();
  const mqtt = new TcpRoute(routes, 'mqtt', { gateway, port: 1883, backends: [new Backend(apps, 'broker')] });
  mqtt.metadata.addAnnotation('a', 'b');
  expect(Chart.of(mqtt)).toBe(routes);
  expect(written(routes, 'TCPRoute', 'mqtt').metadata.annotations).toEqual({ a: 'b' });
});
