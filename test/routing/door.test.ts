import { Construct, RootConstruct } from 'constructs';
import { Tls } from '../../lib';
import { type Claim, Door } from '../../lib/routing/door';

const root = new RootConstruct();
const web = new Construct(root, 'web');
const admin = new Construct(root, 'admin');

function claim(parts: Partial<Claim>): Claim {
  return { host: 'shop.example.com', path: '/', tls: Tls.secret('shop-tls'), claimedBy: web, ...parts };
}

/** A door through which one route goes already. */
function doorOfWeb(): Door {
  const door = new Door();
  door.claim(claim({}));
  return door;
}

describe('is silent about', () => {
  test.each([
    ['another path of the host', { path: '/admin', claimedBy: admin }],
    ['the same path, taken exactly', { path: 'exactly /', claimedBy: admin }],
    ['the same path of another host', { host: 'www.example.com', claimedBy: admin }],
    [
      'another host with another certificate',
      { host: 'www.example.com', tls: Tls.secret('www-tls'), claimedBy: admin },
    ],
    ['another path of the same route', { path: '/admin' }],
  ])('%s', (_, parts) => {
    expect(() => doorOfWeb().claim(claim(parts))).not.toThrow();
  });
});

describe('refuses', () => {
  test('a path that another route has', () => {
    expect(() => doorOfWeb().claim(claim({ claimedBy: admin }))).toThrow(
      new Error(
        '[admin] a path of a host belongs to one route, but [web] has / of shop.example.com already; ' +
          'choose another `path` or `host`',
      ),
    );
  });

  test('a path that the route has already', () => {
    expect(() => doorOfWeb().claim(claim({}))).toThrow(
      new Error(
        '[web] a route names a path of a host once, but this one has / of shop.example.com twice; ' +
          'leave one of them out',
      ),
    );
  });

  test.each([
    ['another certificate', Tls.secret('other-tls'), 'Secret other-tls'],
    ['clear text', Tls.none({ reason: 'a test' }), 'no TLS'],
  ])('%s for a host', (_, tls, got) => {
    expect(() => doorOfWeb().claim(claim({ path: '/admin', tls, claimedBy: admin }))).toThrow(
      new Error(
        '[admin] all routes of a host have one certificate, and [web] has Secret shop-tls for shop.example.com, ' +
          `but got "${got}"; give both the same \`tls\``,
      ),
    );
  });
});
