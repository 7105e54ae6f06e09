import * as kplus from 'cdk8s-plus-28';
import { Volume } from '../../../lib';
import { apiWith, containerOf, mainOf, podOf } from '../written';

describe('writes', () => {
  test('a Secret and a ConfigMap as files, read only', () => {
    const { deployment } = apiWith({
      volumes: { '/etc/shop': Volume.configMap('settings'), '/etc/shop-keys': Volume.secret('keys') },
    });
    expect(podOf(deployment).volumes).toEqual([
      { name: 'etc-shop', configMap: { name: 'settings' } },
      { name: 'etc-shop-keys', secret: { secretName: 'keys' } },
    ]);
    expect(mainOf(deployment).volumeMounts).toEqual([
      { name: 'etc-shop', mountPath: '/etc/shop', readOnly: true },
      { name: 'etc-shop-keys', mountPath: '/etc/shop-keys', readOnly: true },
    ]);
  });

  test('an empty directory, with its size as it was given', () => {
    const { deployment } = apiWith({
      volumes: { '/cache': Volume.emptyDir({ sizeLimit: '100M', inMemory: true }), '/work': Volume.emptyDir() },
    });
    expect(podOf(deployment).volumes).toEqual([
      { name: 'cache', emptyDir: { medium: 'Memory', sizeLimit: '100M' } },
      { name: 'work', emptyDir: {} },
    ]);
    expect(mainOf(deployment).volumeMounts).toEqual([
      { name: 'cache', mountPath: '/cache' },
      { name: 'work', mountPath: '/work' },
    ]);
  });

  test('an empty directory for each writable path', () => {
    const { deployment } = apiWith({ readOnlyRoot: true, writable: ['/tmp', '/var/cache/nginx'] });
    expect(podOf(deployment).volumes).toEqual([
      { name: 'tmp', emptyDir: {} },
      { name: 'var-cache-nginx', emptyDir: {} },
    ]);
    expect(mainOf(deployment).securityContext.readOnlyRootFilesystem).toBe(true);
  });

  test('the same mounts in an init container', () => {
    const { deployment } = apiWith({
      readOnlyRoot: true,
      writable: ['/tmp'],
      volumes: { '/etc/shop': Volume.configMap('settings') },
      initContainers: [{ name: 'schema', image: 'schema:1' }],
    });
    expect(containerOf(deployment, 'schema').volumeMounts).toEqual(mainOf(deployment).volumeMounts);
    expect(containerOf(deployment, 'schema').securityContext.readOnlyRootFilesystem).toBe(true);
  });

  test('one value at two paths as two volumes', () => {
    const scratch = Volume.emptyDir();
    expect(scratch.isWritable).toBe(true);
    expect(Volume.secret('keys').isWritable).toBe(false);
    const { deployment } = apiWith({ volumes: { '/a': scratch, '/b': scratch } });
    expect(podOf(deployment).volumes.map(({ name }: any) => name)).toEqual(['a', 'b']);
  });

  test('beside them those that the cdk8s-plus object was given, as they are', () => {
    const { deployment } = apiWith({ volumes: { '/a': Volume.emptyDir() } });
    deployment.addVolume(
      kplus.Volume.fromEmptyDir(deployment, 'more', 'more', { medium: kplus.EmptyDirMedium.MEMORY }),
    );
    expect(podOf(deployment).volumes).toEqual([
      { name: 'a', emptyDir: {} },
      { name: 'more', emptyDir: { medium: 'Memory' } },
    ]);
  });

  test('a long path under a name of at most 63 characters', () => {
    const { deployment } = apiWith({ writable: [`/${'x'.repeat(62)}/${'y'.repeat(9)}`] });
    expect(podOf(deployment).volumes[0].name).toBe('x'.repeat(62));
  });

  test('no volume unless asked, and a root that can be written to', () => {
    const { deployment } = apiWith();
    expect(podOf(deployment)).not.toHaveProperty('volumes');
    expect(mainOf(deployment)).not.toHaveProperty('volumeMounts');
    expect(mainOf(deployment).securityContext).not.toHaveProperty('readOnlyRootFilesystem');
  });
});

describe('refuses', () => {
  test.each(['', 'tmp', '/', '//', '/a:b', '/a/../b'])('the mount path "%s"', (path) => {
    expect(() => apiWith({ writable: [path] })).toThrow(
      new Error(
        '[shop/api] a mount path must be absolute, below "/", and contain neither ":" nor "..", ' +
          `but got "${path}"; write it as in /var/lib/data`,
      ),
    );
  });

  test('a mount path without letter or digit', () => {
    expect(() => apiWith({ writable: ['/_'] })).toThrow(
      new Error(
        '[shop/api] a mount path must have a letter or digit, since these name its volume, but got "/_"; ' +
          'write it as in /var/lib/data',
      ),
    );
  });

  test('one path twice', () => {
    const error = new Error(
      '[shop/api] a path must have one volume, of `volumes`, `writable` or `storage`, but got "/tmp"; name it once',
    );
    expect(() => apiWith({ writable: ['/tmp'], volumes: { '/tmp': Volume.emptyDir() } })).toThrow(error);
    expect(() => apiWith({ writable: ['/tmp', '/tmp/'] })).toThrow(error);
  });

  test('two paths that give one name', () => {
    expect(() => apiWith({ writable: ['/var/cache', '/var-cache'] })).toThrow(
      new Error(
        '[shop/api] mount paths must differ in their first 63 letters and digits, which name their volumes, ' +
          'but got "/var-cache beside /var/cache"; choose another path for one of them',
      ),
    );
  });

  test('a size that is none', () => {
    expect(() => Volume.emptyDir({ sizeLimit: 'small' })).toThrow(
      new Error(
        'the `sizeLimit` of a volume must be a quantity above zero, but got "small"; ' +
          'write it as in "128Mi" or "10Gi"',
      ),
    );
  });

  test('a size of thousandths of a byte', () => {
    expect(() => Volume.emptyDir({ sizeLimit: '64m' })).toThrow(
      new Error(
        'the `sizeLimit` of a volume must be a number of bytes, and the suffix "m" means a thousandth of one, but got ' +
          '"64m"; write "64Mi"',
      ),
    );
  });

  test('the name of a Secret or ConfigMap that no cluster has', () => {
    expect(() => Volume.secret('my keys')).toThrow(/^the name of a Secret must be a DNS-1123 subdomain/);
    expect(() => Volume.configMap('')).toThrow(/^the name of a ConfigMap must be a DNS-1123 subdomain/);
  });
});
