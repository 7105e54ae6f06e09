import { IngressControllers } from '../../lib';
import { checkPath, checkPathFor, prefixOf } from '../../lib/routing/paths';

const PLACE = { node: { path: 'shop/web' } };

describe('a path can be', () => {
  test.each([
    '/',
    '/admin',
    '/admin/',
    '/v1.2/~me/a_b-c',
    "/a!$&'()*+,;=:@",
    '/caf%C3%A9',
    '/.well-known/acme',
    '/..hidden',
    `/${'x'.repeat(1023)}`,
  ])('%s', (path) => {
    expect(() => checkPath(PLACE, path)).not.toThrow();
  });
});

describe('refuses', () => {
  const LAW =
    '[shop/web] a path must start with "/", have at most 1024 characters, all of them allowed in a URL path ' +
    '(so no "?", "#" or space), and contain no "//", "/./", "/../" or "%2F"';

  test.each([
    '',
    'admin',
    '*',
    'https://shop.example.com/admin',
    '/a//b',
    '/a/./b',
    '/a/.',
    '/a/../b',
    '/a/..',
    '/a%2Fb',
    '/a%2fb',
    '/a?page=1',
    '/a#top',
    '/a b',
    '/a|b',
    '/café',
    '/a%zz',
    '/100%',
    '/a\n',
  ])('the path "%s"', (path) => {
    expect(() => checkPath(PLACE, path)).toThrow(
      new Error(`${LAW}, but got ${JSON.stringify(path)}; write it as the browser sends it, such as "/admin"`),
    );
  });

  test('a path of more than 1024 characters', () => {
    expect(() => checkPath(PLACE, `/${'x'.repeat(1024)}`)).toThrow('at most 1024 characters');
  });
});

test.each([undefined, null, 1, ['/']])('refuses what is no text: %j', (path) => {
  expect(() => checkPath(PLACE, path as any)).toThrow(/^\[shop\/web\] a path must start with "\/", .*, but got /);
});

describe('by ingress-nginx', () => {
  const nginx = IngressControllers.ingressNginx();

  test.each(['/', '/admin', '/v1.2/a_b-c/'])('a path can be %s', (path) => {
    expect(() => checkPathFor(nginx, PLACE, path)).not.toThrow();
  });

  test.each(['/a(b)', '/a*', '/a;b', '/a$', '/~me', '/a:b', '/caf%C3%A9', '/a+b'])('a path cannot be %s', (path) => {
    expect(() => checkPathFor(nginx, PLACE, path)).toThrow(
      new Error(
        '[shop/web] a path by ingress-nginx must have no characters but letters, digits, "/", "-", ".", "_", but got ' +
          `"${path}"; serve a shorter path above it, or name another \`entry\``,
      ),
    );
  });
});

test('a controller that says nothing takes every path', () => {
  expect(() => checkPathFor(IngressControllers.traefik(), PLACE, "/a!$&'()*+,;=:@")).not.toThrow();
});

test.each([
  ['/', '/'],
  ['/admin', '/admin'],
  ['/admin/', '/admin'],
])('the prefix %s is compared as %s', (path, prefix) => {
  expect(prefixOf(path)).toBe(prefix);
});
