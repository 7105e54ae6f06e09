import type { Chart } from 'cdk8s';
import {
  Challenge,
  Connections,
  Entry,
  Exposure,
  Gateway,
  GatewayImplementations,
  HttpRoute,
  Ingress,
  Port,
  Routing,
  Tls,
  WebApp,
  Workload,
} from '../../lib';
import { Backend, CLEAR, istio, names, nginx, platform, SECRET, space } from './sample';

const WEB = { image: 'ghcr.io/acme/web:2.0', port: 3000, host: 'shop.example.com', tls: SECRET };
const LONG_SECRET = Tls.secret('x'.repeat(250), { namespace: 'certs' });
const HTTP01 = Tls.certManager({ clusterIssuer: 'letsencrypt', challenge: Challenge.HTTP01 });

/** The file of a chart before and after something that is refused. */
function around(chart: Chart, refused: () => unknown): { before: unknown; after: unknown } {
  const before = chart.toJson();
  expect(refused).toThrow(/^\[/);
  return { before, after: chart.toJson() };
}

describe('what is refused and caught leaves nothing behind:', () => {
  test.each([
    ['a host that is none', { host: 'bad_host' }],
    ['no host', { host: undefined }],
    ['a path that is none', { path: 'admin' }],
    ['a path that is taken', { host: WEB.host, path: '/' }],
    ['another certificate', { host: WEB.host, path: '/a', tls: CLEAR }],
    ['a certificate that is none', { tls: 'shop-tls' }],
    ['a port that is none', { port: 99 }],
    ['a Gateway that is none', { gateway: {} }],
    ['an entry that is none', { entry: 'intern' }],
    ['a challenge that cannot be', { host: '*.example.com', tls: HTTP01 }],
    ['a name that is none', { name: 'Web' }],
  ])('a way in with %s', (_, wrong: any) => {
    for (const app of [platform(), platform(istio()), platform(nginx())]) {
      const shop = space(app, 'shop');
      const backend = new WebApp(shop, 'web', WEB);
      const props = { backend, host: 'www.example.com', tls: SECRET, ...wrong };
      const refused = () => new Exposure(shop, 'more', props);
      const { before, after } = around(shop, refused);
      expect(after).toEqual(before);
    }
  });

  test('a way in that would have been the first of its namespace, with its Gateway', () => {
    const shop = space(platform(istio()), 'shop');
    const backend = new Backend(shop, 'app');
    const props = { backend, tls: SECRET };
    expect(() => new Exposure(shop, 'web', { ...props, host: 'bad_host' })).toThrow('[shop/web/Route] a hostname must');
    expect(names(shop, 'Gateway')).toEqual([]);
    expect(shop.node.tryFindChild('web')).toBeUndefined();
    new Exposure(shop, 'web', { ...props, host: 'shop.example.com' });
    expect(names(shop, 'HTTPRoute')).toEqual(['web', 'web-redirect']);
  });

  test('a way in that only a late check refuses, with the Gateway that was made for it', () => {
    const shop = space(platform(), 'shop');
    const backend = new Backend(shop, 'app');
    const props = { backend, host: 'shop.example.com', tls: SECRET };
    const options = { sourceRanges: ['203.0.113.0/24'] };
    const { before, after } = around(shop, () => new Exposure(shop, 'web', { ...props, options }));
    expect(after).toEqual(before);
    const gateway = Gateway.shared(shop);
    expect(() => new Exposure(shop, 'web', { ...props, options })).toThrow(/^\[shop\/web\/Route\] /);
    expect(Gateway.shared(shop)).toBe(gateway);
    expect(names(shop, 'Gateway')).toEqual(['gateway']);
  });

  test.each([
    ['a path', { path: '/a~b' }],
    ['a certificate', { tls: Tls.secret('shop-tls', { namespace: 'certs' }) }],
    ['a split', { backend: undefined, split: [] }],
    ['an option', { options: { cors: { allowOrigins: ['https://a.example.com'] }, timeout: 5 } }],
  ])('a way in by both APIs of which %s is refused by Ingress', (_, wrong: any) => {
    const shop = space(platform(Entry.gateway(GatewayImplementations.envoyGateway()), nginx()), 'shop');
    const backend = new Backend(shop, 'app');
    const props = { backend, host: 'shop.example.com', tls: SECRET, routing: Routing.both() };
    for (const gateway of [undefined, Gateway.shared(shop)]) {
      const { before, after } = around(shop, () => new Exposure(shop, 'web', { ...props, gateway, ...wrong }));
      expect(after).toEqual(before);
    }
    const other = { ...props, tls: CLEAR, routing: Routing.byGateway() };
    expect(new Exposure(shop, 'web', other).route.kind).toBe('HTTPRoute');
  });

  test('a route to two backends of which no policy governs the second', () => {
    const shop = space(platform(), 'shop');
    const { service } = new Backend(shop, 'agent');
    const pods = Workload.of({ namespace: 'shop', name: 'node', labels: { app: 'node' }, ports: [Port.tcp(3000)] });
    const workload = { workload: pods };
    const connections = new Connections(service, { workload, policyName: 'node', hostNetwork: true });
    const backends = [new Backend(shop, 'app'), { service, connections }];
    const gateway = Gateway.shared(shop);
    const props = { gateway, hostnames: ['a.example.com'], tls: SECRET, rules: [{ backends }] };
    const { before, after } = around(shop, () => new HttpRoute(shop, 'web', props));
    expect(after).toEqual(before);
  });

  test('a Gateway, which can be made again', () => {
    for (const entry of [undefined, istio()]) {
      const edge = space(entry ? platform(entry) : platform(), 'edge');
      const hostnames = ['shop.example.com', 'bad_host'];
      for (const props of [
        { hostnames, tls: SECRET },
        { hostnames: ['a.example.com'], tls: LONG_SECRET },
      ]) {
        const { before, after } = around(edge, () => new Gateway(edge, 'gateway', props));
        expect(after).toEqual(before);
      }
      new Gateway(edge, 'gateway', { hostnames: ['shop.example.com'], tls: SECRET });
      expect(names(edge, 'Gateway')).toEqual(['gateway']);
    }
  });

  test('a Gateway whose data plane could not have a policy', () => {
    const edge = space(platform(istio({})), 'edge');
    const { before, after } = around(edge, () => new Gateway(edge, 'gateway'));
    expect(after).toEqual(before);
  });

  test.each([
    [
      'one host of several',
      (app: Backend) => ({ hostnames: ['a.example.com', 'bad_host'], rules: [{ backends: [app] }] }),
    ],
    [
      'one host of several, named twice',
      (app: Backend) => ({ hostnames: ['a.example.com', 'a.example.com'], rules: [{ backends: [app] }] }),
    ],
    ['one backend of several', (app: Backend) => ({ hostnames: ['a.example.com'], rules: [{ backends: [app, {}] }] })],
    ['a port', (app: Backend) => ({ hostnames: ['a.example.com'], rules: [{ backends: [app], port: 99 }] })],
    [
      'a Secret whose grant would have too long a name',
      (app: Backend) => ({ hostnames: ['a.example.com'], rules: [{ backends: [app] }], tls: LONG_SECRET }),
    ],
  ])('a route of which %s is refused', (_, wrong: (app: Backend) => any) => {
    const shop = space(platform(), 'shop');
    const app = new Backend(shop, 'app');
    const gateway = Gateway.shared(shop);
    const make = (props: any) => new HttpRoute(shop, 'web', { gateway, tls: SECRET, ...props });
    const { before, after } = around(shop, () => make(wrong(app)));
    expect(after).toEqual(before);
    expect(make({ hostnames: ['a.example.com'], rules: [{ backends: [app] }] }).name).toBe('web');
  });

  test('an Ingress, whose path and certificate are free again', () => {
    const shop = space(platform(nginx()), 'shop');
    const backend = new Backend(shop, 'app');
    const props = { backend, host: 'shop.example.com', tls: HTTP01 };
    const { before, after } = around(shop, () => new Ingress(shop, 'web', { ...props, port: 99 }));
    expect(after).toEqual(before);
    expect(new Ingress(shop, 'web', { ...props, tls: SECRET }).name).toBe('web');
  });

  test('a route under an id that is taken, whose host stays free', () => {
    const shop = space(platform(), 'shop');
    const gateway = Gateway.shared(shop);
    const rules = [{ backends: [new Backend(shop, 'app')] }];
    const before = shop.toJson();
    const props = { gateway, hostnames: ['shop.example.com'], tls: SECRET, rules };
    expect(() => new HttpRoute(shop, 'app', props)).toThrow("There is already a Construct with name 'app'");
    expect(shop.toJson()).toEqual(before);
    expect(new HttpRoute(shop, 'web', props).name).toBe('web');
  });
});
