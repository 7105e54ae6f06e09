import { ListenerConflict } from '../../../lib/checks/rules/listener-conflict';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { HTTPS, listenerSet } from '../manifests';
import { all } from '../shop';

const check = new ListenerConflict();

const OPEN = `${gateway(HTTP)}  allowedListeners: { namespaces: { from: All } }\n`;

describe('reports', () => {
  test('HTTP and HTTPS on one port', () => {
    expect(found(check, gateway(HTTP, HTTPS.replace('443', '80')))).toEqual([
      '9: Gateway gateways/edge: listener "https" can\'t be told from listener "http": one port, 80, can\'t serve both HTTP and HTTPS',
    ]);
  });

  test('one hostname twice', () => {
    expect(
      found(
        check,
        gateway(
          '{ name: a, port: 80, protocol: HTTP, hostname: shop.example.com }',
          '{ name: b, port: 80, protocol: HTTP, hostname: shop.example.com }',
        ),
      ),
    ).toEqual([
      '9: Gateway gateways/edge: listener "b" can\'t be told from listener "a": both are HTTP on port 80 for shop.example.com',
    ]);
  });

  test('a ListenerSet that has a hostname of its Gateway', () => {
    expect(found(check, manifests(OPEN, listenerSet('{ name: shop, port: 80, protocol: HTTP }')))).toEqual([
      '19: ListenerSet shop/shop: listener "shop" can\'t be told from listener "http" of Gateway gateways/edge: both are HTTP on port 80 for every host',
    ]);
  });

  test('the one of two that its Gateway does not have', () => {
    const set = listenerSet(
      '{ name: web, port: 80, protocol: HTTP, hostname: web.example.com }',
      '{ name: raw, port: 80, protocol: TCP }',
    );
    expect(found(check, manifests(OPEN, set))).toEqual([
      '20: ListenerSet shop/shop: listener "raw" can\'t be told from listener "http" of Gateway gateways/edge: one port, 80, can\'t serve both HTTP and TCP',
    ]);
  });

  test('HTTPS and TLS for one hostname', () => {
    const tls = '{ name: tls, port: 443, protocol: TLS, tls: { mode: Passthrough } }';
    expect(found(check, gateway(HTTPS, tls))).toEqual([
      '9: Gateway gateways/edge: listener "tls" can\'t be told from listener "https": both are HTTPS and TLS on port 443 for every host',
    ]);
  });

  test('with what may not be served of both', () => {
    const tcp = '{ name: raw, port: 80, protocol: TCP }';
    expect(shown(check, all(gateway(HTTP, tcp), route(`${PARENT}\n${TO_WEB}`), WEB)).slice(1)).toEqual([
      '  http://*/ at gateways/edge may not be served by shop/web TCP 8080',
      '  tcp://*:80 at gateways/edge may not be served by listener "raw"',
    ]);
  });
});

describe('is silent about', () => {
  test('hostnames that differ', () => {
    expect(
      found(
        check,
        gateway(
          '{ name: a, port: 80, protocol: HTTP, hostname: a.example.com }',
          '{ name: b, port: 80, protocol: HTTP, hostname: b.example.com }',
        ),
      ),
    ).toEqual([]);
  });

  test('TCP and UDP on one port', () => {
    expect(
      found(check, gateway('{ name: tcp, port: 53, protocol: TCP }', '{ name: udp, port: 53, protocol: UDP }')),
    ).toEqual([]);
  });

  test('a ListenerSet that is not admitted', () => {
    expect(found(check, manifests(gateway(HTTP), listenerSet('{ name: shop, port: 80, protocol: HTTP }')))).toEqual([]);
  });

  test('HTTPS and TLS for hostnames that differ, also in how many they mean', () => {
    const tls = '{ name: tls, port: 443, protocol: TLS, hostname: db.example.com, tls: { mode: Passthrough } }';
    expect(found(check, gateway(HTTPS.replace('port: 443', 'port: 443, hostname: "*.example.com"'), tls))).toEqual([]);
  });

  test('a protocol of an implementation, beside two that share a port', () => {
    const own = '{ name: own, port: 80, protocol: example.com/own }';
    expect(found(check, gateway(own, HTTP, HTTP.replace('name: http', 'name: other')))).toEqual([
      '10: Gateway gateways/edge: listener "other" can\'t be told from listener "http": both are HTTP on port 80 for every host',
    ]);
  });
});
