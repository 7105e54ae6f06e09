import { namespace, problems, waysIn } from './sample';
import { APP, gateway, HTTPS, OPEN, PARENT, RULES, route } from './sample-routes';

test.each([
  ['HTTP', '{ name: a, port: 80, protocol: HTTP', 'http://*/'],
  ['another port', '{ name: a, port: 8443, protocol: HTTPS', 'https://*:8443/'],
  ['port 80 with TLS', '{ name: a, port: 80, protocol: HTTPS', 'https://*:80/'],
])("the scheme and the port are the listener's: %s", (_, listener, url) => {
  expect(waysIn(...APP, gateway(`${listener}, ${OPEN} }`), route(`${PARENT}, ${RULES}`))).toEqual([
    `shop/web TCP 3000 ${url}`,
  ]);
});

test.each([
  ['a.example.com', '', ['a.example.com']],
  ['', 'a.example.com', ['a.example.com']],
  ['a.example.com', 'a.example.com', ['a.example.com']],
  ['*.example.com', 'a.example.com', ['a.example.com']],
  ['*.example.com', 'a.b.example.com', ['a.b.example.com']],
  ['a.example.com', '*.example.com', ['a.example.com']],
  ['*.example.com', '*.b.example.com', ['*.b.example.com']],
  ['*.example.com', '*.example.com', ['*.example.com']],
  ['*.example.com', 'a.example.com, other.net', ['a.example.com']],
  ['*.example.com', 'example.com', []],
  ['*.example.com', 'badexample.com', []],
  ['a.example.com', 'b.example.com', []],
])('listener "%s" and route "%s" have %j in common', (listener, hostnames, common) => {
  const own = HTTPS.replace('name: https', `name: https, hostname: "${listener}"`);
  const list = hostnames === '' ? '' : `hostnames: [${hostnames.replace(/\*[^,]*/g, '"$&"')}],`;
  expect(waysIn(...APP, gateway(own), route(`${PARENT}, ${list} ${RULES}`))).toEqual(
    common.map((hostname) => `shop/web TCP 3000 https://${hostname}/`),
  );
});

test.each([
  ['by default', '', false],
  ['from Same', 'allowedRoutes: { namespaces: { from: Same } }', false],
  ['from None', 'allowedRoutes: { namespaces: { from: None } }', false],
  ['from All', OPEN, true],
  [
    'by a label it has',
    'allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { gate: open } } } }',
    true,
  ],
  [
    'by a label it has not',
    'allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { gate: shut } } } }',
    false,
  ],
  [
    'by its name',
    'allowedRoutes: { namespaces: { from: Selector, selector: { matchLabels: { kubernetes.io/metadata.name: shop } } } }',
    true,
  ],
  ['by no selector', 'allowedRoutes: { namespaces: { from: Selector } }', false],
  ['for GRPCRoute alone', 'allowedRoutes: { namespaces: { from: All }, kinds: [{ kind: GRPCRoute }] }', false],
  [
    'for HTTPRoute too',
    'allowedRoutes: { namespaces: { from: All }, kinds: [{ kind: GRPCRoute }, { kind: HTTPRoute }] }',
    true,
  ],
])('a route of another namespace is admitted %s: %#', (_, allowed, admitted) => {
  const listener = `{ name: https, port: 443, protocol: HTTPS, ${allowed} }`;
  const texts = [...APP, namespace('shop', '{ gate: open }'), gateway(listener), route(`${PARENT}, ${RULES}`)];
  expect(waysIn(...texts)).toHaveLength(admitted ? 1 : 0);
  expect(problems(...texts)).toEqual(
    admitted ? [] : ['HTTPRoute shop/web: no listener of Gateway edge/public admits it'],
  );
});

test('a route of the same namespace is admitted by default', () => {
  const own = gateway('{ name: a, port: 80, protocol: HTTP }').replace('namespace: edge', 'namespace: shop');
  expect(waysIn(...APP, own, route(`parentRefs: [{ name: public }], ${RULES}`))).toEqual([
    'shop/web TCP 3000 http://*/',
  ]);
});

test.each([
  ['{ namespace: edge, name: public, sectionName: https }', ['https://*/']],
  ['{ namespace: edge, name: public, port: 80 }', ['http://*/']],
  ['{ namespace: edge, name: public }', ['http://*/', 'https://*/']],
  ['{ namespace: edge, name: public, sectionName: https, port: 80 }', []],
  ['{ namespace: edge, name: public, sectionName: other }', []],
  ['{ namespace: edge, name: other }', []],
  ['{ name: public }', []],
  ['{ namespace: edge, name: public, kind: ListenerSet }', []],
])('the parent %s', (parent, urls) => {
  const both = gateway(
    HTTPS,
    `{ name: http, port: 80, protocol: HTTP, ${OPEN} }`,
    `{ name: tls, port: 8443, protocol: TLS, ${OPEN} }`,
  );
  expect(waysIn(...APP, both, route(`parentRefs: [${parent}], ${RULES}`))).toEqual(
    urls.map((url) => `shop/web TCP 3000 ${url}`),
  );
});
