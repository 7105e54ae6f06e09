import type { Chart } from 'cdk8s';
import { ServiceAccount, Worker } from '../../../lib';
import { apiWith, ofKind, podOf, shopNamespace } from '../written';

test('without one, pods are the default account and get no token', () => {
  const { deployment } = apiWith();
  expect(podOf(deployment)).not.toHaveProperty('serviceAccountName');
  expect(podOf(deployment).automountServiceAccountToken).toBe(false);
});

/** Beside the one that pods have which name none. */
function accountsOf(shop: Chart): any[] {
  return ofKind(shop, 'ServiceAccount').filter(({ metadata }) => metadata.name !== 'default');
}

describe('a dedicated one', () => {
  test('has the name of the workload and its annotations, and gives no token', () => {
    const shop = shopNamespace();
    const annotations = { 'eks.amazonaws.com/role-arn': 'arn:aws:iam::1:role/mailer' };
    const serviceAccount = ServiceAccount.dedicated({ annotations });
    const { deployment } = new Worker(shop, 'mailer', { image: 'mailer:1', serviceAccount });
    expect(accountsOf(shop)).toEqual([
      {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: {
          name: 'mailer',
          namespace: 'shop',
          annotations,
          labels: {
            'app.kubernetes.io/instance': 'shop',
            'app.kubernetes.io/managed-by': 'cdk8s-networking',
            'app.kubernetes.io/name': 'mailer',
            'app.kubernetes.io/part-of': 'shop',
          },
        },
        automountServiceAccountToken: false,
      },
    ]);
    expect(podOf(deployment)).toMatchObject({ serviceAccountName: 'mailer', automountServiceAccountToken: false });
  });

  test('gives a token to these pods alone where it shall', () => {
    const shop = shopNamespace();
    const serviceAccount = ServiceAccount.dedicated({ mountsToken: true });
    const { deployment } = new Worker(shop, 'mailer', { image: 'mailer:1', serviceAccount });
    expect(podOf(deployment).automountServiceAccountToken).toBe(true);
    expect(accountsOf(shop)[0].automountServiceAccountToken).toBe(false);
    expect(accountsOf(shop)[0].metadata).not.toHaveProperty('annotations');
  });

  test('takes the annotations that the API server takes', () => {
    expect(() => ServiceAccount.dedicated({ annotations: { 'My.Domain/Key': '', plain: 'a b' } })).not.toThrow();
    expect(() => ServiceAccount.dedicated({ annotations: { 'my key': 'x' } })).toThrow(
      new Error(
        'the key of an annotation must be at most 63 letters, digits, "-", "_" and ".", the first and the last of them ' +
          'a letter or digit, optionally after a lower case DNS name and "/", but got "my key"; write it as in ' +
          'eks.amazonaws.com/role-arn',
      ),
    );
    expect(() => ServiceAccount.dedicated({ annotations: { mesh: true as any } })).toThrow(
      new Error("the annotation mesh must be a text, but got true; write it as in 'true'"),
    );
  });

  test('is one for each workload, though the value is shared', () => {
    const shop = shopNamespace();
    const serviceAccount = ServiceAccount.dedicated();
    new Worker(shop, 'mailer', { image: 'mailer:1', serviceAccount });
    new Worker(shop, 'reports', { image: 'reports:1', serviceAccount });
    expect(accountsOf(shop).map(({ metadata }) => metadata.name)).toEqual(['mailer', 'reports']);
  });
});

describe('an existing one', () => {
  test('is named and not written', () => {
    const shop = shopNamespace();
    const serviceAccount = ServiceAccount.existing('robot', { mountsToken: true });
    const { deployment } = new Worker(shop, 'mailer', { image: 'mailer:1', serviceAccount });
    expect(accountsOf(shop)).toEqual([]);
    expect(podOf(deployment)).toMatchObject({ serviceAccountName: 'robot', automountServiceAccountToken: true });
  });

  test('gives no token unless asked', () => {
    const { deployment } = apiWith({ serviceAccount: ServiceAccount.existing('robot') });
    expect(podOf(deployment)).toMatchObject({ serviceAccountName: 'robot', automountServiceAccountToken: false });
  });

  test('is refused under a name that no cluster has', () => {
    expect(() => ServiceAccount.existing('Robot')).toThrow(
      /^the name of a service account must be a DNS-1123 subdomain .*, but got "Robot"; write "robot"$/,
    );
  });
});
