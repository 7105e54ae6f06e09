import { ListenerWithoutCertificate } from '../../../lib/checks/rules/listener-without-certificate';
import { gateway, manifests } from '../../analysis/entry/manifests';
import { found } from '../found';
import { HTTPS, listenerSet, object } from '../manifests';

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
