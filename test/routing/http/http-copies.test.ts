import { Gateway, HttpFilter, HttpMatch, HttpRoute } from '../../../lib';
import { Backend, platform, SECRET, space } from '../sample';

test('a route takes matches and filters of another copy of the library', () => {
  jest.isolateModules(() => {
    const copy: typeof import('../../../lib') = require('../../../lib');
    expect([copy.HttpMatch, copy.HttpFilter]).not.toContain(HttpMatch);
    const shop = space(platform(), 'shop');
    const web = new Backend(shop, 'web');
    const match: any = copy.HttpMatch.path('/v1').method(copy.HttpMethod.GET);
    const filters: any[] = [copy.HttpFilter.rewritePrefix('/'), copy.HttpFilter.mirror(web)];
    expect(filters.every(HttpFilter.isHttpFilter)).toBe(true);
    const rules = [{ matches: [match], filters, backends: [web] }];
    const gateway = Gateway.shared(shop);
    const route = new HttpRoute(shop, 'route', { gateway, hostnames: ['a.example.com'], tls: SECRET, rules });
    expect(route.toJson().spec.rules).toEqual([
      {
        matches: [{ path: { type: 'PathPrefix', value: '/v1' }, method: 'GET' }],
        filters: [
          { type: 'URLRewrite', urlRewrite: { path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' } } },
          { type: 'RequestMirror', requestMirror: { backendRef: { name: 'web', port: 3000 } } },
        ],
        backendRefs: [{ name: 'web', port: 3000 }],
      },
    ]);
  });
});

test.each([[undefined], [null], ['/v1'], [{}]])('%j is neither a match nor a filter', (x) => {
  expect([HttpMatch.isHttpMatch(x), HttpFilter.isHttpFilter(x)]).toEqual([false, false]);
});
