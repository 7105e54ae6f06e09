import { Chart, Duration } from 'cdk8s';
import { Gateway, HttpFilter, HttpMatch, HttpMethod, HttpRoute, type HttpRouteRule } from '../../../lib';
import { Backend, CLEAR, envoyProxies, names, platform, SECRET, space, written } from '../sample';

/** The backends that the routes of a test lead to, in the namespace of the routes or beside it. */
interface Backends {
  readonly api: Backend;
  readonly next: Backend;
  readonly ledger: Backend;
}

/** A route for api.example.com with TLS, whose rules a test makes of backends. */
function ruled(rules: (backends: Backends) => HttpRouteRule[], hostnames = ['api.example.com']): HttpRoute {
  const app = platform();
  const shop = space(app, 'shop');
  const backends = {
    api: new Backend(shop, 'api'),
    next: new Backend(shop, 'next', { port: 4000, servicePort: 80 }),
    ledger: new Backend(space(app, 'payments'), 'ledger'),
  };
  const gateway = Gateway.shared(shop);
  return new HttpRoute(shop, 'route', { gateway, hostnames, tls: SECRET, rules: rules(backends) });
}

/** The one rule of a route, as it is written. */
function writtenRule(rule: (backends: Backends) => HttpRouteRule): any {
  return written(Chart.of(ruled((backends) => [rule(backends)])), 'HTTPRoute', 'route').spec.rules[0];
}

describe('a match', () => {
  test('is asked for by the route and by its redirect', () => {
    const match = HttpMatch.path('/v2').method(HttpMethod.POST).header('x-beta', 'yes');
    const { redirect } = ruled(({ api }) => [{ matches: [match], backends: [api] }]);
    expect(redirect?.toJson().spec.rules[0].matches).toEqual([
      {
        path: { type: 'PathPrefix', value: '/v2' },
        method: 'POST',
        headers: [{ type: 'Exact', name: 'x-beta', value: 'yes' }],
      },
    ]);
  });

  test('differs from another of the same path by a header', () => {
    const { rules } = ruled(({ api, next }) => [
      { matches: [HttpMatch.path('/').header('x-beta', 'yes')], backends: [next] },
      { backends: [api] },
    ]).toJson().spec;
    expect(rules.map((rule: any) => rule.backendRefs[0].name)).toEqual(['next', 'api']);
  });

  test('cannot be that of another rule, header for header', () => {
    const match = () => HttpMatch.path('/').header('x-beta', 'yes').header('x-a', 'b');
    const same = HttpMatch.path('/').header('X-A', 'b').header('X-Beta', 'yes');
    expect(() =>
      ruled(({ api, next }) => [
        { matches: [match()], backends: [api] },
        { matches: [same], backends: [next] },
      ]),
    ).toThrow(
      new Error(
        '[shop/route] a route must name a path of a host once, but this one names / with header x-a "b", header x-beta ' +
          '"yes" of api.example.com twice; leave one of them out',
      ),
    );
  });
});

describe('of two routes of a host', () => {
  function two(first: HttpMatch, second: HttpMatch): () => HttpRoute {
    const shop = space(platform(), 'shop');
    const backends = [new Backend(shop, 'api')];
    const gateway = Gateway.shared(shop);
    const make = (id: string, match: HttpMatch) =>
      new HttpRoute(shop, id, {
        gateway,
        hostnames: ['api.example.com'],
        tls: SECRET,
        rules: [{ matches: [match], backends }],
      });
    make('one', first);
    return () => make('two', second);
  }

  test('one may have a method of a path that the other has for the rest', () => {
    expect(two(HttpMatch.path('/v2').method(HttpMethod.POST), HttpMatch.path('/v2'))).not.toThrow();
  });

  test('both cannot have the same match', () => {
    const match = HttpMatch.path('/v2').method(HttpMethod.POST).query('lang', 'en');
    expect(two(match, match)).toThrow(
      new Error(
        '[shop/two] a path of a host must belong to one route, but [shop/one] has POST /v2 with query lang "en" of ' +
          'api.example.com already; choose another `path` or `host`',
      ),
    );
  });
});

describe('a split', () => {
  test('gives each backend its weight, also none', () => {
    const rule = writtenRule(({ api, next }) => ({
      split: [
        { to: api, weight: 90 },
        { to: next, weight: 0 },
      ],
    }));
    expect(rule).toEqual({
      matches: [{ path: { type: 'PathPrefix', value: '/' } }],
      backendRefs: [
        { name: 'api', port: 3000, weight: 90 },
        { name: 'next', port: 80, weight: 0 },
      ],
    });
  });

  test('opens the policies of all of its backends, and grants those of other namespaces', () => {
    const route = ruled(({ api, next, ledger }) => [
      {
        split: [
          { to: api, weight: 1 },
          { to: next, weight: 0 },
          { to: ledger, weight: 1 },
        ],
      },
    ]);
    const shop = Chart.of(route);
    const from = [envoyProxies('shop', 'gateway')];
    expect(written(shop, 'NetworkPolicy', 'api').spec.ingress).toEqual([
      { from, ports: [{ port: 3000, protocol: 'TCP' }] },
    ]);
    expect(written(shop, 'NetworkPolicy', 'next').spec.ingress).toEqual([
      { from, ports: [{ port: 4000, protocol: 'TCP' }] },
    ]);
    expect(route.grants.map(({ name }) => name)).toEqual(['service-ledger-from-shop']);
  });

  test('has the port of each part, else that of the rule', () => {
    const { backendRefs } = writtenRule(({ api, next }) => ({
      port: 80,
      split: [
        { to: api, weight: 1, port: 3000 },
        { to: next, weight: 1, port: undefined },
      ],
    }));
    expect(backendRefs.map(({ port }: any) => port)).toEqual([3000, 80]);
  });

  test('changes the headers of one backend alone', () => {
    const { backendRefs } = writtenRule(({ api, next }) => ({
      split: [
        { to: api, weight: 9 },
        { to: next, weight: 1, filters: [HttpFilter.requestHeaders({ set: { 'x-canary': 'yes' } })] },
      ],
    }));
    expect(backendRefs[0].filters).toBeUndefined();
    expect(backendRefs[1].filters).toEqual([
      { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x-canary', value: 'yes' }] } },
    ]);
  });

  test('does not follow lists that are changed later', () => {
    const filters = [HttpFilter.requestHeaders({ set: { 'x-canary': 'yes' } })];
    const split: any[] = [];
    const route = ruled(({ api, next }) => {
      split.push({ to: api, weight: 9, filters }, { to: next, weight: 1 });
      return [{ split }];
    });
    const before = route.toJson();
    split[0].weight = 0;
    split.pop();
    filters.pop();
    expect(route.toJson()).toEqual(before);
  });

  test.each<[string, (backends: Backends) => any, string]>([
    [
      'weights that are all 0',
      ({ api, next }) => ({
        split: [
          { to: api, weight: 0 },
          { to: next, weight: 0 },
        ],
      }),
      'a backend of a `split` must have a weight above 0, since requests that none gets are answered with 500, ' +
        'but got [0,0]; give one of them a weight',
    ],
    [
      'a weight above a million',
      ({ api }) => ({ split: [{ to: api, weight: 1_000_001 }] }),
      'a weight must be a whole number from 0 to 1000000, but got 1000001; write it as in { to: api, weight: 90 }',
    ],
    [
      'a weight that is a text',
      ({ api }) => ({ split: [{ to: api, weight: '90' }] }),
      'a weight must be a whole number from 0 to 1000000, but got "90"; write it as in { to: api, weight: 90 }',
    ],
    [
      'no weight',
      ({ api }) => ({ split: [{ to: api }] }),
      'a weight must be a whole number from 0 to 1000000, but got undefined; write it as in { to: api, weight: 90 }',
    ],
    [
      'backends beside it',
      ({ api }) => ({ backends: [api], split: [{ to: api, weight: 1 }] }),
      'a rule of an HTTPRoute must have `backends` or a `split`, but not both; ' +
        'put all of them into the `split`, each with its weight',
    ],
    [
      'nobody',
      () => ({ split: [] }),
      'a rule of an HTTPRoute must have a backend, since one without any answers 500; give `backends`',
    ],
    ['no list', ({ api }) => ({ split: api }), 'the `split` must be a list, but got a Backend; write it in [ ]'],
    [
      '17 backends',
      ({ api }) => ({ split: Array(17).fill({ to: api, weight: 1 }) }),
      'a rule of an HTTPRoute must have at most 16 backends, but got 17; make a second rule',
    ],
    [
      'a part that is none',
      () => ({ split: ['api'] }),
      'a part of a `split` must be an object, but got "api"; write it in { }',
    ],
    [
      'a misspelt option',
      ({ api }) => ({ split: [{ backend: api, weight: 1 }] }),
      'a part of a `split` must have no `backend`, but got a Backend; leave it out; it may have to, weight, port, filters',
    ],
    [
      'a backend that is none',
      () => ({ split: [{ to: 'api', weight: 1 }] }),
      'a backend must have a Service, and take part in connections or be an external peer, but got "api"; ' +
        'give a WebApp, an InternalService, a StatefulService, or a construct of yours that is an IBackend',
    ],
    [
      'a filter that is for whole rules',
      ({ api }) => ({ split: [{ to: api, weight: 1, filters: [HttpFilter.rewritePrefix('/')] }] }),
      'a filter of a backend must change request or response headers, but got "a rewrite"; ' +
        'give it to the rule, for all of its backends',
    ],
  ])('cannot have %s', (_, rule, message) => {
    expect(() => ruled((backends) => [rule(backends)])).toThrow(new Error(`[shop/route] ${message}`));
  });
});

describe('filters', () => {
  test('are written in their order', () => {
    const { filters } = writtenRule(({ api, ledger }) => ({
      matches: [HttpMatch.path('/api')],
      backends: [api],
      filters: [
        HttpFilter.rewritePrefix('/'),
        HttpFilter.mirror(ledger),
        HttpFilter.responseHeaders({ remove: ['server'] }),
      ],
    }));
    expect(filters).toEqual([
      { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
      { type: 'RequestMirror', requestMirror: { backendRef: { name: 'ledger', namespace: 'payments', port: 3000 } } },
      { type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['server'] } },
    ]);
  });

  test('may mirror, and extend, more than once', () => {
    const extension = HttpFilter.extension({ group: 'acme.example.com', kind: 'Filter', name: 'a' });
    const { filters } = writtenRule(({ api, next, ledger }) => ({
      backends: [api],
      filters: [HttpFilter.mirror(next), HttpFilter.mirror(ledger), extension, extension],
    }));
    expect(filters.map(({ type }: any) => type)).toEqual([
      'RequestMirror',
      'RequestMirror',
      'ExtensionRef',
      'ExtensionRef',
    ]);
  });

  const elsewhere = HttpFilter.redirect({ hostname: 'www.example.com' });
  const headers = HttpFilter.requestHeaders({ remove: ['x-a'] });

  test.each<[string, (backends: Backends) => any, string]>([
    [
      'what is no filter',
      ({ api }) => ({ backends: [api], filters: ['rewrite'] }),
      'a filter must be an HttpFilter, but got "rewrite"; write it as in HttpFilter.rewritePrefix(\'/\')',
    ],
    [
      'nothing in place of a filter',
      ({ api }) => ({ backends: [api], filters: [undefined] }),
      "a filter must be an HttpFilter, but got undefined; write it as in HttpFilter.rewritePrefix('/')",
    ],
    [
      'two changes of request headers',
      ({ api }) => ({ backends: [api], filters: [headers, headers] }),
      'the `filters` of an HTTPRoute must have one change of request headers at most, but got 2; ' +
        'put them together into one, or make a second rule',
    ],
    [
      'two redirects',
      () => ({ filters: [elsewhere, elsewhere] }),
      'the `filters` of an HTTPRoute must have one redirect at most, but got 2; ' +
        'put them together into one, or make a second rule',
    ],
    [
      'a redirect and a rewrite',
      () => ({ filters: [elsewhere, HttpFilter.rewrite({ path: '/' })] }),
      'a rule of an HTTPRoute must not both redirect and rewrite, since what is redirected is delivered to nobody; ' +
        'leave one of them out, or make a second rule',
    ],
    [
      'a redirect beside backends',
      ({ api }) => ({ backends: [api], filters: [elsewhere] }),
      'a rule of an HTTPRoute that redirects must have no backends, since it delivers nothing, but got 1; ' +
        'leave out the backends, or the redirect',
    ],
    [
      'a prefix in place of an exact path',
      ({ api }) => ({
        matches: [HttpMatch.exactPath('/api')],
        backends: [api],
        filters: [HttpFilter.rewritePrefix('/')],
      }),
      'a rule that replaces a prefix must have one match, and that by HttpMatch.path(), but got ["exactly /api"]; ' +
        'make a rule for each path, or replace the whole `path`',
    ],
    [
      'a prefix in place of two paths',
      () => ({
        matches: [HttpMatch.path('/a'), HttpMatch.path('/b')],
        filters: [HttpFilter.redirect({ prefix: '/' })],
      }),
      'a rule that replaces a prefix must have one match, and that by HttpMatch.path(), but got ["/a","/b"]; ' +
        'make a rule for each path, or replace the whole `path`',
    ],
  ])('cannot be %s', (_, rule, message) => {
    expect(() => ruled((backends) => [rule(backends)])).toThrow(new Error(`[shop/route] ${message}`));
  });
});

describe('a redirect', () => {
  test('needs no backend', () => {
    const rule = writtenRule(() => ({
      matches: [HttpMatch.path('/old')],
      filters: [HttpFilter.redirect({ prefix: '/new', statusCode: 301 })],
    }));
    expect(rule).toEqual({
      matches: [{ path: { type: 'PathPrefix', value: '/old' } }],
      filters: [
        {
          type: 'RequestRedirect',
          requestRedirect: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/new' }, statusCode: 301 },
        },
      ],
    });
  });

  const LOOPS = 'of api.example.com come back for ever; redirect to another host or path, or match less';

  test.each([
    ['to its own host', [], { hostname: 'api.example.com' }, '/'],
    ['to the port of its listener', [], { port: 443 }, '/'],
    ['to its own prefix', [HttpMatch.path('/a/')], { prefix: '/a' }, '/a'],
    ['to its own path', [HttpMatch.exactPath('/a')], { path: '/a' }, 'exactly /a'],
  ])('cannot lead back: %s', (_, matches, options, claim) => {
    expect(() => ruled(() => [{ matches, filters: [HttpFilter.redirect(options)] }])).toThrow(
      new Error(`[shop/route] a redirect must lead elsewhere, but requests for ${claim} ${LOOPS}`),
    );
  });

  test.each([
    ['to another host', [], { hostname: 'www.example.com' }],
    ['to another port', [], { port: 8443 }],
    ['to another path of its host', [HttpMatch.path('/a')], { hostname: 'api.example.com', prefix: '/b' }],
    ['to a path below its own, which another rule may have', [], { path: '/a' }],
  ])('may lead %s', (_, matches, options) => {
    expect(() => ruled(() => [{ matches, filters: [HttpFilter.redirect(options)] }])).not.toThrow();
  });
});

describe('timeouts', () => {
  test.each([
    ['10s', Duration.seconds(10)],
    ['1s500ms', Duration.millis(1500)],
    ['1m30s', Duration.seconds(90)],
    ['26h', Duration.hours(26)],
    ['0s', Duration.seconds(0)],
  ])('are written as the Gateway API takes them: %s', (text, request) => {
    expect(writtenRule(({ api }) => ({ backends: [api], timeouts: { request } })).timeouts).toEqual({ request: text });
  });

  test('of one try may be as long as that of the request, and any where the request may last for ever', () => {
    for (const [request, backendRequest] of [
      [10, 10],
      [0, 10],
    ]) {
      const timeouts = {
        request: Duration.seconds(request ?? 0),
        backendRequest: Duration.seconds(backendRequest ?? 0),
      };
      expect(writtenRule(({ api }) => ({ backends: [api], timeouts })).timeouts).toEqual({
        request: `${request}s`,
        backendRequest: `${backendRequest}s`,
      });
    }
  });

  test('of one try may stand alone', () => {
    const timeouts = { backendRequest: Duration.seconds(2) };
    expect(writtenRule(({ api }) => ({ backends: [api], timeouts })).timeouts).toEqual({ backendRequest: '2s' });
  });

  test.each<[string, any, string]>([
    [
      'none at all',
      {},
      'the `timeouts` of a rule must have a `request` or a `backendRequest`; ' +
        'write it as in { request: Duration.seconds(10) }',
    ],
    ['a single Duration', '10s', 'the `timeouts` of a rule must be an object, but got "10s"; write it in { }'],
    [
      'a misspelt one',
      { idle: Duration.seconds(1) },
      'the `timeouts` of a rule must have no `idle`, but got a Duration; leave it out; it may have request, backendRequest',
    ],
    [
      'a number',
      { request: 10 },
      'the `request` of a rule must be a Duration of whole milliseconds, below 100000 hours, but got 10; ' +
        'write it as in Duration.seconds(10)',
    ],
    [
      'a part of a millisecond',
      { request: Duration.millis(0.5) },
      'the `request` of a rule must be a Duration of whole milliseconds, below 100000 hours, but got "0.5 ' +
        'milliseconds"; write it as in Duration.seconds(10)',
    ],
    [
      'more hours than can be written',
      { backendRequest: Duration.hours(100_000) },
      'the `backendRequest` of a rule must be a Duration of whole milliseconds, below 100000 hours, but got ' +
        '"360000000000 milliseconds"; write it as in Duration.seconds(10)',
    ],
    [
      'a try that is longer than the request',
      { request: Duration.seconds(10), backendRequest: Duration.seconds(11) },
      'the `backendRequest` of a rule must not last longer than its `request`, which is 10s, but got "11s"; ' +
        'shorten it, or leave it out',
    ],
  ])('cannot be %s', (_, timeouts, message) => {
    expect(() => ruled(({ api }) => [{ backends: [api], timeouts }])).toThrow(new Error(`[shop/route] ${message}`));
  });
});

describe('a rule', () => {
  test('cannot have a misspelt option', () => {
    const rule: any = { match: [HttpMatch.path('/')], backends: [] };
    expect(() => ruled(() => [rule])).toThrow(
      new Error(
        '[shop/route] a rule of an HTTPRoute must have no `match`, but got [a HttpMatch]; leave it out; it may have ' +
          'name, backends, split, port, matches, filters, timeouts, retry',
      ),
    );
  });

  test('that is refused leaves nothing behind', () => {
    const shop = space(platform(), 'shop');
    const api = new Backend(shop, 'api');
    const gateway = Gateway.shared(shop);
    const before = shop.toJson();
    const rules = [{ split: [{ to: api, weight: 0 }] }];
    expect(() => new HttpRoute(shop, 'route', { gateway, hostnames: ['a.example.com'], tls: CLEAR, rules })).toThrow(
      /^\[shop\/route\] a backend of a `split`/,
    );
    expect(shop.toJson()).toEqual(before);
    expect(names(shop, 'HTTPRoute')).toEqual([]);
  });
});
