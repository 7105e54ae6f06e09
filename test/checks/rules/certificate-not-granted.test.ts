import { CertificateNotGranted } from '../../../lib/checks/rules/certificate-not-granted';
import { gateway, HTTP, manifests, PARENT, route, TO_WEB, WEB } from '../../analysis/entry/manifests';
import { found, shown } from '../found';
import { grant, HTTPS, listenerSet, object } from '../manifests';
import { all } from '../shop';

const check = new CertificateNotGranted();

const ELSEWHERE =
  '{ name: https, port: 443, protocol: HTTPS, tls: { certificateRefs: [{ name: tls, namespace: certs }] } }';
const SECRET = object('v1', 'Secret', 'certs/tls', 'type: kubernetes.io/tls');
const MUTUAL = `${gateway(HTTPS)}
  tls:
    backend: { clientCertificateRef: { name: client, namespace: certs } }
    frontend:
      default: { validation: { caCertificateRefs: [{ group: "", kind: ConfigMap, name: ca, namespace: certs }] } }
      perPort:
        - port: 8443
          tls: { validation: { caCertificateRefs: [{ group: "", kind: ConfigMap, name: ca-2, namespace: certs }] } }
`;

describe('reports', () => {
  test('a certificate of another namespace', () => {
    expect(found(check, manifests(gateway(ELSEWHERE), SECRET))).toEqual([
      '8: Gateway gateways/edge: no ReferenceGrant in namespace certs lets Gateways of namespace gateways refer to Secret certs/tls',
    ]);
  });

  test('one of a ListenerSet, for which a grant for Gateways does not count', () => {
    expect(
      found(
        check,
        manifests(
          gateway(HTTP),
          listenerSet(ELSEWHERE),
          grant('certs/edge', 'kind: Gateway, namespace: shop', 'group: "", kind: Secret'),
        ),
      ),
    ).toEqual([
      '18: ListenerSet shop/shop: no ReferenceGrant in namespace certs lets ListenerSets of namespace shop refer to Secret certs/tls; ReferenceGrant certs/edge is from Gateway of shop to Secret',
    ]);
  });

  test('authorities of clients, and the certificate for backends', () => {
    expect(found(check, manifests(MUTUAL, SECRET))).toEqual([
      '11: Gateway gateways/edge: no ReferenceGrant in namespace certs lets Gateways of namespace gateways refer to Secret certs/client',
      '13: Gateway gateways/edge: no ReferenceGrant in namespace certs lets Gateways of namespace gateways refer to ConfigMap certs/ca',
      '16: Gateway gateways/edge: no ReferenceGrant in namespace certs lets Gateways of namespace gateways refer to ConfigMap certs/ca-2',
    ]);
  });

  test('with the URLs that are not served, unless the listener has another certificate', () => {
    const open = ELSEWHERE.replace(/ }$/, ', allowedRoutes: { namespaces: { from: All } } }');
    const routed = route(`${PARENT}\nhostnames: [shop.example.com]\n${TO_WEB}`);
    expect(shown(check, all(gateway(open), SECRET, routed, WEB)).slice(1)).toEqual([
      "  https://shop.example.com/ at gateways/edge isn't served by shop/web TCP 8080",
    ]);
    const both = open.replace('[{', '[{ name: own }, {');
    expect(shown(check, all(gateway(both), SECRET, routed, WEB)).slice(1)).toEqual([]);
    expect(shown(check, all(MUTUAL, SECRET, routed, WEB)).filter((line) => line.startsWith('  '))).toEqual([]);
  });
});

describe('is silent about', () => {
  test('a certificate that is granted', () => {
    expect(
      found(
        check,
        manifests(
          gateway(ELSEWHERE),
          SECRET,
          grant('certs/edge', 'kind: Gateway, namespace: gateways', 'group: "", kind: Secret, name: tls'),
        ),
      ),
    ).toEqual([]);
  });

  test('a certificate of the own namespace', () => {
    expect(found(check, gateway(HTTPS))).toEqual([]);
  });

  test('a namespace of which nothing was read', () => {
    expect(found(check, gateway(ELSEWHERE))).toEqual([]);
  });
});
