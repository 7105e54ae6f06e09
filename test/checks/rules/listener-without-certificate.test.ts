import { ListenerWithoutCertificate } from '../../../lib/checks/rules/listener-without-certificate';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { HTTPS, listenerSet, object } from '../manifests';
import { all } from '../shop';

const check = new ListenerWithoutCertificate();

describe('reports', () => {
  test('HTTPS without tls', () => {
    expect(found(check, gateway('{ name: https, port: 443, protocol: HTTPS }'))).toEqual([
      '8: Gateway gateways/edge: listener "https" has no certificate',
    ]);
  });

  test('HTTPS that is passed through', () => {
    expect(found(check, gateway('{ name: https, port: 443, protocol: HTTPS, tls: { mode: Passthrough } }'))).toEqual([
      '8: Gateway gateways/edge: listener "https" is HTTPS and can\'t pass TLS through',
    ]);
  });

  test('TLS that a ListenerSet ends', () => {
    expect(found(check, listenerSet('{ name: tls, port: 443, protocol: TLS, tls: { mode: Terminate } }'))).toEqual([
      '8: ListenerSet shop/shop: listener "tls" has no certificate',
    ]);
  });

  test('a class that is called like one of AWS, and is none', () => {
    const ofClass = object(
      'gateway.networking.k8s.io/v1',
      'GatewayClass',
      'alb',
      'spec: { controllerName: example.com/alb }',
    );
    const text = gateway('{ name: https, port: 443, protocol: HTTPS }').replace('eg', 'alb');
    expect(found(check, manifests(text, ofClass))).toEqual([
      '8: Gateway gateways/edge: listener "https" has no certificate',
    ]);
  });

  test('with the URLs that are not served', () => {
    const bare = (more: string) => `{ name: https, port: 443, protocol: HTTPS${more} }`;
    const open = bare(', allowedRoutes: { namespaces: { from: All } }');
    const routed = route(`${PARENT}\nhostnames: [shop.example.com]\n${TO_WEB}`);
    expect(shown(check, all(routed, WEB, gateway(HTTP, open))).slice(1)).toEqual([
      "  https://shop.example.com/ at gateways/edge isn't served by shop/web TCP 8080",
    ]);
    expect(shown(check, gateway(bare(', hostname: shop.example.com'))).slice(1)).toEqual([
      '  https://shop.example.com/ at gateways/edge isn\'t served by listener "https"',
    ]);
  });

  test('with none of those that another listener serves', () => {
    const at = (name: string, more: string) =>
      `{ name: ${name}, port: 443, protocol: HTTPS, allowedRoutes: { namespaces: { from: All } }, ${more} }`;
    const listeners = [
      at('shop', 'hostname: "*.example.com"'),
      at('other', 'hostname: shop.example.com, tls: { certificateRefs: [{ name: tls }] }'),
    ];
    const routed = route(`${PARENT}\nhostnames: [shop.example.com]\n${TO_WEB}`);
    expect(shown(check, all(routed, WEB, gateway(...listeners))).slice(1)).toEqual([]);
  });
});

describe('is silent about', () => {
  test('a listener with a certificate', () => {
    expect(found(check, gateway(HTTPS))).toEqual([]);
  });

  test('TLS that is passed through', () => {
    expect(found(check, gateway('{ name: tls, port: 443, protocol: TLS, tls: { mode: Passthrough } }'))).toEqual([]);
  });

  test('options of an implementation', () => {
    expect(
      found(
        check,
        gateway('{ name: https, port: 443, protocol: HTTPS, tls: { options: { example.com/certificate: shop } } }'),
      ),
    ).toEqual([]);
  });

  const BARE = '{ name: https, port: 443, protocol: HTTPS }';

  test('a map of certificates at Google Cloud', () => {
    const annotated = gateway(BARE).replace(
      'gateways }',
      'gateways, annotations: { networking.gke.io/certmap: shop } }',
    );
    expect(found(check, annotated)).toEqual([]);
  });

  test('a load balancer of AWS, by its settings, its class, or the name of that', () => {
    const settings =
      'infrastructure: { parametersRef: { group: gateway.k8s.aws, kind: LoadBalancerConfiguration, name: edge } }';
    const ofClass = object(
      'gateway.networking.k8s.io/v1',
      'GatewayClass',
      'eg',
      'spec: { controllerName: gateway.k8s.aws/alb }',
    );
    expect(found(check, `${gateway(BARE)}  ${settings}\n`)).toEqual([]);
    expect(found(check, manifests(gateway(BARE), ofClass))).toEqual([]);
    expect(found(check, gateway(BARE).replace('eg', 'aws-alb-gateway-class'))).toEqual([]);
  });
});
