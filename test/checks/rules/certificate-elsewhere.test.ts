import { CertificateElsewhere } from '../../../lib/checks/rules/certificate-elsewhere';
import { gateway, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { HTTPS, object } from '../manifests';
import { all } from '../shop';

const check = new CertificateElsewhere();

const ELSEWHERE =
  '{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: tls, namespace: certs }] } }';
const ANNOTATED = gateway(ELSEWHERE).replace(
  'metadata: {',
  'metadata: { annotations: { cert-manager.io/cluster-issuer: letsencrypt },',
);

describe('reports', () => {
  test('a certificate that cert-manager makes elsewhere', () => {
    expect(found(check, ANNOTATED)).toEqual([
      '8: Gateway gateways/edge: cert-manager is asked for Secret certs/tls, and makes certificates in namespace gateways alone',
    ]);
  });

  test('with the URLs that may not be served, unless the listener has another certificate', () => {
    const open = ANNOTATED.replace('}] } }', '}] }, allowedRoutes: { namespaces: { from: All } } }');
    const routed = route(`${PARENT}\nhostnames: [shop.example.com]\n${TO_WEB}`);
    expect(shown(check, all(open, routed, WEB)).slice(1)).toEqual([
      '  https://shop.example.com/ at gateways/edge may not be served by shop/web TCP 8080',
    ]);
    expect(shown(check, all(open.replace('[{', '[{ name: own }, {'), routed, WEB)).slice(1)).toEqual([]);
  });
});

describe('is silent about', () => {
  test('a certificate of the own namespace', () => {
    expect(
      found(check, gateway(HTTPS).replace('metadata: {', 'metadata: { annotations: { cert-manager.io/issuer: ca },')),
    ).toEqual([]);
  });

  test('a Gateway without the annotation', () => {
    expect(found(check, gateway(ELSEWHERE))).toEqual([]);
  });

  test('a Certificate that makes it there', () => {
    expect(
      found(
        check,
        manifests(ANNOTATED, object('cert-manager.io/v1', 'Certificate', 'certs/tls', 'spec: { secretName: tls }')),
      ),
    ).toEqual([]);
  });
});
