import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from './manifests';
import { told } from './told';

const ALL = 'allowedRoutes: { namespaces: { from: All } }';

function shop(...listeners: string[]): string {
  return manifests(gateway(...listeners), route(`${PARENT}\n${TO_WEB}`), WEB);
}

describe('certificates', () => {
  const https = (tls: string) => `{ name: https, port: 443, protocol: HTTPS, tls: ${tls}, ${ALL} }`;
  const served = ['allowed gateways/edge https://*/ -> Deployment shop/web TCP 8080'];

  test('HTTPS needs one', () => {
    expect(told(shop(https('{ certificateRefs: [{ name: tls }] }')))).toEqual(served);
    expect(told(shop(https('{}')))).toEqual([
      'denied gateways/edge https://*/',
      '  listener denied: listener "https" of Gateway gateways/edge has no certificate, so nothing is served on it; give it tls.certificateRefs',
    ]);
  });

  test('options of an implementation may name one', () => {
    expect(told(shop(https('{ options: { example.com/certificate: shop } }')))).toEqual(served);
  });

  test('HTTPS ends here', () => {
    expect(told(shop(https('{ mode: Passthrough }')))[1]).toBe(
      '  listener denied: listener "https" of Gateway gateways/edge is HTTPS and can\'t pass TLS through; set its tls.mode to Terminate, or its protocol to TLS',
    );
  });

  const grant = (kind: string, to = '') => `
apiVersion: gateway.networking.k8s.io/v1
kind: ReferenceGrant
metadata: { name: certificates, namespace: certs }
spec:
  from: [{ group: gateway.networking.k8s.io, kind: ${kind}, namespace: gateways }]
  to: [{ group: "", kind: Secret${to} }]
`;
  const elsewhere = https('{ certificateRefs: [{ name: tls, namespace: certs }] }');

  test('a certificate of another namespace needs a grant for Gateways', () => {
    expect(told(manifests(shop(elsewhere), grant('Gateway')))).toEqual(served);
    expect(told(manifests(shop(elsewhere), grant('Gateway', ', name: tls')))).toEqual(served);
    for (const wrong of [grant('HTTPRoute'), grant('Gateway', ', name: other')]) {
      expect(told(manifests(shop(elsewhere), wrong))).toEqual([
        'denied gateways/edge https://*/',
        '  listener denied: listener "https" of Gateway gateways/edge may not use Secret certs/tls of another namespace; write a ReferenceGrant there from Gateway in namespace gateways',
      ]);
    }
  });

  test('of a namespace that was not read, grants are not known', () => {
    expect(told(shop(elsewhere))).toEqual([
      'unknown gateways/edge https://*/ -> Deployment shop/web TCP 8080',
      '  listener unknown: listener "https" of Gateway gateways/edge uses Secret certs/tls of another namespace, and a ReferenceGrant there from Gateway in namespace gateways isn\'t among the manifests',
    ]);
  });
});

describe('conflicts', () => {
  test('HTTP and HTTPS can not share a port', () => {
    const secure = `{ name: https, port: 80, protocol: HTTPS, tls: { certificateRefs: [{ name: tls }] }, ${ALL} }`;
    expect(told(shop(HTTP, secure))).toEqual([
      'denied gateways/edge http://*/',
      '  listener denied: listener "http" of Gateway gateways/edge can\'t be told from listener "https" of Gateway gateways/edge: one port, 80, can\'t serve both HTTP and HTTPS; give it another port',
    ]);
  });

  test('two listeners alike can not be told apart', () => {
    expect(told(shop(HTTP, HTTP.replace('name: http', 'name: web')))[1]).toBe(
      '  listener denied: listener "http" of Gateway gateways/edge can\'t be told from listener "web" of Gateway gateways/edge: both serve HTTP on port 80 for every host; give it another port or hostname',
    );
  });

  test('what ends TLS and what passes it through share a port where the hostnames differ', () => {
    const https = `{ name: https, port: 443, protocol: HTTPS, hostname: a.com, tls: { certificateRefs: [{ name: tls }] }, ${ALL} }`;
    const tls = (host: string) =>
      `{ name: tls, port: 443, protocol: TLS, hostname: ${host}, tls: { mode: Passthrough } }`;
    expect(told(shop(https, tls('b.com')))).toEqual([
      'allowed gateways/edge https://a.com/ -> Deployment shop/web TCP 8080',
    ]);
    expect(told(shop(https, tls('a.com')))[1]).toBe(
      '  listener denied: listener "https" of Gateway gateways/edge can\'t be told from listener "tls" of Gateway gateways/edge: both serve TLS on port 443 for a.com; give it another port or hostname',
    );
  });

  test('hostnames tell listeners of one port apart, and UDP has ports of its own', () => {
    const named = `{ name: named, port: 80, protocol: HTTP, hostname: example.com, ${ALL} }`;
    const dns = `{ name: dns, port: 80, protocol: UDP, ${ALL} }`;
    expect(told(shop(HTTP, named, dns))).toEqual([
      'allowed gateways/edge http://*/ -> Deployment shop/web TCP 8080',
      'allowed gateways/edge http://example.com/ -> Deployment shop/web TCP 8080',
    ]);
  });
});

describe('ListenerSets', () => {
  const set = (namespace: string, listener: string, name = 'extra') => `
apiVersion: gateway.networking.k8s.io/v1
kind: ListenerSet
metadata: { name: ${name}, namespace: ${namespace} }
spec:
  parentRef: { name: edge, namespace: gateways }
  listeners:
    - ${listener}
`;
  const admitting = (from: string) =>
    gateway(HTTP).replace('  listeners:', `  allowedListeners: { namespaces: { from: ${from} } }\n  listeners:`);
  const own = '{ name: shop, port: 80, protocol: HTTP, hostname: shop.example.com }';
  const toSet = route(`parentRefs: [{ kind: ListenerSet, name: extra }]\n${TO_WEB}`);

  test('a Gateway that says so admits them; routes of their namespace come through', () => {
    expect(told(manifests(admitting('All'), set('shop', own), toSet, WEB))).toEqual([
      'allowed gateways/edge http://shop.example.com/ -> Deployment shop/web TCP 8080',
    ]);
  });

  test('the first, experimental kind of them is one as well', () => {
    const first = set('shop', own)
      .replace('kind: ListenerSet', 'kind: XListenerSet')
      .replace('gateway.networking.k8s.io/v1', 'gateway.networking.x-k8s.io/v1alpha1');
    const ref = 'parentRefs: [{ group: gateway.networking.x-k8s.io, kind: XListenerSet, name: extra }]';
    expect(told(manifests(admitting('All'), first, route(`${ref}\n${TO_WEB}`), WEB))).toEqual([
      'allowed gateways/edge http://shop.example.com/ -> Deployment shop/web TCP 8080',
    ]);
  });

  test('a Gateway that says nothing admits none', () => {
    expect(told(manifests(gateway(HTTP), set('shop', own), toSet, WEB))).toEqual([
      'denied gateways/edge http://shop.example.com/',
      '  listener denied: ListenerSet shop/extra is not admitted by Gateway gateways/edge, whose allowedListeners.namespaces.from is None; set it to All, or to a Selector that matches namespace shop',
    ]);
  });

  test('a route of the Gateway does not reach their listeners', () => {
    const toGateway = route(`parentRefs: [{ name: edge, namespace: gateways, sectionName: shop }]\n${TO_WEB}`);
    expect(told(manifests(admitting('All'), set('shop', own), toGateway, WEB))[1]).toBe(
      '  listener denied: Gateway gateways/edge has no listener named "shop"; it has "http" on port 80',
    );
  });

  test('without their Gateway nothing is certain', () => {
    expect(told(manifests(set('shop', own), toSet, WEB))).toEqual([
      'unknown gateways/edge http://shop.example.com/ -> Deployment shop/web TCP 8080',
      "  listener unknown: ListenerSet shop/extra belongs to Gateway gateways/edge, which isn't among the manifests",
    ]);
  });

  test('the listeners of the Gateway come first', () => {
    const taken = `{ name: shop, port: 80, protocol: HTTP }`;
    expect(told(manifests(admitting('All'), set('shop', taken), toSet, WEB))[1]).toBe(
      '  listener denied: listener "shop" of ListenerSet shop/extra can\'t be told from listener "http" of Gateway gateways/edge: both serve HTTP on port 80 for every host; give it another port or hostname',
    );
  });

  test("what goes with the Gateway's own protocol is served beside what does not", () => {
    const mixed = `${own}\n    - { name: tcp, port: 80, protocol: TCP }`;
    expect(told(manifests(admitting('All'), set('shop', mixed), toSet, WEB))).toEqual([
      'allowed gateways/edge http://shop.example.com/ -> Deployment shop/web TCP 8080',
    ]);
  });

  test('which of two is older is not known', () => {
    const both = manifests(set('shop', own), set('blog', own, 'other'));
    expect(told(manifests(admitting('All'), both, toSet, WEB))).toEqual([
      'unknown gateways/edge http://shop.example.com/ -> Deployment shop/web TCP 8080',
      '  listener unknown: listener "shop" of ListenerSet shop/extra can\'t be told from listener "shop" of ListenerSet blog/other: both serve HTTP on port 80 for shop.example.com; the older ListenerSet wins, which the manifests don\'t tell',
    ]);
  });
});
