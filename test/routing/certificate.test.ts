import { Challenge, Tls } from '../../lib';
import { certificateText } from '../../lib/routing/certificate';

const HTTP01 = Challenge.HTTP01;

test.each([
  ['a Secret', Tls.secret('shop-tls'), 'Secret shop/shop-tls'],
  ['a Secret elsewhere', Tls.secret('shop-tls', { namespace: 'certs' }), 'Secret certs/shop-tls'],
  ['a Secret at home', Tls.secret('shop-tls', { namespace: 'shop' }), 'Secret shop/shop-tls'],
  ['an Issuer', Tls.certManager({ issuer: 'ca', challenge: HTTP01 }), 'Issuer ca by http01 in namespace shop'],
  ['a ClusterIssuer', Tls.certManager({ clusterIssuer: 'ca', challenge: HTTP01 }), 'ClusterIssuer ca by http01'],
  ['clear text', Tls.none({ reason: 'a test' }), 'no TLS'],
])('tells where the certificate comes from: %s', (_, tls, text) => {
  expect(certificateText({ tls, home: 'shop' })).toBe(text);
});

test('says nothing of a namespace that is not known', () => {
  expect(certificateText({ tls: Tls.secret('shop-tls') })).toBe('Secret shop-tls');
});
