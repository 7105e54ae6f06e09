import * as kplus from 'cdk8s-plus-28';
import { Env } from '../../../lib';
import { apiWith, mainOf, podOf } from '../written';

function written(env: { [name: string]: string | Env }): any {
  return mainOf(apiWith({ env }).deployment).env;
}

describe('writes', () => {
  test('text as it is, in the order in which it was given', () => {
    expect(written({ LOG_LEVEL: 'info', EMPTY: '', AGAIN: Env.value('$(LOG_LEVEL)') })).toEqual([
      { name: 'LOG_LEVEL', value: 'info' },
      { name: 'EMPTY', value: '' },
      { name: 'AGAIN', value: '$(LOG_LEVEL)' },
    ]);
  });

  test('an entry of a Secret', () => {
    expect(written({ PASSWORD: Env.secret('db', 'password') })).toEqual([
      { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
    ]);
  });

  test('an entry of a ConfigMap', () => {
    expect(written({ CURRENCY: Env.configMap('shop.settings', 'currency') })).toEqual([
      { name: 'CURRENCY', valueFrom: { configMapKeyRef: { name: 'shop.settings', key: 'currency' } } },
    ]);
  });

  test.each(['status.podIP', 'spec.nodeName', "metadata.labels['app.kubernetes.io/name']"])('the field %s', (field) => {
    expect(written({ FIELD: Env.field(field) })).toEqual([
      { name: 'FIELD', valueFrom: { fieldRef: { fieldPath: field } } },
    ]);
  });

  test('the variables of an init container', () => {
    const api = apiWith({ initContainers: [{ name: 'schema', image: 'schema:1', env: { DB: 'db' } }] });
    expect(podOf(api.deployment).initContainers[0].env).toEqual([{ name: 'DB', value: 'db' }]);
  });

  test('nothing where no variable is given', () => {
    expect(mainOf(apiWith().deployment)).not.toHaveProperty('env');
  });
});

test('is known to cdk8s-plus, for containers that are added to its objects', () => {
  const { deployment } = apiWith();
  deployment.containers[0]?.env.addVariable('PASSWORD', Env.secret('db', 'password').envValue);
  expect(Env.value('info').envValue).toBeInstanceOf(kplus.EnvValue);
  expect(mainOf(deployment).env).toEqual([
    { name: 'PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } },
  ]);
});

describe('refuses', () => {
  test.each(['1ST', 'LOG LEVEL', 'A=B', ''])('the name "%s"', (name) => {
    expect(() => apiWith({ env: { [name]: 'x' } })).toThrow(
      new Error(
        '[shop/api] the name of an environment variable must consist of letters, digits, "_", "-" and ".", ' +
          `and not start with a digit, but got "${name}"; write it as in LOG_LEVEL`,
      ),
    );
  });

  test.each([
    [8080, "8080; write it as '8080'"],
    [true, "true; write it as 'true'"],
    [undefined, 'undefined; leave the variable out, or give it a value'],
    [{ secret: 'db' }, '{"secret":"db"}; use Env.secret() and its kin'],
  ])('the value %p', (value, got) => {
    expect(() => apiWith({ env: { PORT: value as any } })).toThrow(
      new Error(`[shop/api] the value of the environment variable PORT must be text or an Env, but got ${got}`),
    );
  });

  test('the name of a Secret or ConfigMap that no cluster has', () => {
    expect(() => Env.secret('Db', 'password')).toThrow(/^the name of a Secret must be a DNS-1123 subdomain/);
    expect(() => Env.configMap('my_map', 'key')).toThrow(/^the name of a ConfigMap must be a DNS-1123 subdomain/);
  });

  test('a key that no Secret or ConfigMap has', () => {
    expect(() => Env.secret('db', 'pass word')).toThrow(
      new Error(
        'a key of a Secret must consist of 1 to 253 letters, digits, "_", "-" and ".", but got "pass word"; ' +
          'name one of its entries, such as password',
      ),
    );
    expect(() => Env.configMap('db', '')).toThrow(
      new Error(
        'a key of a ConfigMap must consist of 1 to 253 letters, digits, "_", "-" and ".", but got ""; ' +
          'name one of its entries, such as password',
      ),
    );
  });

  test('a field of a label or an annotation that no pod has', () => {
    const law = /^the key in a field must be .*, but got "a b"; write it as in metadata.labels\['app'\]$/;
    expect(() => Env.field("metadata.labels['a b']")).toThrow(law);
    expect(() => Env.field("metadata.annotations['a b']")).toThrow(law);
    expect(() => Env.field("metadata.labels['Example.com/Owner']")).toThrow(/^the key in a field must be /);
    expect(() => Env.field("metadata.annotations['Example.com/Owner']")).not.toThrow();
    expect(() => Env.field("metadata.labels['app.kubernetes.io/name']")).not.toThrow();
  });

  test('no key, which would be read as the word undefined', () => {
    expect(() => Env.secret('db', undefined as unknown as string)).toThrow(
      /^a key of a Secret must .*, but got undefined; /,
    );
  });

  test('a value that is no text', () => {
    expect(() => Env.value(5 as unknown as string)).toThrow(
      new Error('the value of an environment variable must be a text, but got 5; write it as in "info"'),
    );
  });

  test('a field that Kubernetes does not give', () => {
    expect(() => Env.field('status.podIp')).toThrow(
      new Error(
        'the field of a variable must be one of metadata.name, metadata.namespace, metadata.uid, spec.nodeName, ' +
          'spec.serviceAccountName, status.hostIP, status.hostIPs, status.podIP, status.podIPs, ' +
          "metadata.labels['...'], metadata.annotations['...'], but got \"status.podIp\"; name one of these",
      ),
    );
  });
});
