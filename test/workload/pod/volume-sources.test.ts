import { Duration } from 'cdk8s';
import { AccessMode, HostPathType, IsolatedNamespace, Platform, PodSecurity, Volume, Worker } from '../../../lib';
import { apiWith, containerOf, mainOf, podOf } from '../written';

/** What is written of one volume, without its name. */
function written(volume: Volume): any {
  const podSecurity = PodSecurity.privileged({ reason: 'a test' });
  const shop = new IsolatedNamespace(new Platform(), 'shop', { podSecurity });
  const { deployment } = new Worker(shop, 'api', { image: 'api:1', volumes: { '/d': volume } });
  const { name, ...rest } = podOf(deployment).volumes[0];
  expect(name).toBe('d');
  return { ...rest, mount: mainOf(deployment).volumeMounts[0].readOnly === true ? 'read only' : 'writable' };
}

describe('writes', () => {
  test('some entries of a Secret or ConfigMap, with their permissions', () => {
    const options = { items: { 'tls/ca.crt': 'ca' }, mode: 0o440, isOptional: true };
    expect(written(Volume.secret('keys', options))).toEqual({
      secret: { secretName: 'keys', items: [{ key: 'ca', path: 'tls/ca.crt' }], defaultMode: 288, optional: true },
      mount: 'read only',
    });
    expect(written(Volume.configMap('settings', options))).toEqual({
      configMap: { name: 'settings', items: [{ key: 'ca', path: 'tls/ca.crt' }], defaultMode: 288, optional: true },
      mount: 'read only',
    });
  });

  test('what the pod knows of itself', () => {
    const fields = { labels: 'metadata.labels', owner: "metadata.annotations['example.com/owner']" };
    expect(written(Volume.podInfo(fields))).toEqual({
      downwardAPI: {
        items: [
          { path: 'labels', fieldRef: { fieldPath: 'metadata.labels' } },
          { path: 'owner', fieldRef: { fieldPath: "metadata.annotations['example.com/owner']" } },
        ],
      },
      mount: 'read only',
    });
  });

  test('a token for somebody', () => {
    expect(written(Volume.token({ audience: 'vault' }))).toEqual({
      projected: { sources: [{ serviceAccountToken: { audience: 'vault', path: 'token' } }] },
      mount: 'read only',
    });
    expect(written(Volume.token({ audience: 'vault', duration: Duration.minutes(10), file: 'vault' }))).toMatchObject({
      projected: { sources: [{ serviceAccountToken: { audience: 'vault', path: 'vault', expirationSeconds: 600 } }] },
    });
  });

  test('several of these below one path', () => {
    const parts = [
      Volume.secret('tls', { items: { 'ca.crt': 'ca.crt' } }),
      Volume.configMap('settings', { isOptional: true }),
      Volume.podInfo({ name: 'metadata.name' }),
      Volume.token({ audience: 'vault' }),
    ];
    expect(written(Volume.projected(parts, { mode: 0o400 }))).toEqual({
      projected: {
        defaultMode: 256,
        sources: [
          { secret: { name: 'tls', items: [{ key: 'ca.crt', path: 'ca.crt' }] } },
          { configMap: { name: 'settings', optional: true } },
          { downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } },
          { serviceAccountToken: { audience: 'vault', path: 'token' } },
        ],
      },
      mount: 'read only',
    });
  });

  test('a claim that ends with the pod', () => {
    expect(written(Volume.ephemeral({ size: '100Gi', storageClass: 'fast' }))).toEqual({
      ephemeral: {
        volumeClaimTemplate: {
          spec: {
            accessModes: ['ReadWriteOnce'],
            storageClassName: 'fast',
            resources: { requests: { storage: '100Gi' } },
          },
        },
      },
      mount: 'writable',
    });
  });

  test('a claim that exists', () => {
    expect(written(Volume.claim('uploads', { accessModes: [AccessMode.READ_WRITE_MANY] }))).toEqual({
      persistentVolumeClaim: { claimName: 'uploads' },
      mount: 'writable',
    });
    expect(written(Volume.claim('uploads', { readOnly: true, accessModes: [AccessMode.READ_ONLY_MANY] }))).toEqual({
      persistentVolumeClaim: { claimName: 'uploads', readOnly: true },
      mount: 'read only',
    });
  });

  test('files of the node, which are only read unless said otherwise', () => {
    expect(written(Volume.hostPath('/var/log'))).toEqual({ hostPath: { path: '/var/log' }, mount: 'read only' });
    expect(written(Volume.hostPath('/run/x.sock', { type: HostPathType.SOCKET, readOnly: false }))).toEqual({
      hostPath: { path: '/run/x.sock', type: 'Socket' },
      mount: 'writable',
    });
  });
});

describe('a part', () => {
  test('is mounted by itself, of a volume that has one name for all of its parts', () => {
    const files = Volume.configMap('nginx');
    const { deployment } = apiWith({
      volumes: { '/etc/nginx/nginx.conf': files.part('nginx.conf'), '/etc/mime': files.part('more').part('mime') },
    });
    expect(podOf(deployment).volumes).toEqual([{ name: 'etc-nginx-nginx-conf', configMap: { name: 'nginx' } }]);
    expect(mainOf(deployment).volumeMounts).toEqual([
      { name: 'etc-nginx-nginx-conf', mountPath: '/etc/nginx/nginx.conf', subPath: 'nginx.conf', readOnly: true },
      { name: 'etc-nginx-nginx-conf', mountPath: '/etc/mime', subPath: 'more/mime', readOnly: true },
    ]);
  });

  test('is seen by all containers', () => {
    const { deployment } = apiWith({
      volumes: { '/a': Volume.emptyDir().part('a') },
      initContainers: [{ name: 'setup', image: 'setup:1' }],
      sidecars: [{ name: 'proxy', image: 'proxy:1' }],
    });
    const mounts = [{ name: 'a', mountPath: '/a', subPath: 'a' }];
    for (const name of ['main', 'setup', 'proxy']) expect(containerOf(deployment, name).volumeMounts).toEqual(mounts);
  });
});

describe('refuses', () => {
  test.each(['', '/abs', '../up', 'a/../b'])('the path "%s" below a mount', (path) => {
    const error = new Error(
      `a path below a mount must be relative and without "..", but got "${path}"; write it as in tls/ca.crt`,
    );
    expect(() => Volume.emptyDir().part(path)).toThrow(error);
    expect(() => Volume.secret('keys', { items: { [path]: 'ca' } })).toThrow(error);
    expect(() => Volume.podInfo({ [path]: 'metadata.name' })).toThrow(error);
    expect(() => Volume.token({ audience: 'vault', file: path })).toThrow(error);
  });

  test('the path of a file under which the node keeps its own, which a part may have', () => {
    const error = new Error(
      'the path of a file must not start with "..", under which the node keeps its own, but got "..data"; choose ' +
        'another name',
    );
    expect(() => Volume.configMap('keys', { items: { '..data': 'ca' } })).toThrow(error);
    expect(() => Volume.podInfo({ '..data': 'metadata.name' })).toThrow(error);
    expect(() => Volume.token({ audience: 'vault', file: '..data' })).toThrow(error);
    expect(Volume.emptyDir().part('..data')._subPath).toBe('..data');
  });

  test.each([
    [{}, '{}'],
    [['ca'], '["ca"]'],
  ])('the items %j, which would be all or nonsense', (items, got) => {
    expect(() => Volume.secret('keys', { items: items as any })).toThrow(
      new Error(
        '`items` must name the key of at least one file, since Kubernetes takes none for all of them, ' +
          `but got ${got}; write it as in { 'tls.crt': 'certificate' }, or leave it out for all`,
      ),
    );
  });

  test.each<[string, Volume[]]>([
    ['k', [Volume.secret('a', { items: { k: 'x' } }), Volume.configMap('b', { items: { k: 'y' } })]],
    ['token', [Volume.token({ audience: 'a' }), Volume.token({ audience: 'b' })]],
    ['token', [Volume.token({ audience: 'a' }), Volume.podInfo({ token: 'metadata.name' })]],
  ])('two files "%s" in what is put together', (path, volumes) => {
    expect(() => Volume.projected(volumes)).toThrow(
      new Error(
        `the files of a projected volume must differ in their paths, but got "${path}"; give one of them another path, ` +
          'in `items` or as the `file` of its token',
      ),
    );
  });

  test('a key that no Secret has', () => {
    expect(() => Volume.secret('keys', { items: { ca: 'c a' } })).toThrow(/^a key of a Secret must consist of/);
    expect(() => Volume.configMap('keys', { items: { ca: '' } })).toThrow(/^a key of a ConfigMap must consist of/);
  });

  test.each([0o1000, -1, 1.5])('the mode %d', (mode) => {
    const error = new Error(
      `the \`mode\` of files must be a whole number from 0 to 0o777, but got ${mode}; ` +
        'write it as in 0o440, with the "0o" of octal numbers',
    );
    expect(() => Volume.secret('keys', { mode })).toThrow(error);
    expect(() => Volume.projected([Volume.secret('keys')], { mode })).toThrow(error);
  });

  test('a field that is not told in files', () => {
    expect(() => Volume.podInfo({ ip: 'status.podIP' })).toThrow(
      new Error(
        'the field of a file must be one of metadata.name, metadata.namespace, metadata.uid, metadata.labels, ' +
          "metadata.annotations, metadata.labels['...'], metadata.annotations['...'], but got \"status.podIP\"; " +
          'name one of these; addresses and the node are told in environment variables only, by Env.field()',
      ),
    );
  });

  test('a label that no pod has', () => {
    expect(() => Volume.podInfo({ x: "metadata.labels['a b']" })).toThrow(/^the key in a field must be /);
  });

  test('a token for nobody, or for too short', () => {
    expect(() => Volume.token({} as any)).toThrow(
      new Error('the audience of a token must be a text, but got undefined; write it as in "vault"'),
    );
    expect(() => Volume.token({ audience: 'vault', duration: Duration.minutes(9) })).toThrow(
      new Error(
        'the time for which a token holds must be at least 600 seconds, but got "540 s"; ' +
          'write it as in Duration.seconds(600)',
      ),
    );
  });

  test.each([
    [[], 'an empty list'],
    [[Volume.emptyDir()], '[a Volume]'],
    [undefined, 'undefined'],
  ])('to put together %p', (volumes, got) => {
    expect(() => Volume.projected(volumes as any)).toThrow(
      new Error(
        'a projected volume must have volumes of Secrets, ConfigMaps, tokens or `podInfo`, and no others, ' +
          `but got ${got}; write it as in Volume.projected([Volume.secret('tls'), Volume.configMap('settings')])`,
      ),
    );
  });

  test('permissions of a part of what is put together', () => {
    expect(() => Volume.projected([Volume.secret('tls', { mode: 0o440 })])).toThrow(
      new Error(
        'the volumes of a projected volume must have no `mode` of their own; ' +
          "give it to the whole, as in Volume.projected([Volume.secret('tls')], { mode: 0o440 })",
      ),
    );
  });

  test.each(['var/log', '/var/../etc', 5])('the path %p of the node', (path) => {
    expect(() => Volume.hostPath(path as any)).toThrow(
      new Error(
        `a path of the node must be absolute and without "..", but got ${JSON.stringify(path)}; write it as in /var/log`,
      ),
    );
  });

  test('a type of path that is none', () => {
    expect(() => Volume.hostPath('/var/log', { type: 'Folder' as any })).toThrow(
      new Error(
        'the `type` of a path of the node must be a HostPathType, but got "Folder"; ' +
          'write it as in HostPathType.DIRECTORY',
      ),
    );
  });

  test('the name of a claim that no cluster has', () => {
    expect(() => Volume.claim('My Claim')).toThrow(/^the name of a PersistentVolumeClaim must be a DNS-1123 subdomain/);
  });
});
