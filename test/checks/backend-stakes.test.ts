import { BackendNotFound } from '../../lib/checks/rules/backend-not-found';
import { gateway, HTTP, PARENT, route, WEB } from '../analysis/entry/manifests';
import { shown } from './found';
import { service } from './manifests';
import { all } from './shop';

/** What is at stake of a backend that isn't there. */
function stakes(rules: string, kind = 'HTTPRoute', listener = HTTP, ...others: string[]): string[] {
  const text = route(`${PARENT}\nrules: ${rules}`, kind);
  return shown(new BackendNotFound(), all(text, WEB, gateway(listener), ...others)).slice(1);
}

const GONE = 'backendRefs: [{ name: gone, port: 80 }]';
const FATE = 'is answered with 500, not by Service shop/gone';

test('requests for it are answered with 500', () => {
  expect(stakes(`[{ ${GONE} }]`)).toEqual([`  http://*/ at gateways/edge ${FATE}`]);
});

test('as many of them as are its share', () => {
  const shared = (weight: number, other: number) =>
    stakes(
      `[{ backendRefs: [{ name: gone, port: 80, weight: ${weight} }, { name: web, port: 80, weight: ${other} }] }]`,
    );
  expect(shared(10, 90)).toEqual([
    '  http://*/ at gateways/edge is answered with 500 for 1 of 10 requests, not by Service shop/gone',
  ]);
  expect(shared(3, 0)).toEqual([`  http://*/ at gateways/edge ${FATE}`]);
  expect(shared(0, 1)).toEqual([]);
});

test('those that a match asks for', () => {
  const match =
    '{ path: { value: /v2 }, method: POST, headers: [{ name: X-Beta, value: "yes" }], queryParams: [{ name: page, value: "2" }] }';
  expect(stakes(`[{ matches: [${match}], ${GONE} }]`)).toEqual([
    `  POST http://*/v2 with x-beta=yes and ?page=2 at gateways/edge ${FATE}`,
  ]);
});

test.each([
  [
    'GRPCRoute',
    '{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All } } }',
    'http://*/ at gateways/edge is answered with UNAVAILABLE, not by Service shop/gone',
  ],
  [
    'TCPRoute',
    '{ name: db, port: 5432, protocol: TCP, allowedRoutes: { namespaces: { from: All } } }',
    'tcp://*:5432 at gateways/edge is refused, and was meant for Service shop/gone',
  ],
  [
    'UDPRoute',
    '{ name: dns, port: 53, protocol: UDP, allowedRoutes: { namespaces: { from: All } } }',
    'udp://*:53 at gateways/edge is dropped, and was meant for Service shop/gone',
  ],
])('of a %s as the API says', (kind, listener, text) => {
  expect(stakes(`[{ ${GONE} }]`, kind, listener)).toEqual([`  ${text}`]);
});

test('copies and questions do not come', () => {
  const filter = (written: string) => stakes(`[{ backendRefs: [{ name: web, port: 80 }], filters: [${written}] }]`);
  expect(filter('{ type: RequestMirror, requestMirror: { backendRef: { name: gone, port: 80 } } }')).toEqual([
    "  http://*/ at gateways/edge isn't copied to Service shop/gone",
  ]);
  expect(
    filter('{ type: ExternalAuth, externalAuth: { protocol: HTTP, backendRef: { name: gone, port: 80 } } }'),
  ).toEqual(["  Service shop/gone isn't asked whether http://*/ at gateways/edge may pass"]);
});

test('a filter of an implementation may answer', () => {
  const filter = 'filters: [{ type: ExtensionRef, extensionRef: { group: a.example, kind: Any, name: any } }]';
  expect(stakes(`[{ ${filter}, ${GONE} }]`)).toEqual([
    '  http://*/ at gateways/edge may be answered with an error, not by Service shop/gone',
  ]);
});

test('where others get some of the requests, of those alone that come to the route', () => {
  const what = `  what HTTPRoute shop/web gets for http://*/ at gateways/edge ${FATE}`;
  const home = '{ matches: [{ path: { type: Exact, value: / } }], backendRefs: [{ name: web, port: 80 }] }';
  expect(stakes(`[${home}, { ${GONE} }]`)).toEqual([what]);
  const read = '{ matches: [{ method: GET }], backendRefs: [{ name: web, port: 80 }] }';
  expect(stakes(`[${read}, { ${GONE} }]`)).toEqual([what]);
  const other = route(
    `${PARENT}\nrules: [{ backendRefs: [{ name: web, port: 80 }] }]`,
    'HTTPRoute',
    '{ name: all, namespace: shop }',
  );
  expect(stakes(`[{ ${GONE} }]`, 'HTTPRoute', HTTP, other)).toEqual([what]);
});

test('nothing of a rule that gets no requests', () => {
  const same = '{ backendRefs: [{ name: web, port: 80 }] }';
  expect(stakes(`[${same}, { ${GONE} }]`)).toEqual([]);
  // Its Gateway doesn't take it, which another check tells.
  expect(stakes(`[{ ${GONE} }]`, 'HTTPRoute', '{ name: http, port: 80, protocol: HTTP }')).toEqual([]);
  expect(
    stakes(
      `[{ ${GONE} }]`,
      'HTTPRoute',
      '{ name: https, port: 443, protocol: HTTPS, allowedRoutes: { namespaces: { from: All } } }',
    ),
  ).toEqual([]);
});

test('of a parent that was not read, without saying that it takes the route', () => {
  const text = route(`${PARENT}\nhostnames: [shop.example.com]\nrules: [{ ${GONE} }]`);
  expect(shown(new BackendNotFound(), all(text, service('shop/web'))).slice(1)).toEqual([
    `  what HTTPRoute shop/web gets for http(s)://shop.example.com/ at gateways/edge ${FATE}`,
  ]);
  const mesh = text.replace(PARENT, 'parentRefs: [{ group: "", kind: Service, name: web, port: 80 }]');
  expect(shown(new BackendNotFound(), all(mesh, service('shop/web'))).slice(1)).toEqual([]);
});
