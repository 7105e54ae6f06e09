import { Construct, RootConstruct } from 'constructs';
import { Challenge, Tls } from '../../lib';
import { type Claim, RouteClaims } from '../../lib/routing/route-claims';

const root = new RootConstruct();
const web = new Construct(root, 'web');
const admin = new Construct(root, 'admin');

function claim(parts: Partial<Claim>): Claim {
  return { host: 'shop.example.com', path: '/', tls: Tls.secret('shop-tls'), claimedBy: web, ...parts };
}

/** The claims of one route. */
function claimsOfWeb(): RouteClaims {
  const claims = new RouteClaims();
  claims.claim([claim({})]);
  return claims;
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
    expect(() => claimsOfWeb().check([claim(parts)])).not.toThrow();
  });
});

describe('certificates of a host', () => {
  const home = 'shop';
  const ISSUED = { clusterIssuer: 'letsencrypt', challenge: Challenge.DNS01 };

  function second(first: Partial<Claim>, other: Partial<Claim>): () => void {
    const claims = new RouteClaims();
    claims.claim([claim({ home, ...first })]);
    return () => claims.check([claim({ home, path: '/admin', claimedBy: admin, ...other })]);
  }

  test('are one where a Secret is named with its own namespace or without', () => {
    expect(second({}, { tls: Tls.secret('shop-tls', { namespace: 'shop' }) })).not.toThrow();
  });

  test('are one where a ClusterIssuer issues them, into whatever namespace', () => {
    const tls = Tls.certManager(ISSUED);
    expect(second({ tls }, { tls, home: 'bank' })).not.toThrow();
  });

  test.each([
    ['Secrets', Tls.secret('shop-tls'), 'Secret shop/shop-tls', 'Secret bank/shop-tls'],
    [
      'Issuers',
      Tls.certManager({ issuer: 'ca', challenge: Challenge.DNS01 }),
      'Issuer ca by dns01 in namespace shop',
      'Issuer ca by dns01 in namespace bank',
    ],
  ])('are two where %s of one name are in two namespaces', (_, tls, first, got) => {
    expect(second({ tls }, { tls, home: 'bank' })).toThrow(
      new Error(
        `[admin] all routes of a host must have one certificate, and [web] has ${first} for shop.example.com, but got ` +
          `"${got}"; make both in one namespace, let a ClusterIssuer issue for both, or serve the host by a Gateway`,
      ),
    );
  });
});

test('what was checked and not claimed is free', () => {
  const claims = new RouteClaims();
  claims.check([claim({})]);
  expect(() => claims.check([claim({ claimedBy: admin, tls: Tls.secret('other') })])).not.toThrow();
});

describe('refuses', () => {
  test('a path that another route has', () => {
    expect(() => claimsOfWeb().check([claim({ claimedBy: admin })])).toThrow(
      new Error(
        '[admin] a path of a host must belong to one route, but [web] has / of shop.example.com already; ' +
          'choose another `path` or `host`',
      ),
    );
  });

  test('a path that the route names twice', () => {
    expect(() => new RouteClaims().check([claim({}), claim({})])).toThrow(
      new Error(
        '[web] a route must name a path of a host once, but this one names / of shop.example.com twice; ' +
          'leave one of them out',
      ),
    );
  });

  test.each([
    ['another certificate', Tls.secret('other-tls'), 'Secret other-tls'],
    ['clear text', Tls.none({ reason: 'a test' }), 'no TLS'],
  ])('%s for a host', (_, tls, got) => {
    expect(() => claimsOfWeb().check([claim({ path: '/admin', tls, claimedBy: admin })])).toThrow(
      new Error(
        '[admin] all routes of a host must have one certificate, and [web] has Secret shop-tls for shop.example.com, ' +
          `but got "${got}"; give both the same \`tls\``,
      ),
    );
  });
});
