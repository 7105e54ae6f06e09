import { HttpMatch, HttpMethod } from '../../../lib';

test('a path stands for itself and everything below it', () => {
  const match = HttpMatch.path('/admin');
  expect([match._path, match._claim]).toEqual(['/admin', '/admin']);
  expect(match._manifest).toEqual({ path: { type: 'PathPrefix', value: '/admin' } });
});

test('an exact path stands for itself alone', () => {
  const match = HttpMatch.exactPath('/healthz');
  expect([match._path, match._claim]).toEqual(['/healthz', 'exactly /healthz']);
  expect(match._manifest).toEqual({ path: { type: 'Exact', value: '/healthz' } });
});

test('a slash at the end of a path takes nothing else of a host, unless the path is exact', () => {
  expect(HttpMatch.path('/admin/')._claim).toBe('/admin');
  expect(HttpMatch.exactPath('/admin/')._claim).toBe('exactly /admin/');
});

test('method, headers and query parameters narrow it', () => {
  const match = HttpMatch.path('/v2').method(HttpMethod.POST).header('X-Beta', 'yes').query('lang', 'en');
  expect(match._manifest).toEqual({
    path: { type: 'PathPrefix', value: '/v2' },
    method: 'POST',
    headers: [{ type: 'Exact', name: 'X-Beta', value: 'yes' }],
    queryParams: [{ type: 'Exact', name: 'lang', value: 'en' }],
  });
  expect(match._claim).toBe('POST /v2 with header x-beta "yes", query lang "en"');
});

test('what narrows a match leaves the one it came from as it was', () => {
  const all = HttpMatch.exactPath('/v2');
  expect(all.header('x-beta', 'yes')._claim).toBe('exactly /v2 with header x-beta "yes"');
  expect(all._claim).toBe('exactly /v2');
});

describe('takes of a host', () => {
  const path = HttpMatch.path('/');

  test.each([
    ['headers in another order', path.header('a', '1').header('b', '2'), path.header('b', '2').header('a', '1')],
    ['a header in another case', path.header('X-Beta', 'yes'), path.header('x-beta', 'yes')],
    ['parameters in another order', path.query('a', '1').query('b', '2'), path.query('b', '2').query('a', '1')],
    ['a method named first', path.method(HttpMethod.GET).query('a', '1'), path.query('a', '1').method(HttpMethod.GET)],
  ])('the same with %s', (_, one, other) => {
    expect(one._claim).toBe(other._claim);
  });

  test.each([
    ['a header', path.header('x-beta', 'yes'), path],
    ['the value of a header', path.header('x-beta', 'yes'), path.header('x-beta', 'Yes')],
    ['a parameter in place of a header', path.query('x-beta', 'yes'), path.header('x-beta', 'yes')],
    ['a parameter in another case', path.query('A', '1'), path.query('a', '1')],
    ['a method', path.method(HttpMethod.GET), path.method(HttpMethod.HEAD)],
    [
      'a value that reads like a second header',
      path.header('a', '1", header b "2'),
      path.header('a', '1').header('b', '2'),
    ],
  ])('something else with %s', (_, one, other) => {
    expect(one._claim).not.toBe(other._claim);
  });
});

describe('refuses', () => {
  const path = HttpMatch.path('/');

  test('a method that is none', () => {
    expect(() => path.method('post' as any)).toThrow(
      new Error('the method of a match must be an HttpMethod, but got "post"; write it as in HttpMethod.POST'),
    );
  });

  test('a second method', () => {
    expect(() => path.method(HttpMethod.GET).method(HttpMethod.PUT)).toThrow(
      new Error('a match must name one method at most, and this one names GET, but got "PUT"; make a second match'),
    );
  });

  test('a header twice, in whatever case', () => {
    expect(() => path.header('X-Beta', 'yes').header('x-beta', 'no')).toThrow(
      new Error(
        'a match must name a header once, but this one names "X-Beta" twice; ' +
          'leave one of them out, or make a second match where either value will do',
      ),
    );
  });

  test('a query parameter twice', () => {
    expect(() => path.query('lang', 'en').query('lang', 'de')).toThrow(
      new Error(
        'a match must name a query parameter once, but this one names "lang" twice; ' +
          'leave one of them out, or make a second match where either value will do',
      ),
    );
  });

  test('a 17th header, and a 17th query parameter', () => {
    expect(() => many(16, 'header').header('n16', 'x')).toThrow(
      new Error('a match must name at most 16 headers; leave one of them out'),
    );
    expect(() => many(16, 'query').query('n16', 'x')).toThrow(
      new Error('a match must name at most 16 query parameters; leave one of them out'),
    );
  });

  test.each([
    ['', '""'],
    ['x beta', '"x beta"'],
    ['x:beta', '"x:beta"'],
    ['x'.repeat(257), `"${'x'.repeat(77)}..."`],
  ])('the name %j', (name, got) => {
    const rest = "must have 1 to 256 characters, which are letters, digits and !#$%&'*+-.^_`|~ only";
    const remedy = 'write it as in "x-version"';
    expect(() => path.header(name, 'yes')).toThrow(
      new Error(`the name of a header ${rest}, but got ${got}; ${remedy}`),
    );
    expect(() => path.query(name, 'yes')).toThrow(
      new Error(`the name of a query parameter ${rest}, but got ${got}; ${remedy}`),
    );
  });

  test.each(['', ' yes', 'a  b', 'a\r\nb', 'ä', 'x'.repeat(4097)])('the value %j of a header', (value) => {
    expect(() => path.header('x-beta', value)).toThrow(
      'the value of the header "x-beta" must have 1 to 4096 characters, which are visible ones of ASCII with single ' +
        'spaces between them, but got "',
    );
  });

  test.each(['', 'x'.repeat(1025)])('the value %j of a query parameter', (value) => {
    expect(() => path.query('lang', value)).toThrow(
      'the value of the query parameter "lang" must have 1 to 1024 characters, but got "',
    );
  });

  test('what is no text', () => {
    expect(() => path.header(1 as any, 'yes')).toThrow(
      new Error('the name of a header must be a text, but got 1; write it as in "x-version"'),
    );
    expect(() => path.header('x-beta', true as any)).toThrow(
      new Error('the value of the header "x-beta" must be a text, but got true; write it as in "yes"'),
    );
    expect(() => path.query('v', 2 as any)).toThrow(
      new Error('the value of the query parameter "v" must be a text, but got 2; write it as in "2"'),
    );
  });
});

describe('is silent about', () => {
  test('16 headers and 16 query parameters', () => {
    expect(many(16, 'header')._manifest.headers).toHaveLength(16);
    expect(many(16, 'query')._manifest.queryParams).toHaveLength(16);
  });

  test('the longest names and values', () => {
    const match = HttpMatch.path('/')
      .header('x'.repeat(256), 'y'.repeat(4096))
      .query('x'.repeat(256), 'y z'.repeat(341));
    expect(match._manifest.headers[0].value).toHaveLength(4096);
  });
});

function many(count: number, part: 'header' | 'query'): HttpMatch {
  const names = Array.from({ length: count }, (_, n) => `n${n}`);
  return names.reduce((match, name) => match[part](name, 'x'), HttpMatch.path('/'));
}
