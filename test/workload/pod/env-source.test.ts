import * as kplus from 'cdk8s-plus-28';
import { EnvSource } from '../../../lib';
import { apiWith, containerOf, mainOf, shopNamespace } from '../written';

describe('writes', () => {
  test('all entries of ConfigMaps and Secrets, in the order in which they were given', () => {
    const envFrom = [
      EnvSource.configMap('settings'),
      EnvSource.secret('db', { prefix: 'DB_' }),
      EnvSource.configMap('local', { isOptional: true }),
    ];
    expect(mainOf(apiWith({ envFrom }).deployment).envFrom).toEqual([
      { configMapRef: { name: 'settings' } },
      { prefix: 'DB_', secretRef: { name: 'db' } },
      { configMapRef: { name: 'local', optional: true } },
    ]);
  });

  test('those of an init container, and not of the main one', () => {
    const { deployment } = apiWith({
      initContainers: [{ name: 'schema', image: 'schema:1', envFrom: [EnvSource.secret('db')] }],
    });
    expect(containerOf(deployment, 'schema').envFrom).toEqual([{ secretRef: { name: 'db' } }]);
    expect(mainOf(deployment)).not.toHaveProperty('envFrom');
  });

  test('those too that the cdk8s-plus object was given', () => {
    const { deployment } = apiWith({ envFrom: [EnvSource.configMap('settings')] });
    const secret = kplus.Secret.fromSecretName(shopNamespace(), 'secret', 'more');
    deployment.containers[0]?.env.copyFrom(kplus.Env.fromSecret(secret));
    expect(mainOf(deployment).envFrom).toEqual([
      { configMapRef: { name: 'settings' } },
      { secretRef: { name: 'more' } },
    ]);
  });
});

describe('refuses', () => {
  test('the name of an object that no cluster has', () => {
    expect(() => EnvSource.configMap('My Map')).toThrow(/^the name of a ConfigMap must be a DNS-1123 subdomain/);
    expect(() => EnvSource.secret('')).toThrow(/^the name of a Secret must be a DNS-1123 subdomain/);
  });

  test.each([
    ['1_', '"1_"'],
    ['A=', '"A="'],
    [5, '5'],
  ])('the prefix %p', (prefix, got) => {
    expect(() => EnvSource.secret('db', { prefix: prefix as any })).toThrow(
      new Error(
        'the prefix of environment variables must consist of letters, digits, "_", "-" and ".", and not start with a ' +
          `digit, but got ${got}; write it as in DB_`,
      ),
    );
  });

  test('what is none', () => {
    expect(() => apiWith({ envFrom: ['settings' as any] })).toThrow(
      new Error(
        '[shop/api] `envFrom` must be a list of EnvSource, but got ["settings"]; ' +
          "write it as in [EnvSource.configMap('settings')]",
      ),
    );
  });
});
