import { App, Chart } from 'cdk8s';
import { AccessMode, StatefulService, Volume, Worker } from '../../../lib';
import { claimTemplates, singleNodeClaims } from '../../../lib/workload/pod/volume-claims';
import { apiWith, mainOf, ofKind, podOf, shopNamespace, specOf } from '../written';

const LABELS = { 'app.kubernetes.io/name': 'db', 'app.kubernetes.io/instance': 'shop' };
const MANY = [AccessMode.READ_WRITE_MANY];

function mailerWith(volumes: { [path: string]: Volume }): { shop: Chart; worker: Worker } {
  const shop = shopNamespace();
  return { shop, worker: new Worker(shop, 'mailer', { image: 'mailer:1', volumes }) };
}

function templates(volumes: { [path: string]: Volume }): any[] {
  const storage = { size: '10Gi', mountPath: '/var/lib/db' };
  return claimTemplates({ name: 'db', options: { image: 'db:1', volumes }, probes: {}, storage }, LABELS);
}

describe('a claim of the workload', () => {
  test('is written as an object of its own, called after the workload and the volume', () => {
    const { shop, worker } = mailerWith({
      '/var/spool/mail': Volume.persistent({ size: '10Gi', storageClass: 'nfs', accessModes: MANY }),
      '/templates': Volume.persistent({ size: '1Gi', name: 'texts', accessModes: [AccessMode.READ_ONLY_MANY] }),
    });
    expect(ofKind(shop, 'PersistentVolumeClaim')).toEqual([
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: {
          name: 'mailer-var-spool-mail',
          namespace: 'shop',
          labels: {
            'app.kubernetes.io/instance': 'shop',
            'app.kubernetes.io/managed-by': 'cdk8s-networking',
            'app.kubernetes.io/name': 'mailer',
            'app.kubernetes.io/part-of': 'shop',
          },
        },
        spec: {
          accessModes: ['ReadWriteMany'],
          resources: { requests: { storage: '10Gi' } },
          storageClassName: 'nfs',
        },
      },
      expect.objectContaining({
        metadata: expect.objectContaining({ name: 'mailer-texts' }),
        spec: { accessModes: ['ReadOnlyMany'], resources: { requests: { storage: '1Gi' } } },
      }),
    ]);
    expect(podOf(worker.deployment).volumes).toEqual([
      { name: 'var-spool-mail', persistentVolumeClaim: { claimName: 'mailer-var-spool-mail' } },
      { name: 'texts', persistentVolumeClaim: { claimName: 'mailer-texts' } },
    ]);
    expect(mainOf(worker.deployment).volumeMounts).toEqual([
      { name: 'var-spool-mail', mountPath: '/var/spool/mail' },
      { name: 'texts', mountPath: '/templates' },
    ]);
  });

  test('is one, at however many paths its value stands', () => {
    const data = Volume.persistent({ size: '10Gi', accessModes: MANY, name: 'data' });
    const { shop, worker } = mailerWith({ '/data': data, '/queue': data.part('queue') });
    expect(ofKind(shop, 'PersistentVolumeClaim').map(({ metadata }) => metadata.name)).toEqual(['mailer-data']);
    expect(mainOf(worker.deployment).volumeMounts).toEqual([
      { name: 'data', mountPath: '/data' },
      { name: 'data', mountPath: '/queue', subPath: 'queue' },
    ]);
  });
});

describe('claims of each member', () => {
  test('are the one of `storage` and those among the volumes, with the labels of the members', () => {
    expect(
      templates({
        '/var/log/db': Volume.perMember({ size: '5Gi', storageClass: 'fast' }),
        '/backup': Volume.perMember({ size: '50Gi', name: 'backup', accessModes: [AccessMode.READ_WRITE_ONCE_POD] }),
        '/cache': Volume.emptyDir(),
      }),
    ).toEqual([
      {
        metadata: { name: 'var-log-db', labels: LABELS },
        spec: {
          accessModes: ['ReadWriteOnce'],
          storageClassName: 'fast',
          resources: { requests: { storage: '5Gi' } },
        },
      },
      {
        metadata: { name: 'backup', labels: LABELS },
        spec: { accessModes: ['ReadWriteOncePod'], resources: { requests: { storage: '50Gi' } } },
      },
      {
        metadata: { name: 'data', labels: LABELS },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
      },
    ]);
  });

  test('are mounted, and are claims of the StatefulSet rather than volumes of its pods', () => {
    const { statefulSet } = new StatefulService(shopNamespace(), 'db', {
      image: 'db:1',
      port: 5432,
      storage: { size: '10Gi', mountPath: '/var/lib/db' },
      volumes: { '/var/log/db': Volume.perMember({ size: '5Gi' }) },
    });
    const { template, volumeClaimTemplates } = specOf(statefulSet);
    expect(volumeClaimTemplates.map(({ metadata }: any) => metadata.name)).toEqual(['var-log-db', 'data']);
    expect(template.spec).not.toHaveProperty('volumes');
    expect(mainOf(statefulSet).volumeMounts).toEqual([
      { name: 'var-log-db', mountPath: '/var/log/db' },
      { name: 'data', mountPath: '/var/lib/db' },
    ]);
  });

  test('are refused where there are no members', () => {
    expect(() => apiWith({ volumes: { '/data': Volume.perMember({ size: '1Gi' }) } })).toThrow(
      new Error(
        '[shop/api] only a StatefulSet has members that get a volume each, but got "/data"; ' +
          'use Volume.persistent(), which the pods share, or a StatefulService',
      ),
    );
  });

  test('are refused under one name', () => {
    expect(() => templates({ '/backup': Volume.perMember({ size: '1Gi', name: 'data' }) })).toThrow(
      new Error(
        'the volumes of a pod must differ in their names, of which "data" is that of `storage`, but got "data"; ' +
          'give the one that is newer another `name`, since a claim keeps its data under its own; one value is one volume',
      ),
    );
  });
});

test('a path gives way to a name that was chosen, within what a name may have', () => {
  const long = 'x'.repeat(63);
  const { worker } = mailerWith({
    '/data': Volume.emptyDir(),
    [`/${long}`]: Volume.emptyDir(),
    '/a': Volume.persistent({ size: '1Gi', name: 'data', accessModes: MANY }),
    '/b': Volume.persistent({ size: '1Gi', name: long, accessModes: MANY }),
  });
  expect(podOf(worker.deployment).volumes.map(({ name }: any) => name)).toEqual([
    'data-volume',
    `${'x'.repeat(56)}-volume`,
    'data',
    long,
  ]);
});

describe('one node only can mount', () => {
  const paths = (volumes: { [path: string]: Volume }) => singleNodeClaims({ image: 'api:1', volumes });

  test('a claim that says nothing else, or says so', () => {
    const accessModes = [AccessMode.READ_WRITE_ONCE_POD];
    expect(
      paths({ '/a': Volume.persistent({ size: '1Gi' }), '/b': Volume.claim('b'), '/c': Volume.emptyDir() }),
    ).toEqual(['/a', '/b']);
    expect(
      paths({ '/a': Volume.persistent({ size: '1Gi', accessModes }), '/b': Volume.claim('b', { accessModes }) }),
    ).toEqual(['/a', '/b']);
  });

  test('no claim that many nodes can mount, and nothing that each pod has for itself', () => {
    expect(
      paths({
        '/a': Volume.persistent({ size: '1Gi', accessModes: MANY }),
        '/b': Volume.claim('b', { accessModes: [AccessMode.READ_WRITE_ONCE, AccessMode.READ_ONLY_MANY] }),
        '/c': Volume.ephemeral({ size: '1Gi' }),
        '/d': Volume.perMember({ size: '1Gi' }),
      }),
    ).toEqual([]);
    expect(singleNodeClaims({ image: 'api:1' })).toEqual([]);
  });
});

describe('refuses', () => {
  test.each([
    ['persistent', Volume.persistent],
    ['perMember', Volume.perMember],
    ['ephemeral', Volume.ephemeral],
  ])('a size, class, name or access mode that is none, in %s()', (_, make) => {
    expect(() => make({ size: '10' as any, storageClass: 'Fast' })).toThrow(
      /^the name of a storage class must be a DNS-1123 subdomain/,
    );
    expect(() => make({ size: 'big' })).toThrow(
      new Error('the `size` of storage must be a quantity above zero, but got "big"; write it as in "128Mi" or "10Gi"'),
    );
    expect(() => make({ size: '1Gi', name: 'My_Data' } as any)).toThrow(
      /^the name of a volume must be a DNS-1123 label .*; write "my-data"$/,
    );
    expect(() => make({ size: '1Gi', accessModes: ['ReadWrite' as any] })).toThrow(
      new Error(
        '`accessModes` must be a list of AccessMode, of which READ_WRITE_ONCE_POD stands alone, but got ["ReadWrite"]; ' +
          'write it as in [AccessMode.READ_WRITE_MANY]',
      ),
    );
  });

  test.each([
    [[], 'an empty list'],
    [[AccessMode.READ_WRITE_ONCE_POD, AccessMode.READ_WRITE_MANY], '["ReadWriteOncePod","ReadWriteMany"]'],
  ])('the access modes %p of a claim that exists', (accessModes, got) => {
    expect(() => Volume.claim('data', { accessModes })).toThrow(
      new Error(
        `\`accessModes\` must be a list of AccessMode, of which READ_WRITE_ONCE_POD stands alone, but got ${got}; ` +
          'write it as in [AccessMode.READ_WRITE_MANY]',
      ),
    );
  });

  test.each([
    ['persistent', Volume.persistent({ size: '1Gi', accessModes: MANY })],
    ['perMember', Volume.perMember({ size: '1Gi' })],
  ])('a claim without a name at several paths, whose order would name it: %s', (_, data) => {
    const make = (volumes: { [path: string]: Volume }) =>
      new StatefulService(shopNamespace(), 'db', { image: 'db:1', port: 5432, volumes });
    const law = '[shop/db] a claim at several paths must have a name, since its data is found by that, but got';
    expect(() => make({ '/data': data, '/backup': data })).toThrow(
      new Error(
        `${law} "/data and /backup"; give it a \`name\`; if it was at /data alone until now, its data is under "data"`,
      ),
    );
    expect(() => make({ '/a': data.part('a'), '/b': data.part('b') })).toThrow(law);
    expect(() => make({ '/a': data })).not.toThrow();
  });

  test('a claim that would have to give way to the name of another one, and so lose its data', () => {
    const claim = (name?: string) => Volume.persistent({ size: '1Gi', name, accessModes: MANY });
    const law =
      '[shop/mailer] the volumes of a pod must differ in their names, of which "data" is that of `storage`, but got ' +
      '"uploads"; give the one that is newer another `name`, since a claim keeps its data under its own; one value is one volume';
    expect(() => mailerWith({ '/uploads': claim(), '/x': claim('uploads') })).toThrow(new Error(law));
    expect(() => mailerWith({ '/x': claim('uploads'), '/uploads': claim() })).toThrow(new Error(law));
  });

  test('two claims under one name', () => {
    const claim = () => Volume.persistent({ size: '1Gi', name: 'data', accessModes: MANY });
    expect(() => mailerWith({ '/a': claim(), '/b': claim() })).toThrow(
      '[shop/mailer] the volumes of a pod must differ in their names, ',
    );
  });

  test('a name that follows from a path as well, after it gave way to another', () => {
    const claim = (name: string) => Volume.persistent({ size: '1Gi', name, accessModes: MANY });
    const volumes = { '/x': claim('a'), '/y': claim('a-volume'), '/a': Volume.emptyDir() };
    expect(() => mailerWith(volumes)).toThrow(
      '[shop/mailer] the volumes of a pod must differ in their names, of which "data" is that of `storage`, ' +
        'but got "a-volume"; ',
    );
  });
});

test('a chart without a namespace has claims as well', () => {
  const chart = new Chart(new App(), 'shop');
  new Worker(chart, 'mailer', {
    image: 'mailer:1',
    volumes: { '/a': Volume.persistent({ size: '1Gi', accessModes: MANY }) },
  });
  expect(ofKind(chart, 'PersistentVolumeClaim')[0].metadata).not.toHaveProperty('namespace');
});
