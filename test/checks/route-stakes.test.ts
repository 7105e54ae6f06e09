import { FiltersConflict } from '../../lib/checks/rules/filters-conflict';
import { RouteNotAdmitted } from '../../lib/checks/rules/route-not-admitted';
import { gateway, PARENT, route, TO_WEB, WEB } from '../analysis/entry/manifests';
import { shown } from './found';
import { grant, HTTPS, ingress, object, service } from './manifests';
import { all, workload } from './shop';

/** The listener doesn't say whom it admits: those of its own namespace, of which the shop isn't. */
const OWN = '{ name: http, port: 80, protocol: HTTP }';
const HOST = 'hostnames: [shop.example.com]';

const own = (name: string) => `{ name: ${name}, namespace: gateways }`;
const to = (name: string) => `rules: [{ backendRefs: [{ name: ${name}, port: 80 }] }]`;
const served = (name: string) =>
  all(workload(`gateways/${name}`), service(`gateways/${name}`, '[{ port: 80, targetPort: 8080 }]'));
const REFUSED = route(
  `${PARENT}\n${HOST}\nrules: [{ matches: [{ path: { value: /cart } }], backendRefs: [{ name: web, port: 80 }] }]`,
);

/** What is at stake of a route that no listener admits, beside others. */
function stakes(...others: string[]): string[] {
  return shown(new RouteNotAdmitted(), all(REFUSED, WEB, ...others)).filter((line) => line.startsWith('  '));
}

const NOBODY = '  http://shop.example.com/cart at gateways/edge is answered with 404, not by shop/web TCP 8080';
const UNCLEAR = "  http://shop.example.com/cart at gateways/edge doesn't come to HTTPRoute shop/web";

describe('a route that its parent does not take', () => {
  test('is answered with 404 where no other rule matches', () => {
    expect(stakes(gateway(OWN))).toEqual([NOBODY]);
  });

  test.each([
    ['another host', `hostnames: [www.example.com]\n${to('all')}`],
    [
      'another path',
      `${HOST}\nrules: [{ matches: [{ path: { value: /carts } }], backendRefs: [{ name: all, port: 80 }] }]`,
    ],
    [
      'a path below',
      `${HOST}\nrules: [{ matches: [{ path: { value: /cart/items } }], backendRefs: [{ name: all, port: 80 }] }]`,
    ],
    ['another method', `${HOST}\nrules: [{ matches: [{ method: POST }], backendRefs: [{ name: all, port: 80 }] }]`],
    [
      'a header',
      `${HOST}\nrules: [{ matches: [{ headers: [{ name: x-beta, value: "yes" }] }], backendRefs: [{ name: all, port: 80 }] }]`,
    ],
  ])('is answered with 404 beside a rule for %s', (_, spec) => {
    const other = route(`parentRefs: [{ name: edge }]\n${spec}`, 'HTTPRoute', own('all'));
    expect(stakes(gateway(OWN), other, served('all'))).toEqual([NOBODY]);
  });

  test.each([
    ['every path of the host', `${HOST}\n${to('all')}`],
    [
      'a path above',
      `${HOST}\nrules: [{ matches: [{ path: { value: /cart/ } }], backendRefs: [{ name: all, port: 80 }] }]`,
    ],
    [
      'the very path',
      `${HOST}\nrules: [{ matches: [{ path: { type: Exact, value: /cart } }], backendRefs: [{ name: all, port: 80 }] }]`,
    ],
    ['all hosts of the domain', `hostnames: ["*.example.com"]\n${to('all')}`],
    ['every host', to('all')],
  ])('comes to whom a rule for %s leads', (_, spec) => {
    const other = route(`parentRefs: [{ name: edge }]\n${spec}`, 'HTTPRoute', own('all'));
    expect(stakes(gateway(OWN), other, served('all'))).toEqual([
      '  http://shop.example.com/cart at gateways/edge comes to gateways/all TCP 8080, not to shop/web TCP 8080',
    ]);
  });

  test('comes to the rule that asks for most', () => {
    const rules = `rules:
  - { backendRefs: [{ name: all, port: 80 }] }
  - { matches: [{ path: { value: /cart } }], backendRefs: [{ name: carts, port: 80 }] }
  - { matches: [{ path: { value: /cart }, method: GET }], backendRefs: [{ name: read, port: 80 }] }`;
    const other = route(`parentRefs: [{ name: edge }]\n${HOST}\n${rules}`, 'HTTPRoute', own('all'));
    expect(stakes(gateway(OWN), other, served('all'), served('carts'), served('read'))).toEqual([
      '  http://shop.example.com/cart at gateways/edge comes to gateways/read TCP 8080, not to shop/web TCP 8080',
    ]);
  });

  test('comes to another route where that redirects, or where its pods are not known', () => {
    const redirect = 'rules: [{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }]';
    for (const spec of [redirect, to('gone'), 'rules: [{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }]']) {
      const other = route(`parentRefs: [{ name: edge }]\n${HOST}\n${spec}`, 'HTTPRoute', own('all'));
      expect(stakes(gateway(OWN), other)).toEqual([
        '  http://shop.example.com/cart at gateways/edge comes to HTTPRoute gateways/all, not to shop/web TCP 8080',
      ]);
    }
  });

  test('loses nothing where another route brings the same requests to the same pods', () => {
    const spec = 'rules: [{ backendRefs: [{ name: web, namespace: shop, port: 80 }] }]';
    const other = route(`parentRefs: [{ name: edge }]\n${HOST}\n${spec}`, 'HTTPRoute', own('all'));
    const leave = grant('shop/web', 'kind: HTTPRoute, namespace: gateways', 'group: "", kind: Service');
    expect(stakes(gateway(OWN), other, leave)).toEqual([]);
  });

  test('loses nothing where it has another parent that serves the same', () => {
    const both = REFUSED.replace(
      PARENT,
      'parentRefs: [{ name: edge, namespace: gateways, sectionName: http }, { name: edge, namespace: gateways, sectionName: shop }]',
    );
    const shop =
      '{ name: shop, port: 80, protocol: HTTP, hostname: shop.example.com, allowedRoutes: { namespaces: { from: All } } }';
    const told = shown(new RouteNotAdmitted(), all(both, WEB, gateway(OWN, shop)));
    expect(told).toEqual([
      '6: HTTPRoute shop/web: listener "http" of Gateway gateways/edge admits no routes of namespace shop: its allowedRoutes.namespaces.from is Same',
    ]);
  });

  test.each([
    [
      'routes of which the older one gets it',
      [
        route(`parentRefs: [{ name: edge }]\n${HOST}\n${to('all')}`, 'HTTPRoute', own('all')),
        route(`parentRefs: [{ name: edge }]\n${HOST}\n${to('all')}`, 'HTTPRoute', own('other')),
      ],
    ],
    [
      'an expression',
      [
        route(
          `parentRefs: [{ name: edge }]\n${HOST}\nrules: [{ matches: [{ path: { type: RegularExpression, value: /c.* } }], backendRefs: [{ name: all, port: 80 }] }]`,
          'HTTPRoute',
          own('all'),
        ),
      ],
    ],
    [
      'a rule of a wider host, while the host has rules for other paths',
      [
        route(
          `parentRefs: [{ name: edge }]\n${HOST}\nrules: [{ matches: [{ path: { value: /admin } }], backendRefs: [{ name: all, port: 80 }] }]`,
          'HTTPRoute',
          own('all'),
        ),
        route(`parentRefs: [{ name: edge }]\n${to('all')}`, 'HTTPRoute', own('other')),
      ],
    ],
    [
      'an Ingress for the host',
      [
        ingress(
          'rules: [{ host: shop.example.com, http: { paths: [{ path: /, pathType: Prefix, backend: { service: { name: web, port: { number: 80 } } } }] } }]',
        ),
      ],
    ],
    ['what is not understood', [object('traefik.io/v1alpha1', 'IngressRoute', 'shop/web', 'spec: { routes: [] }')]],
    [
      'another Gateway of the class',
      [
        gateway(OWN).replace('name: edge', 'name: other'),
        route(`parentRefs: [{ name: other }]\n${HOST}\n${to('all')}`, 'HTTPRoute', own('all')),
      ],
    ],
  ])('is told to come to nobody it is sure of beside %s', (_, others) => {
    expect(stakes(gateway(OWN), served('all'), ...others)).toEqual([UNCLEAR]);
  });

  test('is told to come to nobody it is sure of beside more rules than are compared, of which the last one matches', () => {
    const posts = Array.from({ length: 21 }, (_, index) => {
      const rules = 'rules: [{ matches: [{ method: POST }], backendRefs: [{ name: all, port: 80 }] }]';
      return route(`parentRefs: [{ name: edge }]\n${HOST}\n${rules}`, 'HTTPRoute', own(`post-${index}`));
    });
    const other = route(`parentRefs: [{ name: edge }]\n${HOST}\n${to('all')}`, 'HTTPRoute', own('all'));
    expect(stakes(gateway(OWN), served('all'), ...posts, other)).toEqual([UNCLEAR]);
  });

  test('is told of a wildcard only where no Ingress has a host of it', () => {
    const wild = REFUSED.replace('[shop.example.com]', '["*.example.com"]');
    const told = (...others: string[]) =>
      shown(new RouteNotAdmitted(), all(wild, WEB, gateway(OWN), ...others)).slice(1);
    const to404 = '  http://*.example.com/cart at gateways/edge is answered with 404, not by shop/web TCP 8080';
    const backend = 'backend: { service: { name: web, port: { number: 80 } } }';
    const at = (host: string) =>
      ingress(`rules: [{ host: ${host}, http: { paths: [{ path: /, pathType: Prefix, ${backend} }] } }]`);
    expect(told(at('shop.example.org'))).toEqual([to404]);
    const unclear = ["  http://*.example.com/cart at gateways/edge doesn't come to HTTPRoute shop/web"];
    expect(told(at('shop.example.com'))).toEqual(unclear);
    expect(told(ingress('defaultBackend: { service: { name: web, port: { number: 80 } } }'))).toEqual(unclear);
  });

  test('is answered by HTTPS with 404 only where a listener has its host and is served', () => {
    const secure = (more: string) => `{ name: https, port: 443, protocol: HTTPS, tls: { ${more} } }`;
    expect(stakes(gateway(secure('certificateRefs: [{ name: tls }]')))).toEqual([NOBODY.replace('http:', 'https:')]);
    expect(stakes(gateway(secure('mode: Terminate')))).toEqual([
      "  https://shop.example.com/cart at gateways/edge isn't served by shop/web TCP 8080",
    ]);
  });

  test('is told of three URLs, and that there are more', () => {
    const many = REFUSED.replace('[shop.example.com]', '[a.example.com, b.example.com, c.example.com, d.example.com]');
    const told = shown(new RouteNotAdmitted(), all(many, WEB, gateway(OWN)));
    expect(told.slice(1)).toEqual([
      '  http://a.example.com/cart at gateways/edge is answered with 404, not by shop/web TCP 8080',
      '  http://b.example.com/cart at gateways/edge is answered with 404, not by shop/web TCP 8080',
      '  http://c.example.com/cart at gateways/edge is answered with 404, not by shop/web TCP 8080',
      '  and more',
    ]);
  });

  test('is told of every host only where no narrower one is served', () => {
    const everyHost = route(`${PARENT}\n${TO_WEB}`);
    const told = (...others: string[]) =>
      shown(new RouteNotAdmitted(), all(everyHost, WEB, gateway(OWN), ...others)).slice(1);
    expect(told()).toEqual(['  http://*/ at gateways/edge is answered with 404, not by shop/web TCP 8080']);
    const narrow = route(`parentRefs: [{ name: edge }]\n${HOST}\n${to('all')}`, 'HTTPRoute', own('all'));
    expect(told(narrow, served('all'))).toEqual(["  http://*/ at gateways/edge doesn't come to HTTPRoute shop/web"]);
  });

  test('is answered as its kind is', () => {
    const grpc =
      'rules: [{ matches: [{ method: { service: Carts, method: Add } }], backendRefs: [{ name: web, port: 80 }] }]';
    const told = (spec: string, kind: string, listener: string) =>
      shown(new RouteNotAdmitted(), all(route(`${PARENT}\n${spec}`, kind), WEB, gateway(listener))).slice(1);
    expect(told(grpc, 'GRPCRoute', OWN)).toEqual([
      '  http://*/Carts/Add at gateways/edge is answered with UNIMPLEMENTED, not by shop/web TCP 8080',
    ]);
    expect(told(TO_WEB, 'TCPRoute', '{ name: db, port: 5432, protocol: TCP }')).toEqual([
      "  tcp://*:5432 at gateways/edge isn't served by shop/web TCP 8080",
    ]);
  });
});

describe('a route that is not written', () => {
  const BAD = `rules:
  - filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }]
    backendRefs: [{ name: web, port: 80 }]`;
  const lost = (...others: string[]) =>
    shown(new FiltersConflict(), all(route(`${PARENT}\n${HOST}\n${BAD}`), WEB, ...others)).slice(1);

  test('loses what it makes', () => {
    expect(lost(gateway(HTTPS))).toEqual([
      '  https://shop.example.com/ at gateways/edge -> shop/web TCP 8080 would be lost with it',
    ]);
    expect(lost()).toEqual(['  http(s)://shop.example.com/ at gateways/edge -> shop/web TCP 8080 may be lost with it']);
  });

  test('loses nothing that another route makes as well', () => {
    const wider = route(`${PARENT}\n${TO_WEB}`, 'HTTPRoute', '{ name: all, namespace: shop }');
    expect(lost(gateway(HTTPS), wider)).toEqual([]);
    const elsewhere = route(`${PARENT}\n${to('other')}`, 'HTTPRoute', '{ name: all, namespace: shop }');
    expect(lost(gateway(HTTPS), elsewhere, service('shop/other'))).toHaveLength(1);
  });
});
