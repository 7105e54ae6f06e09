import { Chart, JsonPatch } from 'cdk8s';
import { Gateway, HttpFilter, HttpMatch, HttpRoute, type HttpRouteProps, type IGateway, Tls } from '../../../lib';
import { Backend, CLEAR, envoyProxies, names, platform, SECRET, space, written } from '../sample';

/** A chart for routes whose backends are in another file of the namespace, so that the routes stand alone. */
function shop(): { routes: Chart; web: Backend } {
  const app = platform();
  return { routes: space(app, 'shop', 'routes'), web: new Backend(space(app, 'shop', 'apps'), 'web') };
}

/** A route for shop.example.com with TLS to one backend, but for what a test says. */
function route(props: Partial<HttpRouteProps> = {}): HttpRoute {
  const { routes, web } = shop();
  return new HttpRoute(routes, 'route', {
    gateway: Gateway.shared(routes),
    hostnames: ['shop.example.com'],
    rules: [{ backends: [web] }],
    ...('tls' in props ? {} : { tls: SECRET }),
    ...props,
  });
}

function matches(count: number): HttpMatch[] {
  return Array.from({ length: count }, (_, n) => HttpMatch.path(`/n${n}`));
}

/** A route with rules that a test makes of a backend. */
function ruled(rules: (web: Backend) => HttpRouteProps['rules']): HttpRoute {
  const { routes, web } = shop();
  const gateway = Gateway.shared(routes);
  return new HttpRoute(routes, 'route', { gateway, hostnames: ['shop.example.com'], tls: SECRET, rules: rules(web) });
}

describe('writes', () => {
  test('a route on the listener for HTTPS, a redirect on the one for plain HTTP, and their Gateway', () => {
    expect(Chart.of(route())).toMatchSnapshot();
  });

  test('a redirect that is permanent and changes nothing but the scheme, of the same hosts and paths', () => {
    const { redirect } = ruled((web) => [
      { matches: [HttpMatch.path('/a'), HttpMatch.exactPath('/b')], backends: [web] },
      { matches: [HttpMatch.path('/c')], backends: [web] },
    ]);
    const filters = [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }];
    expect(redirect?.toJson().spec).toEqual({
      parentRefs: [{ name: 'gateway', sectionName: 'http' }],
      hostnames: ['shop.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/a' } }, { path: { type: 'Exact', value: '/b' } }],
          filters,
        },
        { matches: [{ path: { type: 'PathPrefix', value: '/c' } }], filters },
      ],
    });
  });

  test('a route on the listener for plain HTTP, and no redirect, where a host is served in clear text', () => {
    const clear = route({ tls: CLEAR });
    expect(clear.toJson().spec.parentRefs).toEqual([{ name: 'gateway', sectionName: 'http' }]);
    expect(clear.toJson().metadata.annotations).toEqual({
      'cdk8s-networking/clear-text-reason': 'the proxy in front terminates TLS',
    });
    expect(clear.redirect).toBeUndefined();
    expect(names(Chart.of(clear), 'HTTPRoute')).toEqual(['route']);
  });

  test('why a host is served in clear text, in the words of the route before those of its Gateway', () => {
    const reasons = [undefined, Tls.none({ reason: 'the route says so' })].map((tls) => {
      const { routes, web } = shop();
      const gateway = new Gateway(routes, 'gateway', { hostnames: ['shop.example.com'], tls: CLEAR });
      const props = { gateway, hostnames: ['shop.example.com'], tls, rules: [{ backends: [web] }] };
      return new HttpRoute(routes, 'route', props).toJson().metadata.annotations['cdk8s-networking/clear-text-reason'];
    });
    expect(reasons).toEqual(['the proxy in front terminates TLS', 'the route says so']);
  });

  test('no such reason where it has TLS, nor on its redirect', () => {
    const secure = route();
    expect([secure, secure.redirect].map((object) => object?.toJson().metadata.annotations)).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('a parent for each listener of several hosts', () => {
    const { spec } = route({ hostnames: ['shop.example.com', 'www.example.com'] }).toJson();
    expect(spec.hostnames).toEqual(['shop.example.com', 'www.example.com']);
    expect(spec.parentRefs).toEqual([
      { name: 'gateway', sectionName: 'https-shop.example.com' },
      { name: 'gateway', sectionName: 'https-www.example.com' },
    ]);
  });

  test('one parent where several hosts come by one listener', () => {
    const { routes, web } = shop();
    const gateway = new Gateway(routes, 'gateway', { hostnames: ['*.example.com'], tls: SECRET });
    const hostnames = ['shop.example.com', 'www.example.com'];
    const { spec } = new HttpRoute(routes, 'route', { gateway, hostnames, rules: [{ backends: [web] }] }).toJson();
    expect(spec.parentRefs).toEqual([{ name: 'gateway', sectionName: 'wildcard-https-example.com' }]);
  });

  test('the paths of each rule, and everything below the root where a rule names none', () => {
    const { rules } = ruled((web) => [
      { matches: [HttpMatch.path('/v1'), HttpMatch.exactPath('/healthz')], backends: [web] },
      { backends: [web] },
      { matches: [HttpMatch.path('/v2')], backends: [web, web] },
    ]).toJson().spec;
    const backend = { name: 'web', port: 3000 };
    expect(rules).toEqual([
      {
        matches: [{ path: { type: 'PathPrefix', value: '/v1' } }, { path: { type: 'Exact', value: '/healthz' } }],
        backendRefs: [backend],
      },
      { matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [backend] },
      { matches: [{ path: { type: 'PathPrefix', value: '/v2' } }], backendRefs: [backend, backend] },
    ]);
  });

  test('the port of the Service that a rule names', () => {
    const { routes } = shop();
    const web = new Backend(routes, 'web', { port: 3000, servicePort: 80 });
    const rules = [{ backends: [web], port: 80 }];
    const gateway = Gateway.shared(routes);
    const { spec } = new HttpRoute(routes, 'route', {
      gateway,
      hostnames: ['a.example.com'],
      tls: SECRET,
      rules,
    }).toJson();
    expect(spec.rules[0].backendRefs).toEqual([{ name: 'web', port: 80 }]);
  });

  test('its id as its name, unless one is given', () => {
    expect(route().name).toBe('route');
    const named = route({ name: 'public' });
    expect([named.name, named.redirect?.name]).toEqual(['public', 'public-redirect']);
  });

  test('what patches say of the route and of its redirect', () => {
    const patched = route();
    patched.addJsonPatch(JsonPatch.add('/spec/rules/0/timeouts', { request: '10s' }));
    patched.redirect?.addJsonPatch(JsonPatch.replace('/spec/rules/0/filters/0/requestRedirect/statusCode', 308));
    const chart = Chart.of(patched);
    expect(written(chart, 'HTTPRoute', 'route').spec.rules[0].timeouts).toEqual({ request: '10s' });
    expect(written(chart, 'HTTPRoute', 'route-redirect').spec.rules[0].filters[0].requestRedirect).toEqual({
      scheme: 'https',
      statusCode: 308,
    });
  });
});

test('does not follow lists that are changed later', () => {
  const { routes, web } = shop();
  const other = new Backend(Chart.of(web), 'other');
  const hostnames = ['shop.example.com'];
  const rule = {
    backends: [web],
    matches: [HttpMatch.path('/v1')],
    filters: [HttpFilter.mirror(other)],
  };
  const rules = [rule];
  const gateway = Gateway.shared(routes);
  const object = new HttpRoute(routes, 'route', { gateway, hostnames, tls: SECRET, rules });
  const before = [object.toJson(), object.redirect?.toJson()];
  hostnames.push('late.example.com');
  rules.push({ ...rule });
  rule.backends.push(other);
  rule.matches.push(HttpMatch.path('/late'));
  rule.filters.pop();
  expect([object.toJson(), object.redirect?.toJson()]).toEqual(before);
});

describe('a mirror', () => {
  test('gets a copy of the requests, by the first port of its Service', () => {
    const { routes, web } = shop();
    const shadow = new Backend(routes, 'shadow', { port: 4000, servicePort: 80 });
    new HttpRoute(routes, 'route', {
      gateway: Gateway.shared(routes),
      hostnames: ['shop.example.com'],
      tls: SECRET,
      rules: [{ backends: [web], filters: [HttpFilter.mirror(shadow)] }],
    });
    const [rule] = written(routes, 'HTTPRoute', 'route').spec.rules;
    expect(rule.filters).toEqual([
      { type: 'RequestMirror', requestMirror: { backendRef: { name: 'shadow', port: 80 } } },
    ]);
    expect(rule.backendRefs).toEqual([{ name: 'web', port: 3000 }]);
    expect(written(routes, 'NetworkPolicy', 'shadow').spec.ingress).toEqual([
      { from: [envoyProxies('shop', 'gateway')], ports: [{ port: 4000, protocol: 'TCP' }] },
    ]);
  });
});

describe('in another namespace', () => {
  /** A Gateway in edge, routes in shop, backends in payments. */
  function three() {
    const app = platform();
    const [edge, routes, payments] = ['edge', 'shop', 'payments'].map((name) => space(app, name));
    const gateway = new Gateway(edge, 'front', { tls: SECRET });
    const make = (id: string, rules: HttpRouteProps['rules']) =>
      new HttpRoute(routes, id, { gateway, hostnames: [`${id}.example.com`], rules });
    return {
      edge,
      routes,
      payments,
      make,
      ledger: new Backend(payments, 'ledger'),
      cards: new Backend(payments, 'cards'),
    };
  }

  test('a Gateway is named with it, and needs no grant', () => {
    const { edge, routes, make } = three();
    const { redirect } = make('pay', [{ backends: [new Backend(routes, 'web')] }]);
    expect(written(routes, 'HTTPRoute', 'pay').spec.parentRefs).toEqual([
      { name: 'front', namespace: 'edge', sectionName: 'https-pay.example.com' },
    ]);
    expect(redirect?.toJson().spec.parentRefs).toEqual([{ name: 'front', namespace: 'edge', sectionName: 'http' }]);
    expect([...names(edge, 'ReferenceGrant'), ...names(routes, 'ReferenceGrant')]).toEqual([]);
  });

  test('a backend is named with it, and granted there by name', () => {
    const { edge, routes, payments, make, ledger } = three();
    make('pay', [{ backends: [ledger] }]);
    expect(written(routes, 'HTTPRoute', 'pay').spec.rules[0].backendRefs).toEqual([
      { name: 'ledger', namespace: 'payments', port: 3000 },
    ]);
    const grant = written(payments, 'ReferenceGrant', 'service-ledger-from-shop');
    expect(grant.metadata.namespace).toBe('payments');
    expect(grant.spec).toEqual({
      from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' }],
      to: [{ group: '', kind: 'Service', name: 'ledger' }],
    });
    expect([...names(edge, 'ReferenceGrant'), ...names(routes, 'ReferenceGrant')]).toEqual([]);
  });

  test("a backend lets in the data plane of the route's Gateway", () => {
    const { payments, make, ledger } = three();
    make('pay', [{ backends: [ledger] }]);
    expect(written(payments, 'NetworkPolicy', 'ledger').spec.ingress).toEqual([
      { from: [envoyProxies('edge', 'front')], ports: [{ port: 3000, protocol: 'TCP' }] },
    ]);
    expect(written(payments, 'NetworkPolicy', 'cards').spec.ingress).toBeUndefined();
  });

  test('a mirror is named with it, and granted there, too', () => {
    const { routes, payments, make, cards } = three();
    make('pay', [{ backends: [new Backend(routes, 'web')], filters: [HttpFilter.mirror(cards)] }]);
    expect(written(routes, 'HTTPRoute', 'pay').spec.rules[0].filters[0].requestMirror).toEqual({
      backendRef: { name: 'cards', namespace: 'payments', port: 3000 },
    });
    expect(names(payments, 'ReferenceGrant')).toEqual(['service-cards-from-shop']);
  });

  test('a backend is granted once, however many rules and routes name it', () => {
    const { payments, make, ledger, cards } = three();
    make('pay', [
      { matches: [HttpMatch.path('/a')], backends: [ledger, cards] },
      { matches: [HttpMatch.path('/b')], backends: [ledger], filters: [HttpFilter.mirror(ledger)] },
    ]);
    make('refund', [{ backends: [ledger] }]);
    expect(names(payments, 'ReferenceGrant').sort()).toEqual(['service-cards-from-shop', 'service-ledger-from-shop']);
  });

  test('a route tells the grants that it needs, each once, also those that an earlier route needs', () => {
    const { routes, make, ledger, cards } = three();
    const pay = make('pay', [{ backends: [ledger, ledger], filters: [HttpFilter.mirror(cards)] }]);
    const refund = make('refund', [{ backends: [ledger] }]);
    expect(pay.grants.map(({ name }) => name)).toEqual(['service-ledger-from-shop', 'service-cards-from-shop']);
    expect(refund.grants).toEqual([pay.grants[0]]);
    expect(make('own', [{ backends: [new Backend(routes, 'web')] }]).grants).toEqual([]);
    expect(() => pay.grants.pop()).toThrow(TypeError);
  });
});

describe('refuses', () => {
  test('no host', () => {
    expect(() => route({ hostnames: [] })).toThrow(
      new Error(
        '[routes/route] an HTTPRoute must have a host, since one without any takes every host of its Gateway, but got ' +
          'an empty list; give `hostnames`',
      ),
    );
  });

  test('17 hosts', () => {
    const hostnames = Array.from({ length: 17 }, (_, n) => `n${n}.example.com`);
    expect(() => route({ hostnames })).toThrow(
      new Error('[routes/route] an HTTPRoute must have at most 16 hosts, but got 17; make a second route'),
    );
  });

  test.each([
    [0, 'give `rules`'],
    [17, 'make a second route'],
  ])('%d rules', (count, remedy) => {
    expect(() =>
      ruled((web) =>
        Array.from({ length: count }, (_, n) => ({ matches: [HttpMatch.path(`/n${n}`)], backends: [web] })),
      ),
    ).toThrow(new Error(`[routes/route] an HTTPRoute must have 1 to 16 rules, but got ${count}; ${remedy}`));
  });

  test('a rule without a backend', () => {
    expect(() => route({ rules: [{ backends: [] }] })).toThrow(
      new Error(
        '[routes/route] a rule of an HTTPRoute must have a backend, since one without any answers 500; give `backends`',
      ),
    );
  });

  test.each([
    ['backends', 17, 16, (web: Backend) => ({ backends: Array(17).fill(web) })],
    ['filters', 17, 16, (web: Backend) => ({ backends: [web], filters: Array(17).fill(HttpFilter.mirror(web)) })],
    ['matches', 65, 64, (web: Backend) => ({ backends: [web], matches: matches(65) })],
  ])('a rule with too many %s', (part, count, most, rule) => {
    expect(() => ruled((web) => [rule(web)])).toThrow(
      new Error(
        `[routes/route] a rule of an HTTPRoute must have at most ${most} ${part}, but got ${count}; ` +
          'make a second rule',
      ),
    );
  });

  test('rules with too many matches together', () => {
    expect(() =>
      ruled((web) => [0, 64].map((from) => ({ backends: [web], matches: matches(128).slice(from, from + 64) }))),
    ).toThrow(
      new Error(
        '[routes/route] the rules of an HTTPRoute must have at most 127 matches together, but got 128; ' +
          'make a second route',
      ),
    );
  });

  test('a path that is none', () => {
    expect(() => ruled((web) => [{ matches: [HttpMatch.path('admin')], backends: [web] }])).toThrow(
      /^\[routes\/route\] a path must start with "\/", .*, but got "admin"; write it as the browser sends it/,
    );
  });

  test('a path that two of its rules name', () => {
    expect(() =>
      ruled((web) => [
        { matches: [HttpMatch.path('/v1')], backends: [web] },
        { matches: [HttpMatch.path('/v1/')], backends: [web] },
      ]),
    ).toThrow(
      new Error(
        '[routes/route] a route must name a path of a host once, but this one names /v1 of shop.example.com twice; ' +
          'leave one of them out',
      ),
    );
  });

  test('a path that another route of the host takes exactly', () => {
    const { routes, web } = shop();
    const gateway = Gateway.shared(routes);
    const rules = [{ matches: [HttpMatch.exactPath('/healthz')], backends: [web] }];
    const props = { gateway, hostnames: ['shop.example.com'], tls: SECRET, rules };
    new HttpRoute(routes, 'one', props);
    expect(() => new HttpRoute(routes, 'two', props)).toThrow(
      new Error(
        '[routes/two] a path of a host must belong to one route, but [routes/one] has exactly /healthz of ' +
          'shop.example.com already; choose another `path` or `host`',
      ),
    );
  });

  test('TLS for several hosts of which one is served in clear text', () => {
    const { routes, web } = shop();
    const gateway = Gateway.shared(routes);
    const rules = (path: string) => [{ matches: [HttpMatch.path(path)], backends: [web] }];
    new HttpRoute(routes, 'clear', { gateway, hostnames: ['b.example.com'], tls: CLEAR, rules: rules('/b') });
    const hostnames = ['a.example.com', 'b.example.com'];
    expect(() => new HttpRoute(routes, 'mixed', { gateway, hostnames, tls: SECRET, rules: rules('/') })).toThrow(
      new Error(
        '[routes/mixed] all routes of a host must have one certificate, and [routes/clear] has no TLS for b.example.com, ' +
          'but got "Secret shop/shop-tls"; give both the same `tls`',
      ),
    );
  });

  test('a host that is none', () => {
    expect(() => route({ hostnames: ['shop_1.example.com'] })).toThrow(
      /^\[routes\/route\] a hostname must be .*, but got "shop_1\.example\.com"; write "shop-1\.example\.com"$/,
    );
  });

  test('a chart without a namespace', () => {
    const app = platform();
    const gateway = new Gateway(space(app, 'edge'), 'gateway');
    const web = new Backend(space(app, 'shop'), 'web');
    const props = { gateway, hostnames: ['shop.example.com'], tls: SECRET, rules: [{ backends: [web] }] };
    expect(() => new HttpRoute(new Chart(app, 'nowhere'), 'route', props)).toThrow(
      new Error(
        '[nowhere/route] the namespace of an HTTPRoute must be known, since its Gateway admits routes by namespace; ' +
          'give its chart a `namespace`, or use an IsolatedNamespace',
      ),
    );
  });

  test('a Gateway, or a backend, of another app', () => {
    const { routes, web } = shop();
    const other = shop();
    const make = (gateway: IGateway, backend: Backend) => () =>
      new HttpRoute(routes, 'route', {
        gateway,
        hostnames: ['shop.example.com'],
        tls: SECRET,
        rules: [{ backends: [backend] }],
      });
    expect(make(Gateway.shared(other.routes), web)).toThrow(
      new Error(
        '[routes/route] a Gateway and whom it serves must be in one app, but [routes/SharedRouting/gateway] is in ' +
          'another; make a Gateway in this app, or the routes in that one',
      ),
    );
    expect(make(Gateway.shared(routes), other.web)).toThrow(
      new Error(
        '[routes/route] a route and its backends must be in one app, but [apps/web/Service] is in another; ' +
          'make the route in the app of its backend',
      ),
    );
  });

  test('a backend in a chart without a namespace', () => {
    const app = platform();
    const routes = space(app, 'shop');
    const web = new Backend(new Chart(app, 'nowhere'), 'web');
    const gateway = Gateway.shared(routes);
    const rules = [{ backends: [web] }];
    expect(
      () => new HttpRoute(routes, 'route', { gateway, hostnames: ['shop.example.com'], tls: SECRET, rules }),
    ).toThrow(
      new Error(
        '[shop/route] the namespace of a backend must be known, but the chart of [nowhere/web/Service] names none; ' +
          'give that chart a `namespace`, or use an IsolatedNamespace',
      ),
    );
  });
});

describe('is silent about', () => {
  test('what is just within the limits', () => {
    const hostnames = Array.from({ length: 16 }, (_, n) => `n${n}.example.com`);
    expect(() => route({ hostnames })).not.toThrow();
    expect(() =>
      ruled((web) =>
        Array.from({ length: 16 }, (_, n) => ({
          matches: matches(127).slice(n * 7, n * 7 + 7),
          backends: Array(16).fill(web),
          filters: Array(16).fill(HttpFilter.mirror(web)),
        })),
      ),
    ).not.toThrow();
    expect(() => ruled((web) => [{ matches: matches(64), backends: [web] }])).not.toThrow();
  });

  test('the same path of several hosts, and a path taken exactly beside the prefix', () => {
    const { routes, web } = shop();
    const gateway = Gateway.shared(routes);
    const more = { gateway, tls: Tls.secret('shop-tls') };
    const of = (match: HttpMatch) => [{ matches: [match], backends: [web] }];
    new HttpRoute(routes, 'one', {
      ...more,
      hostnames: ['a.example.com', 'b.example.com'],
      rules: of(HttpMatch.path('/v1')),
    });
    new HttpRoute(routes, 'two', { ...more, hostnames: ['a.example.com'], rules: of(HttpMatch.exactPath('/v1')) });
    expect(names(routes, 'HTTPRoute')).toEqual(['one', 'one-redirect', 'two', 'two-redirect']);
  });
});
