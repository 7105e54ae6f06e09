import { RouteKindNotSupported } from '../../../lib/checks/rules/route-kind-not-supported';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { all } from '../shop';

const check = new RouteKindNotSupported();

describe('reports', () => {
  test('a route for TCP at a listener for HTTP', () => {
    expect(found(check, manifests(gateway(HTTP), route(`${PARENT}\n${TO_WEB}`, 'TCPRoute')))).toEqual([
      '16: TCPRoute shop/web: listener "http" of Gateway gateways/edge is HTTP, and so takes no TCPRoute',
    ]);
  });

  test('a route for UDP at a listener for TCP', () => {
    expect(
      found(
        check,
        manifests(gateway('{ name: tcp, port: 53, protocol: TCP }'), route(`${PARENT}\n${TO_WEB}`, 'UDPRoute')),
      ),
    ).toEqual(['16: UDPRoute shop/web: listener "tcp" of Gateway gateways/edge is TCP, and so takes no UDPRoute']);
  });

  test('a kind that the listener does not name', () => {
    expect(
      found(
        check,
        manifests(
          gateway(
            '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All }, kinds: [{ kind: HTTPRoute }] } }',
          ),
          route(`${PARENT}\n${TO_WEB}`, 'GRPCRoute'),
        ),
      ),
    ).toEqual([
      '16: GRPCRoute shop/web: listener "http" of Gateway gateways/edge takes only HTTPRoute, and so takes no GRPCRoute',
    ]);
  });

  test('a listener that names a kind which its protocol can not carry', () => {
    expect(
      found(check, gateway('{ name: http, port: 80, protocol: HTTP, allowedRoutes: { kinds: [{ kind: TLSRoute }] } }')),
    ).toEqual(['8: Gateway gateways/edge: listener "http" is HTTP, which carries no TLSRoute']);
  });

  test('such a listener alone, and not the route that it keeps out', () => {
    const listener =
      '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All }, kinds: [{ kind: TLSRoute }] } }';
    expect(found(check, manifests(gateway(listener), route(`${PARENT}\n${TO_WEB}`)))).toEqual([
      '8: Gateway gateways/edge: listener "http" is HTTP, which carries no TLSRoute',
    ]);
  });

  test('with what is not served', () => {
    expect(shown(check, all(route(`${PARENT}\n${TO_WEB}`, 'TCPRoute'), WEB, gateway(HTTP))).slice(1)).toEqual([
      "  tcp://*:80 at gateways/edge isn't served by shop/web TCP 8080",
    ]);
  });

  test('a listener with the routes that it keeps away', () => {
    const kinds = '{ namespaces: { from: All }, kinds: [{ kind: TCPRoute }] }';
    const listener = `{ name: http, port: 80, protocol: HTTP, allowedRoutes: ${kinds} }`;
    expect(shown(check, all(route(`${PARENT}\n${TO_WEB}`), WEB, gateway(listener)))).toEqual([
      '33: Gateway gateways/edge: listener "http" is HTTP, which carries no TCPRoute',
      '  http://*/ at gateways/edge is answered with 404, not by shop/web TCP 8080',
    ]);
  });
});

describe('is silent about', () => {
  test('routes for gRPC at a listener for HTTP', () => {
    expect(found(check, manifests(gateway(HTTP), route(`${PARENT}\n${TO_WEB}`, 'GRPCRoute')))).toEqual([]);
  });

  test('a protocol of an implementation', () => {
    expect(
      found(
        check,
        manifests(
          gateway(
            '{ name: own, port: 80, protocol: example.com/own, allowedRoutes: { namespaces: { from: All }, kinds: [{ kind: UDPRoute }] } }',
          ),
          route(`${PARENT}\n${TO_WEB}`, 'UDPRoute'),
        ),
      ),
    ).toEqual([]);
  });

  test('TLS that the listener ends', () => {
    expect(
      found(
        check,
        manifests(
          gateway(
            '{ name: tls, port: 443, protocol: TLS, tls: { certificateRefs: [{ name: tls }] }, allowedRoutes: { kinds: [{ kind: TCPRoute }] } }',
          ),
          route(`${PARENT}\n${TO_WEB}`, 'TCPRoute'),
        ),
      ),
    ).toEqual([]);
  });

  test('a Service as the parent, which is the mesh', () => {
    expect(
      found(check, route(`parentRefs: [{ group: "", kind: Service, name: web, port: 80 }]\n${TO_WEB}`, 'TCPRoute')),
    ).toEqual([]);
  });
});
