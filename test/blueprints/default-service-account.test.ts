import { IsolatedNamespace, Platform } from '../../lib';
import { listOf, shopNamespace } from '../workload/written';

test('pods that name no account get no token, as the account itself says', () => {
  const shop = shopNamespace();
  expect(shop.defaultServiceAccount?.toJson()).toMatchObject({
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: 'shop' },
    automountServiceAccountToken: false,
  });
});

test('it may be left as Kubernetes makes it', () => {
  const shop = new IsolatedNamespace(new Platform(), 'shop', { writesDefaultServiceAccount: false });
  expect(shop.defaultServiceAccount).toBeUndefined();
  expect(listOf(shop)).toEqual(['Namespace shop', 'NetworkPolicy default-deny', 'NetworkPolicy allow-dns']);
});

test('what is neither true nor false is refused, and nothing stays of it', () => {
  const platform = new Platform();
  const writesDefaultServiceAccount: any = 'false';
  expect(() => new IsolatedNamespace(platform, 'shop', { writesDefaultServiceAccount })).toThrow(
    new Error(
      '[shop] `writesDefaultServiceAccount` must be true or false, but got "false"; leave it out for the default',
    ),
  );
  expect(platform.node.children).toEqual([]);
});
