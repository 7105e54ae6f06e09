import { Construct } from 'constructs';
import { NameScope, type ReferenceGrantProps, ReferentKind, ReferrerKind, Tls } from '../../../lib';
import { checkNeeded, grant, secretGrant } from '../../../lib/routing/gateway/needed-grants';
import { names, platform, space } from '../sample';

const PROPS: ReferenceGrantProps = {
  fromKind: ReferrerKind.HTTP_ROUTE,
  fromNamespace: 'shop',
  toKind: ReferentKind.SERVICE,
  toName: 'ledger',
  namespace: 'payments',
};

describe('a grant that routes need', () => {
  test('is written once, however often and wherever', () => {
    const app = platform();
    const [one, two] = [space(app, 'payments', 'one'), space(app, 'payments', 'two')];
    const first = grant(one, PROPS);
    expect(grant(one, PROPS)).toBe(first);
    expect(grant(two, { ...PROPS })).toBe(first);
    expect(names(one, 'ReferenceGrant')).toEqual(['service-ledger-from-shop']);
    expect(names(two, 'ReferenceGrant')).toEqual([]);
  });

  test('is one for each object, and for each namespace that refers', () => {
    const chart = space(platform(), 'payments');
    grant(chart, PROPS);
    grant(chart, { ...PROPS, toName: 'cards' });
    grant(chart, { ...PROPS, fromNamespace: 'bank' });
    expect(names(chart, 'ReferenceGrant')).toEqual([
      'service-ledger-from-shop',
      'service-cards-from-shop',
      'service-ledger-from-bank',
    ]);
  });

  test('is one for each namespace in which a Secret of the same name is', () => {
    const chart = space(platform(), 'edge');
    for (const namespace of ['certs', 'more-certs']) {
      const needed = secretGrant(Tls.secret('shared-tls', { namespace }), 'edge');
      expect(grant(chart, needed as ReferenceGrantProps).toJson().metadata).toMatchObject({
        name: 'secret-shared-tls-from-edge',
        namespace,
      });
    }
  });

  test('is called after what it grants, whatever name scope its first route is in', () => {
    const eu = new Construct(space(platform(), 'payments'), 'eu');
    NameScope.of(eu, 'eu');
    expect(grant(eu, PROPS).name).toBe('service-ledger-from-shop');
  });

  test('is checked before it is made, its name as well', () => {
    const place = { node: { path: 'edge/gateway' } };
    const needed = secretGrant(Tls.secret('x'.repeat(250), { namespace: 'certs' }), 'edge') as ReferenceGrantProps;
    expect(() => checkNeeded(place, needed)).toThrow(
      '[edge/gateway] the name of a ReferenceGrant must be a DNS-1123 subdomain',
    );
    expect(() => checkNeeded(place, PROPS)).not.toThrow();
  });
});

test.each([
  ['names no namespace', Tls.secret('shop-tls')],
  ["is in the Gateway's namespace", Tls.secret('shop-tls', { namespace: 'edge' })],
  ['is not there, in clear text', Tls.none({ reason: 'a test' })],
])('a Secret needs no grant where it %s', (_, tls) => {
  expect(secretGrant(tls, 'edge')).toBeUndefined();
});
