import { PlainHttpOnly } from '../../../lib/checks/rules/plain-http-only';
import { gateway, HTTP, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { HTTPS, ingress, object } from '../manifests';
import { all } from '../shop';

const check = new PlainHttpOnly();

const BACKEND = 'backend: { service: { name: web, port: { number: 80 } } }';
const rule = (host: string, path = '/') =>
  `rules: [{ host: ${host}, http: { paths: [{ path: ${path}, pathType: Prefix, ${BACKEND} }] } }]`;
const ROUTED = route(`${PARENT}\nhostnames: [shop.example.com]\n${TO_WEB}`);
const annotated = (text: string, annotation: string) =>
  text.replace(/namespace: (shop|gateways) }/, (found) => found.replace(' }', `, annotations: { ${annotation} } }`));

const openshift = (tls: string) =>
  object('route.openshift.io/v1', 'Route', 'shop/web', `spec: { host: shop.example.com, to: { name: web }${tls} }`);

describe('reports', () => {
  test('a Route of OpenShift without TLS, or that serves without it as well', () => {
    const text = '2: Route shop/web: shop.example.com is served by HTTP alone';
    expect(found(check, openshift(''))).toEqual([text]);
    expect(found(check, openshift(', tls: { insecureEdgeTerminationPolicy: Allow }'))).toEqual([text]);
  });

  test('a route that only an HTTP listener takes', () => {
    expect(shown(check, all(ROUTED, gateway(HTTP), WEB))).toEqual([
      '2: HTTPRoute shop/web: shop.example.com is served by HTTP alone',
      '  http://shop.example.com/ -> shop/web TCP 8080 can be read on the way',
    ]);
    expect(found(check, all(route(`${PARENT}\n${TO_WEB}`), gateway(HTTP), WEB))).toEqual([
      '2: HTTPRoute shop/web: every host is served by HTTP alone',
    ]);
  });

  test('a host beside another Gateway that serves every host by HTTPS', () => {
    const other = gateway(HTTPS).replace('name: edge', 'name: other');
    const everything = route(
      `${PARENT.replace('edge', 'other')}\n${TO_WEB}`,
      'HTTPRoute',
      '{ name: all, namespace: shop }',
    );
    expect(found(check, all(ROUTED, gateway(HTTP), other, everything, WEB))).toEqual([
      '2: HTTPRoute shop/web: shop.example.com is served by HTTP alone',
    ]);
  });

  test('an Ingress without tls', () => {
    expect(shown(check, all(ingress(rule('shop.example.com')), WEB))).toEqual([
      '2: Ingress shop/web: shop.example.com is served by HTTP alone',
      '  http://shop.example.com/ -> shop/web TCP 8080 can be read on the way',
    ]);
    expect(found(check, all(ingress('defaultBackend: { service: { name: web, port: { number: 80 } } }'), WEB))).toEqual(
      ['2: Ingress shop/web: every host is served by HTTP alone'],
    );
  });
});

describe('is silent about', () => {
  test('what says why', () => {
    const reason = 'cdk8s-networking/clear-text-reason: TLS ends before it';
    const plain = all(ROUTED, gateway(HTTP), WEB);
    expect(found(check, plain)).toHaveLength(1);
    expect(found(check, all(annotated(ROUTED, reason), gateway(HTTP), WEB))).toEqual([]);
    expect(found(check, all(ROUTED, annotated(gateway(HTTP), reason), WEB))).toHaveLength(1);
  });

  test('a Route of OpenShift that redirects to TLS', () => {
    expect(found(check, openshift(', tls: { insecureEdgeTerminationPolicy: Redirect }'))).toEqual([]);
  });

  test('a host that is served by HTTPS as well', () => {
    expect(found(check, all(ROUTED, gateway(HTTPS), WEB))).toEqual([]);
    expect(found(check, all(ROUTED, gateway(HTTP, HTTPS), WEB))).toEqual([]);
    const tls = 'tls: [{ hosts: ["*.example.com"], secretName: tls }]';
    expect(found(check, all(ingress(`${rule('shop.example.com')}\n${tls}`), ROUTED, gateway(HTTP), WEB))).toEqual([]);
  });

  test('a host of a Gateway that serves every host by HTTPS', () => {
    const at = (text: string, listener: string) =>
      text.replace('namespace: gateways }', `namespace: gateways, sectionName: ${listener} }`);
    const everything = route(`${PARENT}\n${TO_WEB}`, 'HTTPRoute', '{ name: all, namespace: shop }');
    expect(found(check, all(at(ROUTED, 'http'), gateway(HTTP, HTTPS), at(everything, 'https'), WEB))).toEqual([]);
  });

  test('a redirect, and the challenge of a certificate authority', () => {
    const redirect = 'rules: [{ filters: [{ type: RequestRedirect, requestRedirect: { scheme: https } }] }]';
    const challenge = `rules: [{ matches: [{ path: { value: /.well-known/acme-challenge/x } }], backendRefs: [{ name: web, port: 80 }] }]`;
    for (const rules of [redirect, challenge])
      expect(found(check, all(route(`${PARENT}\n${rules}`), gateway(HTTP), WEB))).toEqual([]);
    expect(found(check, all(ingress(rule('shop.example.com', '/.well-known/acme-challenge/x')), WEB))).toEqual([]);
    const moved = annotated(
      ingress(rule('shop.example.com')),
      'nginx.ingress.kubernetes.io/permanent-redirect: https://example.com',
    );
    expect(found(check, all(moved, WEB))).toEqual([]);
  });

  test('hosts, classes and Gateways of a private network', () => {
    expect(found(check, all(ingress(rule('web.shop.svc.cluster.local')), WEB))).toEqual([]);
    expect(found(check, all(ingress(rule('shop.example.com')).replace('nginx', 'gce-internal'), WEB))).toEqual([]);
    expect(found(check, all(ingress(rule('shop.example.com')).replace('nginx', 'alb'), WEB))).toEqual([]);
    const private_ = annotated(gateway(HTTP), 'networking.istio.io/service-type: ClusterIP');
    expect(found(check, all(ROUTED, private_, WEB))).toEqual([]);
  });

  test('an Ingress whose controller ends TLS by an annotation', () => {
    for (const annotation of [
      'traefik.ingress.kubernetes.io/router.tls: "true"',
      'networking.gke.io/managed-certificates: shop',
    ])
      expect(found(check, all(annotated(ingress(rule('shop.example.com')), annotation), WEB))).toEqual([]);
  });

  test('a route whose Gateway was not read', () => {
    expect(found(check, all(ROUTED, WEB))).toEqual([]);
  });
});
