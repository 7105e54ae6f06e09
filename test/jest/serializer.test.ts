import { Testing } from 'cdk8s';
import * as serializer from '../../jest/serializer';
import { IsolatedNamespace, Platform } from '../../lib';

expect.addSnapshotSerializer(serializer);

test('manifests are snapshots in YAML', () => {
  const shop = new IsolatedNamespace(new Platform(), 'shop');
  expect(Testing.synth(shop)[0]).toMatchInlineSnapshot(`
apiVersion: v1
kind: Namespace
metadata:
  labels:
    app.kubernetes.io/instance: shop
    app.kubernetes.io/managed-by: cdk8s-networking
    app.kubernetes.io/name: shop
    app.kubernetes.io/part-of: shop
    pod-security.kubernetes.io/audit: restricted
    pod-security.kubernetes.io/enforce: restricted
    pod-security.kubernetes.io/warn: restricted
  name: shop
`);
});

test.each([[[]], ['text'], [undefined], [null], [{ kind: 'Pod' }], [[{ apiVersion: 'v1', kind: 'Pod' }, 'more']]])(
  'what is no manifest is left to others: %j',
  (value) => {
    expect(serializer.test(value)).toBe(false);
  },
);
