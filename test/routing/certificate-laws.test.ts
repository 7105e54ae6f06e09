import { Challenge, Tls } from '../../lib';
import { checkChallenge, givenTls } from '../../lib/routing/certificate-laws';
import { SECRET } from './sample';

const PLACE = { node: { path: 'shop/web' } };
const issued = (challenge: Challenge) => Tls.certManager({ clusterIssuer: 'letsencrypt', challenge });

test('a host must have a certificate, and the error says who gave none', () => {
  const asked = { host: 'shop.example.com', silent: 'neither the app nor the entry of the cluster profile' };
  expect(givenTls(PLACE, { ...asked, tls: SECRET })).toBe(SECRET);
  expect(() => givenTls(PLACE, asked)).toThrow(
    new Error(
      '[shop/web] a host must have a certificate, but neither the app nor the entry of the cluster profile gives one ' +
        "for shop.example.com; give `tls`: Tls.secret('name'), Tls.certManager({ ... }), or " +
        "Tls.none({ reason: '...' }) for clear text",
    ),
  );
});

test('a wildcard certificate is not proven by HTTP', () => {
  expect(() => checkChallenge(PLACE, '*.example.com', issued(Challenge.HTTP01))).toThrow(
    new Error(
      '[shop/web] the challenge for a wildcard certificate must be DNS01, but *.example.com asks for HTTP01; ' +
        'use Challenge.DNS01 with an issuer that can, or name the hosts one by one',
    ),
  );
});

test.each([
  ['a wildcard by DNS', '*.example.com', issued(Challenge.DNS01)],
  ['a wildcard whose certificate is there', '*.example.com', SECRET],
  ['a host by HTTP', 'shop.example.com', issued(Challenge.HTTP01)],
])('is silent about %s', (_, host, tls) => {
  expect(() => checkChallenge(PLACE, host, tls)).not.toThrow();
});
