import { CertificateOfWrongType } from '../../../lib/checks/rules/certificate-of-wrong-type';
import { gateway, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { HTTPS, object } from '../manifests';
import { all } from '../shop';

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

  test('with the URLs that are not served, unless the listener has another certificate', () => {
    const opaque = object('v1', 'Secret', 'gateways/tls', 'data: { tls.crt: eA== }');
    const text = (listener: string) => all(route(`${PARENT}\n${TO_WEB}`), WEB, gateway(listener), opaque);
    expect(shown(check, text(HTTPS)).slice(1)).toEqual([
      "  https://*/ at gateways/edge isn't served by shop/web TCP 8080",
    ]);
    expect(shown(check, text(HTTPS.replace('{ name: tls }', '{ name: tls }, { name: other }'))).slice(1)).toEqual([]);
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
