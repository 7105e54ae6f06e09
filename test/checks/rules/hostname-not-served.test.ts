import { HostnameNotServed } from '../../../lib/checks/rules/hostname-not-served';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { all } from '../shop';

const check = new HostnameNotServed();

const NAMED = (hostname: string) =>
  `{ name: named, port: 8000, protocol: HTTP, hostname: ${hostname}, allowedRoutes: { namespaces: { from: All } } }`;

describe('reports', () => {
  test('another hostname', () => {
    expect(
      found(
        check,
        manifests(gateway(NAMED('blog.example.com')), route(`${PARENT}\nhostnames: [shop.example.com]\n${TO_WEB}`)),
      ),
    ).toEqual([
      '17: HTTPRoute shop/web: listener "named" of Gateway gateways/edge serves blog.example.com; none serves shop.example.com',
    ]);
  });

  test('the domain itself, which a wildcard does not mean', () => {
    expect(
      found(
        check,
        manifests(gateway(NAMED('"*.example.com"')), route(`${PARENT}\nhostnames: [example.com]\n${TO_WEB}`)),
      ),
    ).toEqual([
      '17: HTTPRoute shop/web: listener "named" of Gateway gateways/edge serves *.example.com; none serves example.com',
    ]);
  });

  test('several listeners, each with what it serves', () => {
    const other = NAMED('blog.example.org').replace('named', 'other');
    expect(
      found(
        check,
        manifests(
          gateway(NAMED('blog.example.com'), other),
          route(`${PARENT}\nhostnames: [a.example.com, b.example.com]\n${TO_WEB}`),
        ),
      ),
    ).toEqual([
      '18: HTTPRoute shop/web: listener "named" of Gateway gateways/edge serves blog.example.com, listener "other" of Gateway gateways/edge serves blog.example.org; none serves a.example.com or b.example.com',
    ]);
  });

  test('with the URLs that are answered with 404, and by HTTPS not at all', () => {
    const text = (listener: string) =>
      all(
        route(`${PARENT}\nhostnames: [shop.example.org]\n${TO_WEB}`),
        WEB,
        gateway(`{ ${listener}, hostname: "*.example.com", allowedRoutes: { namespaces: { from: All } } }`),
      );
    expect(shown(check, text('name: http, port: 80, protocol: HTTP')).slice(1)).toEqual([
      '  http://shop.example.org/ at gateways/edge is answered with 404, not by shop/web TCP 8080',
    ]);
    const https = 'name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: tls }] }';
    expect(shown(check, text(https)).slice(1)).toEqual([
      "  https://shop.example.org/ at gateways/edge isn't served by shop/web TCP 8080",
    ]);
  });
});

describe('is silent about', () => {
  test('a hostname at any depth below a wildcard', () => {
    expect(
      found(
        check,
        manifests(gateway(NAMED('"*.example.com"')), route(`${PARENT}\nhostnames: [a.b.example.com]\n${TO_WEB}`)),
      ),
    ).toEqual([]);
  });

  test('a route without hostnames, and a listener without one', () => {
    expect(found(check, manifests(gateway(NAMED('shop.example.com'), HTTP), route(`${PARENT}\n${TO_WEB}`)))).toEqual(
      [],
    );
  });

  test('a Gateway that was not read', () => {
    expect(found(check, route(`${PARENT}\nhostnames: [shop.example.com]\n${TO_WEB}`))).toEqual([]);
  });
});
