import { CaCertificateWithoutKey } from '../../../lib/checks/rules/ca-certificate-without-key';
import { gateway, manifests } from '../../analysis/entry/manifests';
import { found } from '../found';
import { HTTPS, object } from '../manifests';

const check = new CaCertificateWithoutKey();

const POLICY = object(
  'gateway.networking.k8s.io/v1',
  'BackendTLSPolicy',
  'shop/web',
  'spec: { targetRefs: [{ group: "", kind: Service, name: web }], validation: { hostname: web, caCertificateRefs: [{ group: "", kind: ConfigMap, name: ca }] } }',
);

describe('reports', () => {
  test('another key, for backends', () => {
    expect(found(check, manifests(POLICY, object('v1', 'ConfigMap', 'shop/ca', 'data: { ca.pem: x }')))).toEqual([
      '5: BackendTLSPolicy shop/web: ConfigMap shop/ca has no key ca.crt; it has ca.pem',
    ]);
  });

  test('another key, for clients', () => {
    expect(
      found(
        check,
        manifests(
          `${gateway(HTTPS)}  tls: { frontend: { default: { validation: { caCertificateRefs: [{ group: "", kind: ConfigMap, name: ca }] } } } }\n`,
          object('v1', 'ConfigMap', 'gateways/ca', 'binaryData: { ca.der: eA== }'),
        ),
      ),
    ).toEqual(['9: Gateway gateways/edge: ConfigMap gateways/ca has no key ca.crt; it has ca.der']);
  });
});

describe('is silent about', () => {
  test('the key ca.crt', () => {
    expect(found(check, manifests(POLICY, object('v1', 'ConfigMap', 'shop/ca', 'data: { ca.crt: x }')))).toEqual([]);
  });

  test('a ConfigMap that was not read', () => {
    expect(found(check, manifests(POLICY, object('v1', 'ConfigMap', 'blog/ca', 'data: {}')))).toEqual([]);
  });

  test('an empty ConfigMap, which the cluster fills in', () => {
    const empty = object('v1', 'ConfigMap', 'shop/ca', 'data: {}');
    expect(found(check, manifests(POLICY, empty))).toEqual([]);
  });
});
