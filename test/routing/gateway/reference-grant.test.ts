import { JsonPatch } from 'cdk8s';
import { ReferenceGrant, type ReferenceGrantProps, ReferentKind, ReferrerKind } from '../../../lib';
import { grant } from '../../../lib/routing';
import { names, platform, space } from '../sample';

const PROPS: ReferenceGrantProps = {
  fromKind: ReferrerKind.HTTP_ROUTE,
  fromNamespace: 'shop',
  toKind: ReferentKind.SERVICE,
  toName: 'ledger',
  namespace: 'payments',
};

test('names one object, in the namespace of that object', () => {
  const chart = space(platform(), 'payments');
  new ReferenceGrant(chart, 'grant', PROPS);
  expect(chart).toMatchSnapshot();
});

test('can stand in the file of another namespace', () => {
  const object = new ReferenceGrant(space(platform(), 'shop'), 'grant', PROPS);
  expect(object.toJson().metadata.namespace).toBe('payments');
});

test('can be patched under the field names of Kubernetes', () => {
  const object = new ReferenceGrant(space(platform(), 'payments'), 'grant', PROPS);
  object.addJsonPatch(JsonPatch.replace('/apiVersion', 'gateway.networking.k8s.io/v1'));
  object.addJsonPatch(JsonPatch.add('/spec/from/-', { group: 'example.com', kind: 'Other', namespace: 'shop' }));
  expect(object.toJson().apiVersion).toBe('gateway.networking.k8s.io/v1');
  expect(object.toJson().spec.from).toEqual([
    { group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'shop' },
    { group: 'example.com', kind: 'Other', namespace: 'shop' },
  ]);
});

test('to a Secret with a long name has a label that is not too long', () => {
  const toName = `${'x'.repeat(62)}.example.com`;
  const object = new ReferenceGrant(space(platform(), 'certs'), 'grant', {
    ...PROPS,
    toKind: ReferentKind.SECRET,
    toName,
  });
  expect(object.metadata.getLabel('app.kubernetes.io/name')).toBe('x'.repeat(62));
  expect(object.toJson().spec.to).toEqual([{ group: '', kind: 'Secret', name: toName }]);
});

test('alone in an app is held to what must hold for the app as a whole', () => {
  const chart = space(platform(), 'payments');
  for (const id of ['one', 'two']) new ReferenceGrant(chart, id, PROPS);
  expect(() => chart.toJson()).toThrow(
    'a namespace has one object of a kind and name, but ReferenceGrant service-ledger-from-shop in namespace payments ' +
      'is also written by [payments/one]',
  );
});

describe('asked for by routes', () => {
  test('is written once, however often and wherever', () => {
    const app = platform();
    const [one, two] = [space(app, 'payments', 'one'), space(app, 'payments', 'two')];
    grant(one, PROPS);
    grant(one, PROPS);
    grant(two, { ...PROPS });
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
});

describe('refuses', () => {
  const LABEL =
    'must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a letter or digit, ' +
    'at most 63 characters)';

  test.each([
    ['namespace', 'Payments', `the namespace of a ReferenceGrant ${LABEL}, but got "Payments"; write "payments"`],
    ['fromNamespace', '*', `the namespace that may refer ${LABEL}, but got "*"; choose one such as "shop"`],
    [
      'toName',
      'Ledger',
      'the name of a ReferenceGrant must be a DNS-1123 subdomain (lower case letters, digits, "-" and ".", each part ' +
        'starting and ending with a letter or digit, at most 253 characters), but got "service-Ledger-from-shop"; ' +
        'write "service-ledger-from-shop"',
    ],
  ])('a wrong %s', (key, value, message) => {
    const chart = space(platform(), 'payments');
    expect(() => new ReferenceGrant(chart, 'grant', { ...PROPS, [key]: value })).toThrow(
      new Error(`[payments/grant] ${message}`),
    );
  });
});
