import { ApiObject, Chart } from 'cdk8s';
import { HorizontalPodAutoscaler } from 'cdk8s-plus-28';
import {
  AccessMode,
  Autoscaling,
  ClaimRetention,
  Clusters,
  Env,
  InternalService,
  IsolatedNamespace,
  Platform,
  Port,
  Rollout,
  ServiceType,
  StatefulService,
  type StatefulServiceProps,
  Volume,
} from '../../lib';
import { containerOf, listOf, mainOf, podOf, shopNamespace, specOf } from '../workload/written';

const DATA = '/var/lib/postgresql/data';
const POSTGRES: StatefulServiceProps = {
  image: 'postgres:17',
  port: 5432,
  runAs: 999,
  storage: { size: '10Gi', mountPath: DATA },
  env: { PGDATA: `${DATA}/pgdata`, POSTGRES_PASSWORD: Env.secret('db', 'password') },
};

function dbWith(options: Partial<StatefulServiceProps> = {}): StatefulService {
  return new StatefulService(shopNamespace(), 'db', { image: 'db:1', port: 5432, ...options });
}

test('writes a StatefulSet with its claim, two Services and a policy', () => {
  const chart = new Chart(new Platform(), 'shop', { namespace: 'shop' });
  new StatefulService(chart, 'db', POSTGRES);
  expect(chart).toMatchSnapshot();
});

test('its parts are the objects that are written, under the name that is given', () => {
  const shop = shopNamespace();
  const db = new StatefulService(shop, 'db', { ...POSTGRES, name: 'orders' });
  const objects = [ApiObject.of(db.statefulSet), db.service.object, db.headlessService, db.policy];
  const names = objects.map(({ kind, name }) => `${kind} ${name}`);
  expect(names).toEqual(['StatefulSet orders', 'Service orders', 'Service orders-peers', 'NetworkPolicy orders']);
  expect(listOf(shop).slice(4)).toEqual(names);
  expect(specOf(db.statefulSet).serviceName).toBe('orders-peers');
  expect(db.workload.displayName).toBe('shop/orders');
});

describe('a database image as published can start, since', () => {
  const pod = () => podOf(dbWith(POSTGRES).statefulSet);

  test('its user is told by number, and owns the files of the volume', () => {
    expect(pod().securityContext).toMatchObject({ runAsUser: 999, runAsGroup: 999, fsGroup: 999, runAsNonRoot: true });
  });

  test('its data are in a folder below the mount, which has a lost+found of its own', () => {
    const [main] = pod().containers;
    expect(main.volumeMounts).toEqual([{ name: 'data', mountPath: DATA }]);
    expect(main.env[0]).toEqual({ name: 'PGDATA', value: `${DATA}/pgdata` });
  });

  test('it may write to its own file system, as to /var/run/postgresql', () => {
    const [main] = pod().containers;
    expect(main.securityContext).toEqual({ allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } });
  });

  test('it runs what the image says, under no limit, and is asked on its port', () => {
    const [main] = pod().containers;
    expect(Object.keys(main)).toEqual([
      'env',
      'image',
      'livenessProbe',
      'name',
      'ports',
      'readinessProbe',
      'securityContext',
      'volumeMounts',
    ]);
    expect(main.readinessProbe).toEqual({ tcpSocket: { port: 5432 } });
  });
});

describe('the Services', () => {
  test('are one address for clients, and the addresses of all members for each other', () => {
    const db = dbWith({ servicePort: 15432, extraPorts: [{ name: 'metrics', port: 9187 }] });
    expect(db.service.object.toJson().spec).toMatchObject({
      type: 'ClusterIP',
      ports: [
        { name: 'main', port: 15432, targetPort: 5432 },
        { name: 'metrics', port: 9187, targetPort: 9187 },
      ],
    });
    expect(db.service.object.toJson().spec).not.toHaveProperty('clusterIP');
    expect(db.service.object.toJson().spec).not.toHaveProperty('publishNotReadyAddresses');
    expect(db.headlessService.toJson().spec).toMatchObject({
      type: 'ClusterIP',
      clusterIP: 'None',
      publishNotReadyAddresses: true,
      ports: [
        { name: 'main', port: 5432, targetPort: 5432 },
        { name: 'metrics', port: 9187, targetPort: 9187 },
      ],
    });
    expect(db.headlessService.toJson().spec.selector).toEqual(db.service.object.toJson().spec.selector);
  });

  test('name the members', () => {
    expect(dbWith().headlessService.dnsName.member('db', 0).full).toBe('db-0.db-peers.shop.svc.cluster.local');
  });

  test('show the ports among members to members only', () => {
    const db = dbWith({ peerPorts: [{ name: 'raft', port: 7000 }] });
    expect(db.service.object.toJson().spec.ports.map(({ name }: any) => name)).toEqual(['main']);
    expect(db.headlessService.toJson().spec.ports.map(({ name }: any) => name)).toEqual(['main', 'raft']);
    expect(mainOf(db.statefulSet).ports.map(({ name }: any) => name)).toEqual(['main', 'raft']);
  });
});

describe('storage', () => {
  test('is claimed for each member, of the default class or another', () => {
    const storage = { size: '10Gi', mountPath: '/data' };
    expect(specOf(dbWith({ storage }).statefulSet).volumeClaimTemplates).toEqual([
      {
        metadata: {
          name: 'data',
          labels: { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/name': 'db' },
        },
        spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '10Gi' } } },
      },
    ]);
    const fast = specOf(dbWith({ storage: { ...storage, storageClass: 'fast' } }).statefulSet);
    expect(fast.volumeClaimTemplates[0].spec.storageClassName).toBe('fast');
  });

  test('is mounted in the init containers too, beside the other volumes', () => {
    const { statefulSet } = dbWith({
      storage: { size: '1Gi', mountPath: '/data' },
      writable: ['/tmp'],
      initContainers: [{ name: 'restore', image: 'restore:1' }],
    });
    const mounts = [
      { name: 'tmp', mountPath: '/tmp' },
      { name: 'data', mountPath: '/data' },
    ];
    expect(mainOf(statefulSet).volumeMounts).toEqual(mounts);
    expect(containerOf(statefulSet, 'restore').volumeMounts).toEqual(mounts);
    expect(podOf(statefulSet).volumes).toEqual([{ name: 'tmp', emptyDir: {} }]);
  });

  test('leaves its name to no other volume', () => {
    const { statefulSet } = dbWith({ storage: { size: '1Gi', mountPath: '/var/lib/db' }, writable: ['/data'] });
    expect(podOf(statefulSet).volumes).toEqual([{ name: 'data-volume', emptyDir: {} }]);
    expect(mainOf(statefulSet).volumeMounts).toEqual([
      { name: 'data-volume', mountPath: '/data' },
      { name: 'data', mountPath: '/var/lib/db' },
    ]);
  });

  test('may be several volumes, beside the short form', () => {
    const { statefulSet } = dbWith({
      storage: { size: '10Gi', mountPath: '/data' },
      volumes: { '/log': Volume.perMember({ size: '1Gi', accessModes: [AccessMode.READ_WRITE_ONCE_POD] }) },
    });
    const claims = specOf(statefulSet).volumeClaimTemplates;
    expect(claims.map(({ metadata, spec }: any) => [metadata.name, spec.accessModes])).toEqual([
      ['log', ['ReadWriteOncePod']],
      ['data', ['ReadWriteOnce']],
    ]);
    expect(mainOf(statefulSet).volumeMounts).toEqual([
      { name: 'log', mountPath: '/log' },
      { name: 'data', mountPath: '/data' },
    ]);
    expect(podOf(statefulSet)).not.toHaveProperty('volumes');
  });

  test('is kept, unless it is said that it goes with its member', () => {
    const storage = { size: '1Gi', mountPath: '/data' };
    expect(specOf(dbWith({ storage }).statefulSet)).not.toHaveProperty('persistentVolumeClaimRetentionPolicy');
    const { statefulSet } = dbWith({
      storage,
      claimsWhenDeleted: ClaimRetention.RETAIN,
      claimsWhenScaled: ClaimRetention.DELETE,
    });
    expect(specOf(statefulSet).persistentVolumeClaimRetentionPolicy).toEqual({
      whenDeleted: 'Retain',
      whenScaled: 'Delete',
    });
  });

  test('is none unless asked', () => {
    expect(specOf(dbWith().statefulSet)).not.toHaveProperty('volumeClaimTemplates');
    expect(mainOf(dbWith().statefulSet)).not.toHaveProperty('volumeMounts');
  });
});

describe('the members', () => {
  const among = (db: StatefulService) => db.connections.list().map(String);

  test.each([[{ replicas: 1 }], [{ replicas: 3 }], [{ replicas: Autoscaling.between(2, 5, { cpu: 70 }) }]])(
    'connect to nobody unless asked: %#',
    (options) => {
      const db = dbWith({ ...options, extraPorts: [{ name: 'metrics', port: 9187 }] });
      expect(among(db)).toEqual([]);
      expect(db.policy.toJson().spec).not.toHaveProperty('ingress');
    },
  );

  test('connect to nobody where an autoscaler of cdk8s-plus says how many there are', () => {
    const db = dbWith({ resources: { cpuRequest: '1', cpuLimit: '1' } });
    new HorizontalPodAutoscaler(ApiObject.of(db.policy).chart, 'scaler', { target: db.statefulSet, maxReplicas: 3 });
    expect(specOf(db.statefulSet)).not.toHaveProperty('replicas');
    expect(among(db)).toEqual([]);
  });

  test('connect on the ports among members where these are given, however many there are', () => {
    const peerPorts = [{ name: 'raft', port: 7000 }];
    expect(among(dbWith({ peerPorts }))).toEqual(['shop/db -> shop/db  TCP 7000']);
    const db = dbWith({ peerPorts, replicas: 3 });
    expect(among(db)).toEqual(['shop/db -> shop/db  TCP 7000']);
    const { ingress, egress, podSelector } = db.policy.toJson().spec;
    const ports = [{ port: 7000, protocol: 'TCP' }];
    expect(ingress).toEqual([{ from: [{ podSelector }], ports }]);
    expect(egress).toEqual([{ to: [{ podSelector }], ports }]);
  });

  test('connect on the main port, or on others, where the connections say so', () => {
    const db = dbWith({ replicas: 3, extraPorts: [{ name: 'metrics', port: 9187 }] });
    db.connections.allowInternally();
    expect(among(db)).toEqual(['shop/db -> shop/db  TCP 5432']);
    db.connections.allowInternally({ ports: [Port.named('metrics')] });
    expect(among(db)).toEqual(['shop/db -> shop/db  TCP 5432, TCP 9187']);
  });

  test('start and end one after another from 0, unless told otherwise', () => {
    expect(specOf(dbWith().statefulSet)).not.toHaveProperty('podManagementPolicy');
    expect(specOf(dbWith().statefulSet)).not.toHaveProperty('ordinals');
    expect(specOf(dbWith({ parallel: true, firstOrdinal: 1 }).statefulSet)).toMatchObject({
      podManagementPolicy: 'Parallel',
      ordinals: { start: 1 },
    });
  });
});

test('clients reach the main port, and no port among members', () => {
  const shop = shopNamespace();
  const db = new StatefulService(shop, 'db', { image: 'db:1', port: 5432, peerPorts: [{ name: 'raft', port: 7000 }] });
  const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
  api.connections.allowTo(db);
  expect(api.policy.toJson().spec.egress.map(({ ports }: any) => ports)).toEqual([[{ port: 5432, protocol: 'TCP' }]]);
  expect(`${db.workload.resolve(Port.named('raft'))}`).toBe('TCP 7000');
});

test('clients outside the cluster reach the main port where the type of its Service lets them', () => {
  const platform = new Platform({ cluster: Clusters.kubeadm({ nodeRanges: ['10.0.0.0/24'] }) });
  const db = new StatefulService(new IsolatedNamespace(platform, 'shop'), 'db', {
    image: 'db:1',
    port: 5432,
    extraPorts: [{ name: 'metrics', port: 9187 }],
    serviceType: ServiceType.nodePort(),
    nodePorts: { main: 30432 },
  });
  expect(db.service.object.toJson().spec).toMatchObject({
    type: 'NodePort',
    ports: [{ name: 'main', nodePort: 30432 }],
  });
  expect(db.policy.toJson().spec.ingress).toEqual([
    { from: [{ ipBlock: { cidr: '10.0.0.0/24' } }], ports: [{ port: 5432, protocol: 'TCP' }] },
  ]);
  expect(db.policy.toJson().metadata.annotations).toEqual({
    'cdk8s-networking/reasons': '10.0.0.0/24 -> shop/db TCP 5432: clients of Service shop/db by node ports',
  });
});

describe('refuses', () => {
  test('a name to which a hash can not be added', () => {
    const make = (name: string) => new StatefulService(shopNamespace(), 'db', { image: 'db:1', port: 5432, name });
    const tooLong = `a${'b'.repeat(52)}`;
    expect(() => make(tooLong)).toThrow(
      new Error(
        "[shop/db] the name of a StatefulSet must have at most 52 characters, since its pods' labels add a hash, " +
          `but got "${tooLong}"; give a shorter \`name\``,
      ),
    );
    expect(make(tooLong.slice(1)).headlessService.name).toBe(`${'b'.repeat(52)}-peers`);
  });

  test.each([
    [
      { size: '10m', mountPath: '/data' },
      'the `size` of storage must be a number of bytes, and the suffix "m" means a thousandth of one, but got "10m"; ' +
        'write "10Mi"',
    ],
    [{ size: 'big', mountPath: '/data' }, 'the `size` of storage must be a quantity above zero, but got "big"; '],
    [
      { size: '1Gi', mountPath: 'data' },
      'a mount path must be absolute, below "/", and contain neither ":" nor "..", ',
    ],
    [
      { size: '1Gi', mountPath: '/data', storageClass: 'Fast' },
      'the name of a storage class must be a DNS-1123 subdomain',
    ],
  ])('the storage %j', (storage, message) => {
    expect(() => dbWith({ storage })).toThrow(`[shop/db] ${message}`);
  });

  test.each([
    [true, 'true'],
    [{ size: '1Gi' }, '{"size":"1Gi"}'],
    [null, 'null'],
  ])('the storage %j, which is none', (storage, got) => {
    expect(() => dbWith({ storage: storage as any })).toThrow(
      new Error(
        `[shop/db] \`storage\` must be an object with the \`mountPath\` where the container finds it, but got ${got}; ` +
          "write it as in { size: '10Gi', mountPath: '/var/lib/data' }",
      ),
    );
  });

  test('storage where something else is mounted', () => {
    const storage = { size: '1Gi', mountPath: '/var/lib/db' };
    expect(() => dbWith({ storage, writable: ['/var/lib/db'] })).toThrow(
      new Error(
        '[shop/db] a path must have one volume, of `volumes`, `writable` or `storage`, but got "/var/lib/db"; ' +
          'name it once',
      ),
    );
  });

  test('a port among members that the clients have already', () => {
    expect(() => dbWith({ peerPorts: [{ name: 'main', port: 7000 }] })).toThrow(
      /^\[shop\/db\] the ports of a pod must differ in name, and in number or protocol, but got "main"; /,
    );
  });

  test.each([
    [
      { claimsWhenDeleted: ClaimRetention.DELETE },
      'members must have volumes of their own, if it is said what becomes of these; give `storage`, or `volumes` with ' +
        'Volume.perMember()',
    ],
    [
      { storage: { size: '1Gi', mountPath: '/data' }, claimsWhenScaled: 'delete' as any },
      '`claimsWhenScaled` must be a ClaimRetention, but got "delete"; write it as in ClaimRetention.DELETE',
    ],
    [
      { firstOrdinal: -1 },
      '`firstOrdinal` must be a whole number, 0 or above, but got -1; give the number of the first member',
    ],
    [
      { rollout: Rollout.recreate() },
      'the rollout of a StatefulSet must be made of what it has (rolling, onDelete, minReady, partition), but got ' +
        '"recreate"; leave it out, or choose another way',
    ],
    [
      { nodePorts: { metrics: 30000 } },
      '`nodePorts` must be by the names of the ports (main), but got "metrics"; write it as in { main: 30080 }, with the ' +
        'name of one of these',
    ],
    [
      { nodePorts: 30000 as any },
      '`nodePorts` must be numbers by the names of the ports, but got 30000; write it as in { main: 30080 }',
    ],
    [
      { peerPorts: 7000 as any },
      "`peerPorts` must be a list, but got 7000; write it as in peerPorts: [{ name: 'raft', port: 7000 }]",
    ],
    [
      { extraPorts: 7000 as any },
      "`extraPorts` must be a list, but got 7000; write it as in extraPorts: [{ name: 'metrics', port: 9090 }]",
    ],
    [
      { replicas: 2, volumes: { '/data': Volume.persistent({ size: '1Gi' }) } },
      'a volume that only the pods of one node can mount must not be shared by several pods, of which some would never ' +
        'start, but got "/data"; use a StatefulService with Volume.perMember(), or AccessMode.READ_WRITE_MANY where the ' +
        'storage class has it',
    ],
  ])('%#', (options, message) => {
    expect(() => dbWith(options)).toThrow(new Error(`[shop/db] ${message}`));
  });
});
