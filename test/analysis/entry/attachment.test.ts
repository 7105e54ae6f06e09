import { pathText, whereIs } from '../../../lib/analysis/network/place';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from './manifests';
import { steps, told, waysOf } from './told';

const REACHED = 'allowed gateways/edge http://*/ -> Deployment shop/web TCP 8080';

function shop(listeners: string[], spec = `${PARENT}\n${TO_WEB}`): string {
  return manifests(gateway(...listeners), route(spec), WEB);
}

test('a route says each step up to the pods', () => {
  expect(steps(shop([HTTP]))).toEqual([
    "controller allowed: which pods serve Gateway gateways/edge isn't known; a cluster profile can say it, or a selection of the pods of GatewayClass eg",
    'listener allowed: listener "http" of Gateway gateways/edge admits routes of namespace shop',
    'route allowed: HTTPRoute shop/web sends requests to port 80 of Service shop/web',
    'backend allowed: Service shop/web has the TCP port 80',
    'Service allowed: Service shop/web leads its port 80 to TCP port 8080 of Deployment shop/web',
  ]);
});

test('each step says where it stands', () => {
  const [way] = waysOf(shop([HTTP]));
  const places = way?.legs.map(({ decidedBy }) =>
    decidedBy.map((field) => `${whereIs(field)} ${pathText(field.path)}`),
  );
  expect(places).toEqual([
    [],
    ['shop.yaml:8 spec.listeners[0]'],
    ['shop.yaml:17 spec.rules[0].backendRefs[0]'],
    ['shop.yaml:17 spec.rules[0].backendRefs[0]'],
    ['shop.yaml:34 spec.selector', 'shop.yaml:35 spec.ports[0]'],
  ]);
});

describe('namespaces', () => {
  test('a listener admits its own namespace only, unless it says otherwise', () => {
    expect(told(shop(['{ name: http, port: 80, protocol: HTTP }']))).toEqual([
      'denied gateways/edge http://*/',
      '  listener denied: the route\'s namespace shop is not admitted by listener "http" of Gateway gateways/edge, whose allowedRoutes.namespaces.from is Same; set it to All, or to a Selector that matches the namespace',
    ]);
  });

  const bySelector = (selector: string) =>
    `{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: Selector, selector: ${selector} } } }`;

  test('a selector asks for the labels of the namespace', () => {
    const namespace = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { public: "true" } }';
    expect(told(manifests(shop([bySelector('{ matchLabels: { public: "true" } }')]), namespace))).toEqual([REACHED]);
    expect(told(manifests(shop([bySelector('{ matchLabels: { public: "false" } }')]), namespace))).toEqual([
      'denied gateways/edge http://*/',
      '  listener denied: the route\'s namespace shop is not admitted by listener "http" of Gateway gateways/edge, whose allowedRoutes.namespaces.from is the Selector public=false; set it to All, or to a Selector that matches the namespace',
    ]);
  });

  test('the labels of a namespace that was not read are not known', () => {
    expect(told(shop([bySelector('{ matchLabels: { public: "true" } }')]))).toEqual([
      'unknown gateways/edge http://*/ -> Deployment shop/web TCP 8080',
      '  listener unknown: whether listener "http" of Gateway gateways/edge, whose allowedRoutes.namespaces.from is the Selector public=true, admits namespace shop depends on its labels, which aren\'t among the manifests',
    ]);
  });

  test('every namespace has its name as a label', () => {
    const named = (name: string) => bySelector(`{ matchLabels: { kubernetes.io/metadata.name: ${name} } }`);
    expect(told(shop([named('shop')]))).toEqual([REACHED]);
    expect(told(shop([named('blog')]))[0]).toBe('denied gateways/edge http://*/');
  });
});

describe('parents', () => {
  test('a Gateway that was not read is someone else’s', () => {
    expect(told(manifests(route(`${PARENT}\n${TO_WEB}`), WEB))).toEqual([
      'unknown gateways/edge http://*/ -> Deployment shop/web TCP 8080',
      "  listener unknown: Gateway gateways/edge isn't among the manifests, so whether it admits HTTPRoute shop/web isn't known",
    ]);
  });

  const https =
    '{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: tls }] }, allowedRoutes: { namespaces: { from: All } } }';

  test('without a section name a route is attached to every listener that takes it', () => {
    expect(told(shop([HTTP, https]))).toEqual([
      REACHED,
      'allowed gateways/edge https://*/ -> Deployment shop/web TCP 8080',
    ]);
  });

  test('a section name or a port means one listener', () => {
    const to = (ref: string) =>
      shop([HTTP, https], `parentRefs: [{ name: edge, namespace: gateways, ${ref} }]\n${TO_WEB}`);
    expect(told(to('sectionName: http'))).toEqual([REACHED]);
    expect(told(to('port: 80'))).toEqual([REACHED]);
    expect(told(to('sectionName: web'))).toEqual([
      'denied gateways/edge http://*/',
      '  listener denied: Gateway gateways/edge has no listener named "web"; it has "http" on port 80 and "https" on port 443',
    ]);
    expect(told(to('sectionName: http, port: 443'))[1]).toBe(
      '  listener denied: Gateway gateways/edge has no listener named "http" on port 443; it has "http" on port 80 and "https" on port 443',
    );
  });

  test('without any, nothing brings requests', () => {
    expect(told(shop([HTTP], `hostnames: [shop.example.com]\n${TO_WEB}`))).toEqual([
      'denied gateway http://shop.example.com/',
      '  listener denied: HTTPRoute shop/web has no parentRefs, so nothing brings it requests; name a Gateway there',
    ]);
  });

  test('a Service as a parent means the mesh, and is no way in', () => {
    expect(told(shop([HTTP], `parentRefs: [{ group: "", kind: Service, name: web }]\n${TO_WEB}`))).toEqual([]);
  });

  test('a parent of another kind is not known', () => {
    expect(told(shop([HTTP], `parentRefs: [{ group: example.com, kind: Door, name: front }]\n${TO_WEB}`))).toEqual([
      'unknown shop/front http://*/ -> Deployment shop/web TCP 8080',
      "  listener unknown: Door shop/front is no Gateway or ListenerSet, so whether it brings requests isn't known",
    ]);
  });

  test('each parent is a way of its own', () => {
    const other = gateway(HTTP).replace('name: edge', 'name: inner');
    const spec = `parentRefs: [{ name: edge, namespace: gateways }, { name: inner, namespace: gateways }]\n${TO_WEB}`;
    expect(told(manifests(shop([HTTP], spec), other))).toEqual([
      REACHED,
      'allowed gateways/inner http://*/ -> Deployment shop/web TCP 8080',
    ]);
  });
});

describe('kinds', () => {
  test('a listener takes the routes of its protocol', () => {
    expect(
      told(shop(['{ name: db, port: 5432, protocol: TCP, allowedRoutes: { namespaces: { from: All } } }'])),
    ).toEqual([
      'denied gateways/edge tcp://*:5432/',
      '  listener denied: listener "db" of Gateway gateways/edge is TCP and takes no HTTPRoute, as HTTPRoute shop/web is; attach it to a listener that is HTTP or HTTPS',
    ]);
  });

  test('a listener may take fewer kinds', () => {
    const only = (kind: string) =>
      `{ name: http, port: 80, protocol: HTTP, allowedRoutes: { namespaces: { from: All }, kinds: [{ kind: ${kind} }] } }`;
    expect(told(shop([only('HTTPRoute')]))).toEqual([REACHED]);
    expect(told(shop([only('GRPCRoute')]))).toEqual([
      'denied gateways/edge http://*/',
      '  listener denied: listener "http" of Gateway gateways/edge takes only GRPCRoute, not HTTPRoute shop/web; add HTTPRoute to its allowedRoutes.kinds',
    ]);
  });

  test('what a protocol of an implementation takes is not known', () => {
    expect(
      told(
        shop(['{ name: h3, port: 443, protocol: example.com/h3, allowedRoutes: { namespaces: { from: All } } }']),
      )[1],
    ).toBe(
      '  listener unknown: whether listener "h3" of Gateway gateways/edge, which is example.com/h3, takes HTTPRoutes is up to the implementation',
    );
  });
});

describe('hostnames', () => {
  const listener = (hostname: string) =>
    `{ name: http, port: 80, protocol: HTTP, hostname: '${hostname}', allowedRoutes: { namespaces: { from: All } } }`;
  const named = (hostnames: string) => `${PARENT}\nhostnames: [${hostnames}]\n${TO_WEB}`;

  test('a wildcard means names at any depth', () => {
    expect(told(shop([listener('*.example.com')], named('a.b.example.com')))).toEqual([
      'allowed gateways/edge http://a.b.example.com/ -> Deployment shop/web TCP 8080',
    ]);
  });

  test('the narrower name is served', () => {
    expect(told(shop([listener('shop.example.com')], named('"*.example.com"')))).toEqual([
      'allowed gateways/edge http://shop.example.com/ -> Deployment shop/web TCP 8080',
    ]);
  });

  test('a route without hostnames takes that of the listener', () => {
    expect(told(shop([listener('*.example.com')]))).toEqual([
      'allowed gateways/edge http://*.example.com/ -> Deployment shop/web TCP 8080',
    ]);
  });

  test('a wildcard does not mean the name below which it stands', () => {
    expect(told(shop([listener('*.example.com')], named('example.com')))).toEqual([
      'denied gateways/edge http://example.com/',
      '  listener denied: listener "http" of Gateway gateways/edge serves *.example.com, none of the hostnames of HTTPRoute shop/web (example.com); give both a hostname in common',
    ]);
  });

  test('a hostname that no listener serves is told, while the others are served', () => {
    expect(told(shop([listener('*.example.com')], named('shop.example.com, shop.example.org')))).toEqual([
      'allowed gateways/edge http://shop.example.com/ -> Deployment shop/web TCP 8080',
      'denied gateways/edge http://shop.example.org/',
      '  listener denied: no listener that takes HTTPRoute shop/web serves shop.example.org; give one of them that hostname, or take it from the route',
    ]);
  });
});

test('where no listener takes a route, the nearest says why', () => {
  const listeners = [
    '{ name: db, port: 5432, protocol: TCP, allowedRoutes: { namespaces: { from: All } } }',
    '{ name: other, port: 80, protocol: HTTP, hostname: example.org }',
    '{ name: own, port: 80, protocol: HTTP, hostname: example.com }',
  ];
  expect(told(shop(listeners, `${PARENT}\nhostnames: [example.com]\n${TO_WEB}`))).toEqual([
    'denied gateways/edge http://example.com/',
    '  listener denied: the route\'s namespace shop is not admitted by listener "own" of Gateway gateways/edge, whose allowedRoutes.namespaces.from is Same; set it to All, or to a Selector that matches the namespace',
  ]);
});
