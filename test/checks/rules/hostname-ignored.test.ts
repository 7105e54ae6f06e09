import { HostnameIgnored } from '../../../lib/checks/rules/hostname-ignored';
import { gateway, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { all } from '../shop';

const check = new HostnameIgnored();

const NAMED = (hostname: string) =>
  `{ name: named, port: 8000, protocol: HTTP, hostname: ${hostname}, allowedRoutes: { namespaces: { from: All } } }`;

describe('reports', () => {
  test('the one of two that no listener serves', () => {
    expect(
      found(
        check,
        manifests(
          gateway(NAMED('shop.example.com')),
          route(`${PARENT}\nhostnames: [shop.example.com, www.example.com]\n${TO_WEB}`),
        ),
      ),
    ).toEqual([
      '17: HTTPRoute shop/web: no listener that takes it serves www.example.com; they serve shop.example.com',
    ]);
  });

  test('the domain itself beside its wildcard', () => {
    expect(
      found(
        check,
        manifests(
          gateway(NAMED('"*.example.com"')),
          route(`${PARENT}\nhostnames: [a.example.com, example.com]\n${TO_WEB}`),
        ),
      ),
    ).toEqual(['17: HTTPRoute shop/web: no listener that takes it serves example.com; they serve *.example.com']);
  });

  test('with the URLs that are answered with 404', () => {
    const routed = route(`${PARENT}\nhostnames: [shop.example.com, www.example.com]\n${TO_WEB}`);
    expect(shown(check, all(routed, WEB, gateway(NAMED('shop.example.com')))).slice(1)).toEqual([
      '  http://www.example.com:8000/ at gateways/edge is answered with 404, not by shop/web TCP 8080',
    ]);
  });
});

describe('is silent about', () => {
  test('hostnames that are all served', () => {
    expect(
      found(
        check,
        manifests(
          gateway(NAMED('"*.example.com"')),
          route(`${PARENT}\nhostnames: [a.example.com, b.example.com]\n${TO_WEB}`),
        ),
      ),
    ).toEqual([]);
  });

  test('a route of which none is served, which another check reports', () => {
    expect(
      found(
        check,
        manifests(gateway(NAMED('blog.example.com')), route(`${PARENT}\nhostnames: [shop.example.com]\n${TO_WEB}`)),
      ),
    ).toEqual([]);
  });

  test('a further Gateway that was not read', () => {
    expect(
      found(
        check,
        manifests(
          gateway(NAMED('shop.example.com')),
          route(
            `parentRefs: [{ name: edge, namespace: gateways }, { name: other, namespace: gateways }]\nhostnames: [shop.example.com, www.example.com]\n${TO_WEB}`,
          ),
        ),
      ),
    ).toEqual([]);
  });
});
