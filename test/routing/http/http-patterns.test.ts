import { Gateway, HttpFilter, HttpMatch, HttpRoute } from '../../../lib';
import { Backend, platform, SECRET, space, written } from '../sample';

test('regular expressions are written for paths, headers and query parameters', () => {
  const match = HttpMatch.pathRegex('/v[0-9]+/.*').headerRegex('x-version', 'v.*').queryRegex('lang', 'en|de');
  expect(match._manifest).toEqual({
    path: { type: 'RegularExpression', value: '/v[0-9]+/.*' },
    headers: [{ type: 'RegularExpression', name: 'x-version', value: 'v.*' }],
    queryParams: [{ type: 'RegularExpression', name: 'lang', value: 'en|de' }],
  });
});

test('a claim tells them from what is exact', () => {
  const claims = [
    HttpMatch.pathRegex('/a'),
    HttpMatch.exactPath('/a'),
    HttpMatch.path('/a'),
    HttpMatch.path('/a').headerRegex('X-A', 'b').queryRegex('q', 'c'),
    HttpMatch.path('/a').header('X-A', 'b').query('q', 'c'),
  ].map(({ _claim }) => _claim);
  expect(claims).toEqual([
    'paths like /a',
    'exactly /a',
    '/a',
    '/a with header x-a like "b", query q like "c"',
    '/a with header x-a "b", query q "c"',
  ]);
});

test('a route takes one, and a redirect of plain HTTP for the same paths', () => {
  const shop = space(platform(), 'shop');
  const rules = [{ matches: [HttpMatch.pathRegex('^/v[0-9]+')], backends: [new Backend(shop, 'web')] }];
  const gateway = Gateway.shared(shop);
  new HttpRoute(shop, 'route', { gateway, hostnames: ['a.example.com'], tls: SECRET, rules });
  const path = { type: 'RegularExpression', value: '^/v[0-9]+' };
  expect(written(shop, 'HTTPRoute', 'route').spec.rules[0].matches).toEqual([{ path }]);
  expect(written(shop, 'HTTPRoute', 'route-redirect').spec.rules[0].matches).toEqual([{ path }]);
});

test('a prefix of a regular expression cannot be replaced', () => {
  const shop = space(platform(), 'shop');
  const filters = [HttpFilter.rewritePrefix('/')];
  const rules = [{ matches: [HttpMatch.pathRegex('/v.*')], filters, backends: [new Backend(shop, 'web')] }];
  const gateway = Gateway.shared(shop);
  expect(() => new HttpRoute(shop, 'route', { gateway, hostnames: ['a.example.com'], tls: SECRET, rules })).toThrow(
    new Error(
      '[shop/route] a rule that replaces a prefix must have one match, and that by HttpMatch.path(), but got ' +
        '["paths like /v.*"]; make a rule for each path, or replace the whole `path`',
    ),
  );
});

test('whether a redirect of such paths leads back is not known, unless it changes nothing', () => {
  const shop = space(platform(), 'shop');
  const route = (id: string, filter: HttpFilter) =>
    new HttpRoute(shop, id, {
      gateway: Gateway.shared(shop),
      hostnames: ['a.example.com'],
      tls: SECRET,
      rules: [{ matches: [HttpMatch.pathRegex('/v.*')], filters: [filter] }],
    });
  expect(() => route('loop', HttpFilter.redirect({ port: 443 }))).toThrow(
    new Error(
      '[shop/loop] a redirect must lead elsewhere, but requests for paths like /v.* of a.example.com come back for ever; ' +
        'redirect to another host or path, or match less',
    ),
  );
  expect(() => route('new', HttpFilter.redirect({ path: '/v.*' }))).not.toThrow();
});

describe('refuses', () => {
  const law = (what: string, most: number, got: string) =>
    new Error(
      `${what} must be a regular expression of 1 to ${most} characters, but got ${got}; write it as in "^v[0-9]+$"`,
    );
  const long = 'a'.repeat(4097);
  const shown = `"${'a'.repeat(77)}..."`;

  test('an empty pattern, or one that is too long', () => {
    expect(() => HttpMatch.pathRegex('')).toThrow(law('the pattern of a path', 1024, '""'));
    expect(() => HttpMatch.pathRegex(long)).toThrow(law('the pattern of a path', 1024, shown));
    expect(() => HttpMatch.path('/').headerRegex('x-a', '')).toThrow(
      law('the pattern of the header "x-a"', 4096, '""'),
    );
    expect(() => HttpMatch.path('/').headerRegex('x-a', long)).toThrow(
      law('the pattern of the header "x-a"', 4096, shown),
    );
    expect(() => HttpMatch.path('/').queryRegex('q', long)).toThrow(
      law('the pattern of the query parameter "q"', 1024, shown),
    );
  });

  test('what is no text, such as a RegExp', () => {
    expect(() => HttpMatch.pathRegex(/v/ as any)).toThrow(
      new Error('the pattern of a path must be a text, but got a RegExp; write it as in "^v[0-9]+$"'),
    );
  });

  test('a header or a query parameter by value and by pattern', () => {
    expect(() => HttpMatch.path('/').header('x-a', 'b').headerRegex('X-A', 'c')).toThrow(
      /^a match must name a header once, but this one names "x-a" twice; /,
    );
    expect(() => HttpMatch.path('/').queryRegex('q', 'b').query('q', 'c')).toThrow(
      /^a match must name a query parameter once, but this one names "q" twice; /,
    );
  });
});
