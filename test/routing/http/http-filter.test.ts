import { HttpFilter, HttpScheme } from '../../../lib';
import { Backend, platform, space } from '../sample';

test('a mirror names who gets the copies', () => {
  const shadow = new Backend(space(platform(), 'shop'), 'shadow');
  const mirror = HttpFilter.mirror(shadow);
  expect(mirror._other).toBe(shadow);
  expect(mirror._manifest({ name: 'shadow', port: 80 })).toEqual({
    type: 'RequestMirror',
    requestMirror: { backendRef: { name: 'shadow', port: 80 } },
  });
});

describe('changes of headers', () => {
  test('set, add and remove, of requests and of answers', () => {
    const changes = { set: { 'X-A': '1', 'x-b': '2' }, add: { via: 'shop' }, remove: ['x-debug'] };
    const lists = {
      set: [
        { name: 'X-A', value: '1' },
        { name: 'x-b', value: '2' },
      ],
      add: [{ name: 'via', value: 'shop' }],
      remove: ['x-debug'],
    };
    expect(HttpFilter.requestHeaders(changes)._manifest()).toEqual({
      type: 'RequestHeaderModifier',
      requestHeaderModifier: lists,
    });
    expect(HttpFilter.responseHeaders(changes)._manifest()).toEqual({
      type: 'ResponseHeaderModifier',
      responseHeaderModifier: lists,
    });
  });

  test('are written without the lists that name no header', () => {
    expect(HttpFilter.requestHeaders({ set: { a: 'b' }, add: {}, remove: [] })._says).toEqual({
      set: [{ name: 'a', value: 'b' }],
    });
  });

  test('do not follow a list that is changed later', () => {
    const remove = ['x-debug'];
    const filter = HttpFilter.requestHeaders({ remove });
    remove.push('late');
    expect(filter._says).toEqual({ remove: ['x-debug'] });
  });

  test.each<[string, any, string]>([
    ['none at all', {}, "must name a header, but got {}; write it as in { set: { 'x-a': 'b' } }"],
    ['no object', 'x-a', 'must be an object, but got "x-a"; write it in { }'],
    [
      'another option',
      { delete: ['x'] },
      'must have no `delete`, but got ["x"]; leave it out; it may have set, add, remove',
    ],
    [
      'one header twice',
      { set: { 'X-A': '1' }, remove: ['x-a'] },
      'must name a header once, but got "x-a"; leave one of them out; which one would count first is nowhere said',
    ],
  ])('cannot be %s', (_, changes, message) => {
    expect(() => HttpFilter.requestHeaders(changes)).toThrow(new Error(`a change of request headers ${message}`));
    expect(() => HttpFilter.responseHeaders(changes)).toThrow(new Error(`a change of response headers ${message}`));
  });

  test.each<[string, any, string]>([
    [
      'a list of what is set',
      { set: ['x-a'] },
      '`set` of a change of request headers must be an object, but got ["x-a"]; write it in { }',
    ],
    [
      'a text that is removed',
      { remove: 'x-a' },
      '`remove` of a change of request headers must be a list, but got "x-a"; write it as in [\'x-a\']',
    ],
    [
      'a value that is no text',
      { add: { 'x-a': 1 } },
      'the value of the header "x-a" must be a text, but got 1; write it as in "yes"',
    ],
    [
      'a name with a space',
      { remove: ['x a'] },
      "the name of a header must have 1 to 256 characters, which are letters, digits and !#$%&'*+-.^_`|~ only, " +
        'but got "x a"; write it as in "x-version"',
    ],
    [
      '17 headers',
      { remove: Array.from({ length: 17 }, (_, n) => `n${n}`) },
      '`remove` of a change of request headers must name at most 16 headers, but got 17; leave some of them out',
    ],
    [
      'the host of a request',
      { set: { Host: 'a.example.com' } },
      'a change of request headers must leave the header "Host" alone; ' +
        "write HttpFilter.rewrite({ hostname: 'shop.example.com' })",
    ],
  ])('cannot name %s', (_, changes, message) => {
    expect(() => HttpFilter.requestHeaders(changes)).toThrow(new Error(message));
  });

  test('may name 16 headers in each list', () => {
    const names = (letter: string) => Array.from({ length: 16 }, (_, n) => `${letter}${n}`);
    const changes = {
      set: Object.fromEntries(names('s').map((name) => [name, 'x'])),
      add: Object.fromEntries(names('a').map((name) => [name, 'x'])),
      remove: names('r'),
    };
    expect(() => HttpFilter.responseHeaders(changes)).not.toThrow();
  });
});

describe('a redirect', () => {
  test('says where it leads, with 302 unless told otherwise', () => {
    expect(HttpFilter.redirect({ hostname: 'www.example.com' })._manifest()).toEqual({
      type: 'RequestRedirect',
      requestRedirect: { hostname: 'www.example.com', statusCode: 302 },
    });
    const all = { scheme: HttpScheme.HTTPS, hostname: 'www.example.com', port: 8443, path: '/new', statusCode: 301 };
    expect(HttpFilter.redirect(all)._says).toEqual({
      scheme: 'https',
      hostname: 'www.example.com',
      port: 8443,
      path: { type: 'ReplaceFullPath', replaceFullPath: '/new' },
      statusCode: 301,
    });
    expect(HttpFilter.redirect({ prefix: '/v2' })._says).toEqual({
      path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/v2' },
      statusCode: 302,
    });
  });

  test.each<[string, any, string]>([
    ['no object', '/new', 'a redirect must be an object, but got "/new"; write it in { }'],
    [
      'nothing',
      {},
      'a redirect must lead to another host, port or path, but got {}; say where to; from plain HTTP to HTTPS an ' +
        'HttpRoute with TLS redirects by itself',
    ],
    [
      'the scheme alone',
      { scheme: HttpScheme.HTTPS },
      'a redirect must lead to another host, port or path, but got {"scheme":"https"}; say where to; from plain HTTP ' +
        'to HTTPS an HttpRoute with TLS redirects by itself',
    ],
    [
      'another option',
      { host: 'www.example.com' },
      'a redirect must have no `host`, but got "www.example.com"; leave it out; it may have scheme, hostname, port, ' +
        'path, prefix, statusCode',
    ],
    [
      'a scheme that is none',
      { hostname: 'www.example.com', scheme: 'ftp' },
      'the `scheme` of a redirect must be HttpScheme.HTTP or HttpScheme.HTTPS, but got "ftp"; ' +
        'leave it out for that of the request',
    ],
    [
      'a port that is none',
      { port: '8443' },
      'the `port` of a redirect must be a whole number from 1 to 65535, but got "8443"; leave it out for the usual one',
    ],
    [
      'a status that is none of these',
      { path: '/new', statusCode: 304 },
      'the `statusCode` of a redirect must be 301, 302, 303, 307 or 308, but got 304; leave it out for 302',
    ],
    [
      'two paths',
      { path: '/new', prefix: '/new' },
      'a redirect must have a `path` or a `prefix`, but not both; ' +
        'give `path` for a whole path, or `prefix` for what stands in the place of the path that was matched',
    ],
    [
      'a wildcard',
      { hostname: '*.example.com' },
      'the `hostname` of a redirect must be one host, but got "*.example.com"; write it as in "shop.example.com"',
    ],
    [
      'an address',
      { hostname: '203.0.113.7' },
      'a hostname must not be an IP address, but got "203.0.113.7"; use a DNS name that resolves to it',
    ],
  ])('cannot be %s', (_, options, message) => {
    expect(() => HttpFilter.redirect(options)).toThrow(new Error(message));
  });
});

describe('a rewrite', () => {
  test('says what the backend is asked for', () => {
    expect(HttpFilter.rewrite({ hostname: 'legacy.example.com', path: '/index.html' })._manifest()).toEqual({
      type: 'URLRewrite',
      urlRewrite: {
        hostname: 'legacy.example.com',
        path: { type: 'ReplaceFullPath', replaceFullPath: '/index.html' },
      },
    });
    expect(HttpFilter.rewrite({ hostname: 'legacy.example.com' })._says).toEqual({ hostname: 'legacy.example.com' });
    expect(HttpFilter.rewritePrefix('/')._says).toEqual({
      path: { type: 'ReplacePrefixMatch', replacePrefixMatch: '/' },
    });
  });

  test.each<[string, any, string]>([
    ['no object', '/', 'a rewrite must be an object, but got "/"; write it in { }'],
    [
      'nothing',
      {},
      "a rewrite must name a host or a path, but got {}; write it as in HttpFilter.rewrite({ prefix: '/' })",
    ],
    [
      'another option',
      { port: 80 },
      'a rewrite must have no `port`, but got 80; leave it out; it may have hostname, path, prefix',
    ],
    [
      'a wildcard',
      { hostname: '*.example.com' },
      'the `hostname` of a rewrite must be one host, but got "*.example.com"; write it as in "shop.example.com"',
    ],
    [
      'a path that is none',
      { prefix: 'v2' },
      'the `prefix` of a rewrite must start with "/", have at most 1024 characters, all of them allowed in a URL path ' +
        '(so no "?", "#" or space), and contain no "//", "/./", "/../" or "%2F", but got "v2"; ' +
        'write it as the browser sends it, such as "/admin"',
    ],
  ])('cannot be %s', (_, options, message) => {
    expect(() => HttpFilter.rewrite(options)).toThrow(new Error(message));
  });
});

describe('an extension', () => {
  const REFERENCE = { group: 'gateway.envoyproxy.io', kind: 'HTTPRouteFilter', name: 'direct-answer' };

  test('is named by group, kind and name', () => {
    expect(HttpFilter.extension(REFERENCE)._manifest()).toEqual({ type: 'ExtensionRef', extensionRef: REFERENCE });
  });

  test.each<[string, any, string]>([
    ['no object', 'x', 'an extension must be an object, but got "x"; write it in { }'],
    [
      'in another namespace',
      { ...REFERENCE, namespace: 'edge' },
      'an extension must have no `namespace`, but got "edge"; leave it out; it may have group, kind, name',
    ],
    [
      'without a kind',
      { ...REFERENCE, kind: undefined },
      'the kind of an extension must be a text, but got undefined; write it as in "HTTPRouteFilter"',
    ],
    [
      'of a kind that is none',
      { ...REFERENCE, kind: '2Filter' },
      'the kind of an extension must have 1 to 63 letters, digits and "-", starting with a letter, but got "2Filter"; ' +
        'write it as in "HTTPRouteFilter"',
    ],
  ])('cannot be %s', (_, reference, message) => {
    expect(() => HttpFilter.extension(reference)).toThrow(new Error(message));
  });

  test('must have a group and a name that Kubernetes takes', () => {
    expect(() => HttpFilter.extension({ ...REFERENCE, group: '' })).toThrow('the group of an extension must be');
    expect(() => HttpFilter.extension({ ...REFERENCE, name: 'A_B' })).toThrow('the name of an extension must be');
  });
});
