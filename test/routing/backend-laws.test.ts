import { Gateway, HttpFilter, HttpMatch, HttpRoute, type HttpRouteProps, Ingress, Service, Worker } from '../../lib';
import { checkBackend, checkList } from '../../lib/routing/backend-laws';
import { Backend, nginx, platform, SECRET, space } from './sample';

const LAW = 'a backend must have a Service, and take part in connections or be an external peer';
const REMEDY = 'give a WebApp, an InternalService, a StatefulService, or a construct of yours that is an IBackend';
const PLACE = { node: { path: 'shop/web' } };

describe('a backend', () => {
  const shop = space(platform(), 'shop');
  const app = new Backend(shop, 'app');

  test.each([
    ['a Worker', new Worker(shop, 'job', { image: 'ghcr.io/acme/job:1.0' }), 'a Worker'],
    [
      'a Service',
      new Service(shop, 'svc', { workload: app, ports: [{ target: app.workload.ports[0] as any }] }),
      'a Service',
    ],
    ['a name', 'app', '"app"'],
    ['null', null, 'null'],
    ['nothing', undefined, 'undefined'],
    ['a Service without connections', { service: app.service }, '{"service":a Service}'],
    [
      'the Service of another library',
      { service: {}, connections: app.connections },
      '{"service":{},"connections":a Connections}',
    ],
  ])('cannot be %s', (_, backend: any, got) => {
    expect(() => checkBackend(PLACE, shop, backend)).toThrow(new Error(`[shop/web] ${LAW}, but got ${got}; ${REMEDY}`));
  });

  test('cannot be in another app', () => {
    const other = new Backend(space(platform(), 'bank'), 'ledger');
    expect(() => checkBackend(PLACE, shop, other)).toThrow(
      new Error(
        '[shop/web] a route and its backends must be in one app, but [bank/ledger/Service] is in another; ' +
          'make the route in the app of its backend',
      ),
    );
  });

  test('can be what has a Service and connections', () => {
    expect(() => checkBackend(PLACE, shop, app)).not.toThrow();
  });
});

test('a list cannot be a single text', () => {
  expect(() => checkList(PLACE, 'hostnames', 'shop.example.com')).toThrow(
    new Error('[shop/web] the `hostnames` must be a list, but got "shop.example.com"; write it in [ ]'),
  );
  expect(() => checkList(PLACE, 'hostnames', [])).not.toThrow();
});

describe('from JavaScript, refuses', () => {
  function route(props: any): HttpRoute {
    const shop = space(platform(), 'shop');
    const backends = [new Backend(shop, 'app')];
    const sound: HttpRouteProps = {
      gateway: Gateway.shared(shop),
      hostnames: ['shop.example.com'],
      tls: SECRET,
      rules: [{ backends }],
    };
    return new HttpRoute(shop, 'web', { ...sound, ...(typeof props === 'function' ? props(backends[0]) : props) });
  }

  test.each([
    ['a Gateway by its name', { gateway: 'gateway' }, 'the `gateway` must be a Gateway, but got "gateway"'],
    ['no Gateway', { gateway: undefined }, 'the `gateway` must be a Gateway, but got undefined'],
    ['a Secret by its name', { tls: 'shop-tls' }, '`tls` must be a Tls, but got "shop-tls"'],
    ['a single host', { hostnames: 'shop.example.com' }, 'the `hostnames` must be a list, but got "shop.example.com"'],
    ['no hosts', { hostnames: undefined }, 'the `hostnames` must be a list, but got undefined'],
    ['a host that is none', { hostnames: [undefined] }, 'a hostname must be a text, but got undefined'],
    ['a single rule', { rules: {} }, 'the `rules` must be a list, but got {}'],
    [
      'a rule without backends',
      { rules: [{}] },
      'a rule of an HTTPRoute must have a backend, since one without any answers 500',
    ],
    ['a single backend', { rules: [{ backends: {} }] }, 'the `backends` must be a list, but got {}'],
    ['a rule that is none', { rules: [undefined] }, 'a rule of an HTTPRoute must be an object, but got undefined'],
    ['a backend that is none', { rules: [{ backends: ['app'] }] }, `${LAW}, but got "app"`],
    [
      'a mirror that is none',
      (app: Backend) => ({ rules: [{ backends: [app], filters: [HttpFilter.mirror('app' as any)] }] }),
      `${LAW}, but got "app"`,
    ],
    [
      'a path in place of a match',
      (app: Backend) => ({ rules: [{ backends: [app], matches: ['/admin'] }] }),
      'a match must be an HttpMatch, but got "/admin"; write it as in HttpMatch.path(\'/admin\')',
    ],
    [
      'a path that is none',
      (app: Backend) => ({ rules: [{ backends: [app], matches: [HttpMatch.path(1 as any)] }] }),
      'and contain no "//", "/./", "/../" or "%2F", but got 1',
    ],
  ])('%s in an HttpRoute', (_, props, message) => {
    expect(() => route(props)).toThrow(message);
    expect(() => route(props)).toThrow('[shop/web] ');
  });

  test.each([
    ['a Secret by its name', { tls: 'shop-tls' }, '[shop/web] `tls` must be a Tls, but got "shop-tls"'],
    ['no host', { host: undefined }, '[shop/web] a rule of an Ingress must have a `host`; give it, or say why '],
    ['a host that is none', { host: 7 }, '[shop/web] a hostname must be a text, but got 7'],
    ['a backend that is none', { backend: undefined }, `[shop/web] ${LAW}, but got undefined`],
  ])('%s in an Ingress', (_, props: any, message) => {
    const shop = space(platform(nginx()), 'shop');
    const sound = { backend: new Backend(shop, 'app'), host: 'shop.example.com', tls: SECRET };
    expect(() => new Ingress(shop, 'web', { ...sound, ...props })).toThrow(message);
  });

  test.each([
    ['a Secret by its name', { tls: 'shop-tls' }, '[edge/gateway] `tls` must be a Tls, but got "shop-tls"'],
    [
      'a single host',
      { hostnames: 'shop.example.com', tls: SECRET },
      '[edge/gateway] the `hostnames` must be a list, but got "shop.example.com"; write it in [ ]',
    ],
  ])('%s in a Gateway', (_, props: any, message) => {
    expect(() => new Gateway(space(platform(), 'edge'), 'gateway', props)).toThrow(message);
  });
});
