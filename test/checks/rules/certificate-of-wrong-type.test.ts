import { CertificateOfWrongType } from '../../../lib/checks/rules/certificate-of-wrong-type';
import { gateway, manifests } from '../../analysis/entry/manifests';
import { found } from '../found';
import { HTTPS, object } from '../manifests';

const check = new CertificateOfWrongType();

const DATA = 'data: { tls.crt: eA==, tls.key: eA== }';

describe('reports', () => {
  test('an Opaque Secret', () => {
    expect(
      found(check, manifests(gateway(HTTPS), object('v1', 'Secret', 'gateways/tls', `type: Opaque\n${DATA}`))),
    ).toEqual(['8: Gateway gateways/edge: Secret gateways/tls is of type Opaque']);
  });

  test('a Secret without a type, which is Opaque', () => {
    expect(found(check, manifests(gateway(HTTPS), object('v1', 'Secret', 'gateways/tls', DATA)))).toEqual([
      '8: Gateway gateways/edge: Secret gateways/tls is of type Opaque',
    ]);
  });
});

describe('is silent about', () => {
  test('a Secret for TLS', () => {
    expect(
      found(check, manifests(gateway(HTTPS), object('v1', 'Secret', 'gateways/tls', 'type: kubernetes.io/tls'))),
    ).toEqual([]);
  });

  test('certificates of other kinds', () => {
    const listener = HTTPS.replace('{ name: tls }', '{ group: example.com, kind: Certificate, name: tls }');
    expect(found(check, gateway(listener))).toEqual([]);
  });

  test('a Secret that was not read', () => {
    expect(found(check, manifests(gateway(HTTPS), object('v1', 'Secret', 'shop/tls', 'type: Opaque')))).toEqual([]);
  });

  test('an empty Secret, which is filled in elsewhere', () => {
    expect(found(check, manifests(gateway(HTTPS), object('v1', 'Secret', 'gateways/tls', 'data: {}')))).toEqual([]);
  });
});
