import { RouteKindNotSupported } from '../../../lib/checks/rules/route-kind-not-supported';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB } from '../../analysis/entry/manifests';
import { found } from '../found';

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
