import { ServedInClearText } from '../../../lib/checks/rules/served-in-clear-text';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { HTTPS } from '../manifests';
import { all } from '../shop';

const check = new ServedInClearText();

describe('reports', () => {
  test('a route at all listeners', () => {
    expect(found(check, manifests(gateway(HTTP, HTTPS), route(`${PARENT}\n${TO_WEB}`)))).toEqual([
      '17: HTTPRoute shop/web: listener "http" of Gateway gateways/edge serves it in clear text, beside the one for HTTPS',
    ]);
  });

  test('a route for gRPC', () => {
    expect(found(check, manifests(gateway(HTTP, HTTPS), route(`${PARENT}\n${TO_WEB}`, 'GRPCRoute')))).toEqual([
      '17: GRPCRoute shop/web: listener "http" of Gateway gateways/edge serves it in clear text, beside the one for HTTPS',
    ]);
  });

  test('with the connections that can be read', () => {
    const hosts = 'hostnames: [shop.example.com, shop.example.org]';
    const secure = HTTPS.replace('protocol', 'hostname: "*.example.com", protocol');
    expect(shown(check, all(route(`${PARENT}\n${hosts}\n${TO_WEB}`), WEB, gateway(HTTP, secure))).slice(1)).toEqual([
      '  http://shop.example.com/ at gateways/edge -> shop/web TCP 8080 can be read on the way',
    ]);
  });
});

describe('is silent about', () => {
  test('a route at the HTTPS listener', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP, HTTPS),
          route(`parentRefs: [{ name: edge, namespace: gateways, sectionName: https }]\n${TO_WEB}`),
        ),
      ),
    ).toEqual([]);
  });

  test('a Gateway without HTTPS', () => {
    expect(found(check, manifests(gateway(HTTP), route(`${PARENT}\n${TO_WEB}`)))).toEqual([]);
  });

  test('a redirect', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP, HTTPS),
          route(
            `${PARENT}\nrules: [{ filters: [{ type: RequestRedirect, requestRedirect: { hostname: www.example.com } }] }]`,
          ),
        ),
      ),
    ).toEqual([]);
  });

  test('an HTTP listener for other hostnames', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP.replace('port: 80', 'port: 80, hostname: blog.example.com'), HTTPS),
          route(`${PARENT}\nhostnames: [shop.example.com]\n${TO_WEB}`),
        ),
      ),
    ).toEqual([]);
  });

  test('HTTP and HTTPS on one port, of which only one is served', () => {
    expect(found(check, manifests(gateway(HTTP, HTTPS.replace('443', '80')), route(`${PARENT}\n${TO_WEB}`)))).toEqual(
      [],
    );
  });
});
