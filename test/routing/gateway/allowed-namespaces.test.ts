import { AllowedNamespaces } from '../../../lib';

test('the namespace of the Gateway', () => {
  const allowed = AllowedNamespaces.same();
  expect(allowed._manifest).toEqual({ from: 'Same' });
  expect([allowed._allows('edge', 'edge'), allowed._allows('shop', 'edge')]).toEqual([true, false]);
});

test('those with some names, each once and in their order', () => {
  const allowed = AllowedNamespaces.named('shop', 'bank', 'shop');
  expect(allowed._manifest).toEqual({
    from: 'Selector',
    selector: {
      matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['bank', 'shop'] }],
    },
  });
  expect([allowed._allows('shop', 'edge'), allowed._allows('edge', 'edge')]).toEqual([true, false]);
});

test('those with some labels, of which only the cluster knows', () => {
  const allowed = AllowedNamespaces.selecting({ labels: { team: 'web' } });
  expect(allowed._manifest).toEqual({ from: 'Selector', selector: { matchLabels: { team: 'web' } } });
  expect(allowed._allows('shop', 'edge')).toBeUndefined();
});

test('is known for what it is, and nothing else is', () => {
  expect(AllowedNamespaces.isAllowedNamespaces(AllowedNamespaces.same())).toBe(true);
  for (const stray of [undefined, null, 'shop', ['shop'], { from: 'All' }]) {
    expect(AllowedNamespaces.isAllowedNamespaces(stray)).toBe(false);
  }
});

describe('refuses', () => {
  test.each<[string, () => unknown, string]>([
    [
      'no name',
      () => AllowedNamespaces.named(),
      'AllowedNamespaces.named() must have at least one name; for that of the Gateway, use AllowedNamespaces.same()',
    ],
    [
      'a name that is none',
      () => AllowedNamespaces.named('Shop'),
      'the name of a namespace must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a ' +
        'letter or digit, at most 63 characters), but got "Shop"; write "shop"',
    ],
    [
      'a selector of everything',
      () => AllowedNamespaces.selecting({}),
      'AllowedNamespaces.selecting() must have at least one condition, since a selector without any takes all, but got ' +
        '{}; give `labels` or `expressions`',
    ],
    [
      'no selector',
      () => AllowedNamespaces.selecting(undefined as any),
      'AllowedNamespaces.selecting() must have at least one condition, since a selector without any takes all, but got ' +
        'undefined; give `labels` or `expressions`',
    ],
  ])('%s', (_, make, message) => {
    expect(make).toThrow(new Error(message));
  });
});
