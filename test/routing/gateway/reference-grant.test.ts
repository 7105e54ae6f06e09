import { JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { NameScope, ReferenceGrant, type ReferenceGrantProps, ReferentKind, ReferrerKind } from '../../../lib';
import { platform, space } from '../sample';

const PROPS: ReferenceGrantProps = {
  fromKind: ReferrerKind.HTTP_ROUTE,
  fromNamespace: 'shop',
  toKind: ReferentKind.SERVICE,
  toName: 'ledger',
  namespace: 'payments',
};

test('names one object, in the namespace of that object', () => {
  const chart = space(platform(), 'payments');
  new ReferenceGrant(chart, 'ledger-from-shop', PROPS);
  expect(chart).toMatchSnapshot();
});

describe('is called', () => {
  test('like its id, unless a name is given', () => {
    const chart = space(platform(), 'payments');
    expect(new ReferenceGrant(chart, 'ledger-from-shop', PROPS).name).toBe('ledger-from-shop');
    expect(new ReferenceGrant(chart, 'other', { ...PROPS, name: 'ledger.from.shop' }).name).toBe('ledger.from.shop');
  });

  test('with the prefixes of the name scopes above it', () => {
    const eu = new Construct(space(platform(), 'payments'), 'eu');
    NameScope.of(eu, 'eu');
    expect(new ReferenceGrant(eu, 'ledger-from-shop', PROPS).name).toBe('eu-ledger-from-shop');
  });

  test('by a name as long as Kubernetes takes', () => {
    const chart = space(platform(), 'payments');
    const name = `${'x'.repeat(250)}.eu`;
    expect(new ReferenceGrant(chart, 'long', { ...PROPS, name }).name).toBe(name);
    expect(() => new ReferenceGrant(chart, 'longer', { ...PROPS, name: `x${name}` })).toThrow(
      '[payments/longer] the name of a ReferenceGrant must be a DNS-1123 subdomain',
    );
  });
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
  for (const id of ['one', 'two']) new ReferenceGrant(chart, id, { ...PROPS, name: 'ledger-from-shop' });
  expect(() => chart.toJson()).toThrow(
    'the objects of a namespace must differ in kind and name, but ReferenceGrant ledger-from-shop in namespace payments ' +
      'is also written by [payments/one]',
  );
});

describe('refuses', () => {
  const LABEL =
    'must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a letter or digit, ' +
    'at most 63 characters)';
  const SUBDOMAIN =
    'must be a DNS-1123 subdomain (lower case letters, digits, "-" and ".", each part starting and ending with a letter ' +
    'or digit, at most 253 characters)';

  test.each([
    ['namespace', 'Payments', `the namespace of a ReferenceGrant ${LABEL}, but got "Payments"; write "payments"`],
    ['fromNamespace', '*', `the namespace that may refer ${LABEL}, but got "*"; choose one such as "shop"`],
    ['toName', 'Ledger', `the name of the object referred to ${SUBDOMAIN}, but got "Ledger"; write "ledger"`],
    [
      'name',
      'Ledger From Shop',
      `the name of a ReferenceGrant ${SUBDOMAIN}, but got "Ledger From Shop"; write "ledger-from-shop"`,
    ],
  ])('a wrong %s', (key, value, message) => {
    const chart = space(platform(), 'payments');
    expect(() => new ReferenceGrant(chart, 'grant', { ...PROPS, [key]: value })).toThrow(
      new Error(`[payments/grant] ${message}`),
    );
  });
});

describe('refuses from JavaScript', () => {
  test.each<[string, any, string]>([
    ['nothing', undefined, 'the properties of a ReferenceGrant must be an object, but got undefined; write it in { }'],
    [
      'a kind that refers to nothing',
      { fromKind: 'Deployment' },
      'the `fromKind` of a ReferenceGrant must be a ReferrerKind: Gateway, HTTPRoute, GRPCRoute, TLSRoute, TCPRoute, ' +
        'UDPRoute, ListenerSet, but got "Deployment"; write ReferenceGrants of other kinds as an ApiObject',
    ],
    [
      'a kind that nothing refers to',
      { fromKind: 'Gateway', toKind: 'Pod' },
      'the `toKind` of a ReferenceGrant must be a ReferentKind: Secret, Service, ConfigMap, but got "Pod"; write ' +
        'ReferenceGrants of other kinds as an ApiObject',
    ],
    [
      'a misspelt property',
      { toname: 'ledger' },
      'a ReferenceGrant must have no `toname`, but got "ledger"; leave it out; it may have fromKind, fromNamespace, ' +
        'toKind, toName, namespace, name',
    ],
  ])('%s', (_, props, message) => {
    expect(() => new ReferenceGrant(space(platform(), 'payments'), 'grant', props)).toThrow(
      new Error(`[payments/grant] ${message}`),
    );
  });
});
