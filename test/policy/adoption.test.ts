import { ApiObject, App, type Chart, JsonPatch, Lazy } from 'cdk8s';
import * as kplus28 from 'cdk8s-plus-28';
import * as kplus33 from 'cdk8s-plus-33';
import type { IConstruct } from 'constructs';
import { type AdoptionOptions, Connections, DefaultDeny } from '../../lib/policy';
import { Peer, Port, Protocol } from '../../lib/traffic';
import { lines } from './lines';
import { egress, ingress, namespace, namespaces, Pods, validationError } from './pods';

/** An object with a pod template as somebody else writes it. */
function object(chart: Chart, name: string, { labels = { app: name }, ports = [], ...rest }: any = {}): ApiObject {
  return new ApiObject(chart, name, {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name },
    spec: { template: { metadata: { labels }, spec: { containers: [{ name: 'main', ports }] } }, ...rest },
  });
}

/** What a controller makes pods from that the object doesn't show. */
function kafka(chart: Chart): ApiObject {
  return new ApiObject(chart, 'kafka', {
    apiVersion: 'kafka.strimzi.io/v1beta2',
    kind: 'Kafka',
    metadata: { name: 'orders' },
    spec: { kafka: { replicas: 3 } },
  });
}

const KAFKA = { 'strimzi.io/cluster': 'orders', 'strimzi.io/name': 'orders-kafka' };
const port = (containerPort: number, name?: string) => ({ containerPort, ...(name ? { name } : {}) });

describe('the connections of an adopted workload', () => {
  test('lead to and from workloads of this library', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const db = Connections.of(object(shop, 'db', { ports: [port(5432)] }));
    db.allowFrom(api);
    db.allowTo(api, { reason: 'change feed' });
    db.allowTo(Peer.cidr('203.0.113.7/32'), { ports: [Port.tcp(443)] });
    expect(lines(shop)).toEqual([
      'shop/app=api <- app=db: TCP 8080',
      'shop/app=api -> app=db: TCP 5432',
      'shop/app=db <- app=api: TCP 5432',
      'shop/app=db -> k8s-app=kube-dns in kube-system: TCP 53, UDP 53',
      'shop/app=db -> 203.0.113.7/32: TCP 443',
      'shop/app=db -> app=api: TCP 8080',
    ]);
    expect(db.list().map(String)).toEqual([
      'shop/api -> shop/db  TCP 5432',
      'shop/db -> 203.0.113.7/32  TCP 443',
      'shop/db -> shop/api  TCP 8080',
    ]);
    expect(db.policy.name).toBe('db-statefulset');
  });

  test.each([
    ['cdk8s-plus-28', kplus28],
    ['cdk8s-plus-33', kplus33],
  ] as [string, any][])('lead from one of %s to another in another namespace', (_, kplus) => {
    const [shop, data] = namespaces('shop', 'data');
    const labels = { labels: { app: 'web' } };
    const web = new kplus.DaemonSet(shop, 'web', { podMetadata: labels, containers: [{ image: 'web' }] });
    const db = new kplus.Pod(data, 'db', {
      metadata: { labels: { app: 'db' } },
      containers: [{ image: 'db', ports: [{ number: 5432, name: 'sql' }] }],
    });
    Connections.of(web).allowTo(db, { ports: [Port.named('sql')] });
    expect(Connections.of(db).list().map(String)).toEqual([`shop/${web.name} -> data/${db.name}  TCP 5432`]);
    expect(ingress(Connections.of(db).policy)[0].ports).toEqual([{ port: 5432, protocol: 'TCP' }]);
    expect(egress(Connections.of(web).policy)[1].ports).toEqual([{ port: 5432, protocol: 'TCP' }]);
  });

  test('are the same, however often and from wherever they are asked for', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const db = object(shop, 'db', { ports: [port(5432)] });
    api.connections.allowTo(db);
    Connections.of(db).allowFrom(api);
    Connections.of(db, { ports: [Port.tcp(9187)] }).allowFrom(api, { ports: [Port.tcp(9187)] });
    expect(Connections.of(db).policy).toBe(db.node.findChild('NetworkPolicy'));
    expect(ingress(Connections.of(db).policy)).toEqual([
      {
        from: [{ podSelector: { matchLabels: { app: 'api' } } }],
        ports: [
          { port: 5432, protocol: 'TCP' },
          { port: 9187, protocol: 'TCP' },
        ],
      },
    ]);
  });

  test('are those of this library where the object is one of its workloads', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const runs = object(shop, 'runs', { labels: { app: 'api' } });
    api.connections.standFor(runs);
    new Pods(shop, 'web').connections.allowTo(runs);
    expect(Connections.of(runs).policy).toBe(api.policy);
    expect(Connections.of(runs).list().map(String)).toEqual(['shop/web -> shop/api  TCP 8080']);
  });

  test('may be among its own pods', () => {
    const shop = namespace('shop');
    const ring = Connections.of(object(shop, 'ring', { ports: [port(7000)] }));
    ring.allowInternally();
    expect(ingress(ring.policy)).toEqual([
      { from: [{ podSelector: { matchLabels: { app: 'ring' } } }], ports: [{ port: 7000, protocol: 'TCP' }] },
    ]);
  });

  test('govern the directions that are declared, and a default deny the others', () => {
    const shop = namespace('shop');
    const db = Connections.of(object(shop, 'db', { ports: [port(5432)] }));
    db.allowFrom(Peer.cidr('203.0.113.7/32'));
    expect(lines(shop)).toEqual(['shop/app=db <- 203.0.113.7/32: TCP 5432']);
    new DefaultDeny(shop, 'default-deny');
    expect(lines(shop)).toEqual([
      'shop/app=db <- 203.0.113.7/32: TCP 5432',
      'shop/all pods <- nobody',
      'shop/all pods -> nobody',
    ]);
  });

  test('write nothing before the first one', () => {
    const shop = namespace('shop');
    const db = Connections.of(object(shop, 'db'));
    expect(shop.toJson().map(({ kind }) => kind)).toEqual(['StatefulSet']);
    expect(db.list()).toEqual([]);
    expect(() => db.policy).toThrow(
      new Error(
        '[shop/db] there is no policy before the first connection of an adopted workload, and it has none yet; ' +
          'connect it first, or ask later',
      ),
    );
  });
});

describe('what is known of its pods', () => {
  test('is read from the object, as it is when asked', () => {
    const shop = namespace('shop');
    const labels = { app: 'none' };
    const db = Connections.of(
      object(shop, 'db', { labels: Lazy.any({ produce: () => labels }), ports: [port(5432, 'sql')] }),
    );
    labels.app = 'db';
    expect(db.workload).toMatchObject({
      displayName: 'shop/db',
      labels: { app: 'db' },
      ports: [Port.tcp(5432)],
      namedPorts: { sql: Port.tcp(5432) },
    });
    labels.app = 'sql';
    expect(db.workload.labels).toEqual({ app: 'sql' });
  });

  test('are the given ports beside the declared ones, and their names', () => {
    const shop = namespace('shop');
    const db = Connections.of(object(shop, 'db', { ports: [port(5432, 'sql')] }), {
      ports: [Port.tcp(9187), Port.tcp(5432), Port.udp(5432)],
      namedPorts: { metrics: Port.tcp(9187), sql: Port.tcp(5432) },
    });
    expect(db.workload.ports.map(String)).toEqual(['TCP 5432', 'TCP 9187', 'UDP 5432']);
    expect(db.workload.namedPorts).toEqual({ metrics: Port.tcp(9187), sql: Port.tcp(5432) });
    const api = new Pods(shop, 'api');
    api.connections.allowTo(object(shop, 'other'), { ports: [Port.tcp(1)] });
    db.allowFrom(api, { ports: [Port.named('metrics')] });
    expect(lines(shop)).toContain('shop/app=db <- app=api: TCP 9187');
  });

  test('are the ports that are meant where none is named', () => {
    const shop = namespace('shop');
    const redis = object(shop, 'redis', { ports: [port(6379, 'redis'), port(9121, 'metrics')] });
    Connections.of(redis, { defaultPorts: [Port.named('redis')] });
    new Pods(shop, 'api').connections.allowTo(redis);
    expect(lines(shop)).toContain('shop/app=redis <- app=api: TCP 6379');
  });

  test('are labels that outlive an upgrade, where they are chosen', () => {
    const shop = namespace('shop');
    const labels = { app: 'report', 'helm.sh/chart': 'report-1.2.3' };
    const report = Connections.of(object(shop, 'report', { labels }), { labels: { app: 'report' } });
    report.allowTo(new Pods(shop, 'api', { ports: [Port.tcp(8080)] }));
    expect(report.workload.labels).toEqual(labels);
    expect(lines(shop)).toContain('shop/app=api <- app=report: TCP 8080');
  });

  test('is given where a controller makes the pods of a custom resource', () => {
    const shop = namespace('shop');
    const orders = kafka(shop);
    const connections = Connections.of(orders, {
      labels: KAFKA,
      ports: [Port.tcp(9092)],
      namedPorts: { 'tcp-clients': Port.tcp(9092) },
    });
    connections.allowFrom(new Pods(shop, 'api'));
    connections.allowInternally({ ports: [Port.tcp(9091)] });
    expect(lines(shop)).toEqual([
      'shop/strimzi.io/cluster=orders,strimzi.io/name=orders-kafka <- strimzi.io/cluster=orders,strimzi.io/name=orders-kafka: TCP 9091',
      'shop/strimzi.io/cluster=orders,strimzi.io/name=orders-kafka <- app=api: TCP 9092',
      'shop/strimzi.io/cluster=orders,strimzi.io/name=orders-kafka -> k8s-app=kube-dns in kube-system: TCP 53, UDP 53',
      'shop/strimzi.io/cluster=orders,strimzi.io/name=orders-kafka -> strimzi.io/cluster=orders,strimzi.io/name=orders-kafka: TCP 9091',
      'shop/app=api <- nobody',
      'shop/app=api -> strimzi.io/cluster=orders,strimzi.io/name=orders-kafka: TCP 9092',
    ]);
    expect(connections.policy.name).toBe('orders-kafka');
  });

  test('may be given after the object was connected', () => {
    const shop = namespace('shop');
    const orders = kafka(shop);
    new Pods(shop, 'api').connections.allowTo(orders, { ports: [Port.named('tcp-clients')] });
    Connections.of(orders, { labels: KAFKA, namedPorts: { 'tcp-clients': Port.tcp(9092) } });
    expect(lines(shop).at(-1)).toBe('shop/app=api -> strimzi.io/cluster=orders,strimzi.io/name=orders-kafka: TCP 9092');
  });

  test('lets a Peer mean them, be they connected themselves or not', () => {
    const policies = (isConnected: boolean) => {
      const shop = namespace('shop');
      const db = Connections.of(object(shop, 'db', { ports: [port(5432)] }));
      if (isConnected) db.allowFrom(Peer.cidr('203.0.113.7/32'));
      new Pods(shop, 'api').connections.allowTo(Peer.pods({ labels: { app: 'db' } }), { ports: [Port.tcp(5432)] });
      new DefaultDeny(shop, 'default-deny');
      return lines(shop).filter((line) => line.startsWith('shop/app=db'));
    };
    expect(policies(true)).toEqual(['shop/app=db <- app=api: TCP 5432', 'shop/app=db <- 203.0.113.7/32: TCP 5432']);
    expect(policies(false)).toEqual(['shop/app=db <- app=api: TCP 5432']);
  });

  test('leaves the direction open in which a Peer alone means them, unless their namespace is closed', () => {
    const policies = (close: (shop: Chart) => void) => {
      const shop = namespace('shop');
      const db = object(shop, 'db', { ports: [port(5432)] });
      const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
      api.connections.allowTo(db, { reason: 'orders' });
      api.connections.allowFrom(Peer.pods({ labels: { app: 'db' } }), { reason: 'change feed' });
      close(shop);
      const [policy] = shop.toJson().filter(({ metadata }) => metadata.name === 'db-statefulset');
      return [policy.spec.policyTypes, policy.metadata.annotations['cdk8s-networking/reasons']];
    };
    const asked = 'shop/api -> shop/db TCP 5432: orders';
    expect(policies(() => {})).toEqual([['Ingress'], asked]);
    expect(policies((shop) => new DefaultDeny(shop, 'default-deny'))).toEqual([
      ['Ingress', 'Egress'],
      `pods app=db in the same namespace -> shop/api TCP 8080: change feed\n${asked}`,
    ]);
  });

  test('leaves those open that a Peer means and nothing governs: a policy would close the rest', () => {
    const shop = namespace('shop');
    Connections.of(object(shop, 'db', { ports: [port(5432)] }));
    new Pods(shop, 'api').connections.allowTo(Peer.pods({ labels: { app: 'db' } }), { ports: [Port.tcp(5432)] });
    expect(lines(shop)).toEqual(['shop/app=api <- nobody', 'shop/app=api -> app=db: TCP 5432']);
  });

  test('leaves those without a policy that no Peer means, in whatever namespace', () => {
    const [shop, data] = namespaces('shop', 'data');
    for (const chart of [shop, data]) new DefaultDeny(chart, 'default-deny');
    Connections.of(object(shop, 'db', { ports: [port(5432)] }));
    new Pods(data, 'api').connections.allowTo(Peer.pods({ labels: { app: 'db' } }), { ports: [Port.tcp(5432)] });
    expect(lines(shop)).toEqual(['shop/all pods <- nobody', 'shop/all pods -> nobody']);
  });
});

describe('the manifests of an adopted object', () => {
  const KINDS: [string, any][] = [
    ['Deployment', {}],
    ['StatefulSet', {}],
    ['DaemonSet', {}],
    ['Job', {}],
    ['CronJob', {}],
    ['Pod', {}],
  ];
  const VERSIONS: [string, any][] = [
    ['cdk8s-plus-28', kplus28],
    ['cdk8s-plus-33', kplus33],
  ];
  const CASES = VERSIONS.flatMap(([version, kplus]) => KINDS.map(([kind]) => [version, kind, kplus] as const));

  /** All that is written but for policies, as text. */
  function written(kplus: any, kind: string, adopt: (workload: IConstruct, api: Pods) => void): string {
    const app = new App();
    const shop = namespaces('shop')[0] as Chart;
    const props = kind === 'CronJob' ? { schedule: { expressionString: '@daily' } } : {};
    const container = { image: 'db', ports: [{ number: 5432, name: 'sql' }] };
    const workload = new kplus[kind](shop, 'db', { containers: [container], spread: true, ...props });
    adopt(workload, new Pods(shop, 'api', { ports: [Port.tcp(8080)] }));
    expect(app.charts).toEqual([]);
    return JSON.stringify(shop.toJson().filter((each: any) => each.kind !== 'NetworkPolicy'));
  }

  test.each(CASES)('of %s, a %s, are the same before and after', (_, kind, kplus) => {
    const before = written(kplus, kind, () => {});
    const after = written(kplus, kind, (workload, api) => {
      const connections = Connections.of(workload, { ports: [Port.tcp(9187)] });
      connections.allowFrom(api);
      connections.allowTo(api);
      connections.allowInternally();
    });
    expect(before).toContain(`"kind":"${kind}"`);
    expect(after).toBe(before);
  });
});

describe('refused', () => {
  const NO_OPTIONS =
    'the options of an adopted workload must be an object with `labels`, `ports`, `namedPorts` or `defaultPorts`, but got';
  const HOW = "write them as in `{ labels: { app: 'db' }, ports: [Port.tcp(5432)] }`";
  const NO_PORTS =
    'the ports of an adopted workload must be a list with a port in it, but got an empty list; ' +
    'leave them out for those that are declared, or name them: `[Port.tcp(5432)]`';
  const NO_NAMES = 'the named ports of an adopted workload must be ports by their names, but got';

  test.each<[string, unknown, string]>([
    ['null', null, `${NO_OPTIONS} null; ${HOW}`],
    ['a list', [Port.tcp(1)], `${NO_OPTIONS} [a Port]; ${HOW}`],
    ['a port', Port.tcp(1), `${NO_OPTIONS} a Port; ${HOW}`],
    ['a misspelt one', { port: [Port.tcp(1)] }, `${NO_OPTIONS} "port"; ${HOW}`],
    [
      'no label',
      { labels: {} },
      'the labels of an adopted workload must be at least one, since none at all would select every pod; leave `labels` out for those that the object has',
    ],
    [
      'a label that is none',
      { labels: { 'a b': 'c' } },
      'a label key must be at most 63 letters, digits, "-", "_" and ".", the first and the last of them a letter or digit, optionally after a lower case DNS name and "/", but got "a b"; write it as in app or app.kubernetes.io/name',
    ],
    ['no port', { ports: [] }, NO_PORTS],
    ['no default port', { defaultPorts: [] }, NO_PORTS],
    ['a list of names', { namedPorts: [] }, `${NO_NAMES} an empty list; write them as in \`{ http: Port.tcp(8080) }\``],
    [
      'a name for a number',
      { namedPorts: { http: 80 } },
      `${NO_NAMES} {"http":80}; write them as in \`{ http: Port.tcp(8080) }\``,
    ],
  ])('options: %s', (_, options, text) => {
    const db = object(namespace('shop'), 'db');
    expect(() => Connections.of(db, options as AdoptionOptions)).toThrow(new Error(`[shop/db] ${text}`));
  });

  test('what has no pods, or several objects, or is no construct', () => {
    const shop = namespace('shop');
    const config = new ApiObject(shop, 'config', { apiVersion: 'v1', kind: 'ConfigMap' });
    const law = 'an adopted workload must be one object with pods, but got';
    expect(() => Connections.of(config)).toThrow(
      new Error(
        `[shop/config] ${law} an ApiObject; this ConfigMap has no pods of its own: name the workload behind it, or a Peer`,
      ),
    );
    expect(() => Connections.of(shop)).toThrow(
      new Error(`[shop] ${law} a Chart; name a workload inside, or all of its pods: Peer.namespace("shop")`),
    );
    expect(() => Connections.of('db' as unknown as IConstruct)).toThrow(
      new Error(`${law} "db"; give a workload, or one of Peer.pods(), Peer.namespace(), Peer.cidr(), Peer.internet()`),
    );
  });

  test('to say two things of one workload, but not to say one thing twice', () => {
    const shop = namespace('shop');
    const db = object(shop, 'db', { labels: { app: 'db', tier: 'data' } });
    const options = { labels: { tier: 'data', app: 'db' }, namedPorts: { a: Port.tcp(1), b: Port.tcp(2) } };
    Connections.of(db, options);
    Connections.of(db, { namedPorts: { b: Port.tcp(2), a: Port.tcp(1) }, labels: { app: 'db', tier: 'data' } });
    Connections.of(db, {});
    expect(() => Connections.of(db, { ports: [Port.tcp(1)] })).toThrow(
      new Error(
        '[shop/db] an adopted workload must be described once, but [shop/db] was described differently before; ' +
          'give the options where it is adopted first, and none or the same ones elsewhere',
      ),
    );
  });

  test('to describe a workload of this library', () => {
    const shop = namespace('shop');
    const runs = object(shop, 'runs', { labels: { app: 'api' } });
    new Pods(shop, 'api').connections.standFor(runs);
    expect(() => Connections.of(runs, { ports: [Port.tcp(1)] })).toThrow(
      new Error(
        '[shop/runs] only an adopted workload can be described, but [shop/runs] is one of this library, which tells ' +
          'all of itself; leave the options out; ports are declared on the workload',
      ),
    );
  });

  const problem =
    (options: AdoptionOptions, spec: any = {}) =>
    () => {
      const shop = namespace('shop');
      Connections.of(object(shop, 'db', { ports: [port(5432, 'sql')], ...spec }), options).allowFrom(
        Peer.sameNamespace(),
      );
      return shop.toJson();
    };

  test('labels that the pods do not have', () => {
    expect(problem({ labels: { app: 'redis' } })).toThrow(
      validationError(
        '[shop/db] the labels of an adopted workload must be among those of its pod template, but got "app=redis"; ' +
          'give some of app=db, or leave `labels` out',
      ),
    );
  });

  test('a port by a name that its pods give to none, be it one of all or a default', () => {
    const law =
      '[shop/db] a port of an adopted workload that is given by name must be one that its pods name, but got "TCP x"; ' +
      'give its number in `namedPorts`: { "x": Port.tcp(8080) }';
    expect(problem({ ports: [Port.named('x')] })).toThrow(validationError(law));
    expect(problem({ ports: [Port.named('x')], namedPorts: { x: Port.tcp(8080) } })()).toHaveLength(2);
    expect(problem({ defaultPorts: [Port.named('x')] })).toThrow(
      validationError(
        '[shop/db] the default ports of a workload must be those of the pods, and shop/db listens on TCP 5432, but got ' +
          "TCP x; name the pods' port rather than the Service's, or declare it on the container",
      ),
    );
    expect(problem({ defaultPorts: [Port.named('sql')] })()).toHaveLength(2);
  });

  test.each([
    ['/metadata/namespace', 'data/db'],
    ['/metadata/name', 'shop/data'],
  ])('a patch of %s, of which its policy would know nothing', (path, got) => {
    const shop = namespace('shop');
    const db = object(shop, 'db', { ports: [port(5432)] });
    db.addJsonPatch(JsonPatch.add(path, 'data'));
    new Pods(shop, 'api').connections.allowTo(db);
    expect(() => shop.toJson()).toThrow(
      validationError(
        '[shop/db] the name and the namespace of an adopted workload must be those of its construct, shop/db, and no ' +
          `patch may change them, but got "${got}"; give them in its metadata, or by its chart`,
      ),
    );
  });

  test('a name for a port that the containers give to another', () => {
    expect(problem({ namedPorts: { sql: Port.tcp(5433) } })).toThrow(
      validationError(
        '[shop/db] a named port must be the one that the containers declare, and "sql" is TCP 5432, but got "TCP 5433"; ' +
          'leave "sql" out of `namedPorts`',
      ),
    );
    expect(problem({ namedPorts: { sql: Port._range(Protocol.TCP, 5432, 5432) } })()).toHaveLength(2);
  });

  test('pods without labels, whatever is given', () => {
    expect(problem({ labels: { app: 'db' } }, { labels: {} })).toThrow(
      validationError(
        '[shop/db] the pods of a connected workload must have labels, since a policy selects by labels, but those of ' +
          "[shop/db] have none; give its pod template labels of its own, such as 'app.kubernetes.io/name'",
      ),
    );
  });

  test.each([true, false])('labels that one of this library has too; is it connected: %s', (isConnected) => {
    const shop = namespace('shop');
    new Pods(shop, 'api');
    const other = Connections.of(object(shop, 'other', { labels: { app: 'api', tier: 'front' } }));
    if (isConnected) other.allowTo(Peer.cidr('203.0.113.7/32'), { ports: [Port.tcp(443)] });
    expect(() => shop.toJson()).toThrow(
      validationError(
        '[shop/other] the pods of two workloads must differ in their labels, but [shop/api] has app=api too; ' +
          'give one of them another id or `name`, or use NameScope.of(); what runs the pods of Connections is told by ' +
          'standFor()',
      ),
    );
  });

  test('a custom resource of which nobody says how its pods are selected, be it connected or not', () => {
    const shop = namespace('shop');
    Connections.of(kafka(shop), { ports: [Port.tcp(9092)] });
    expect(() => shop.toJson()).toThrow(
      validationError(
        '[shop/kafka] a peer must be something with pods, but the Kafka [shop/kafka] has none; ' +
          'name the workload behind it, or a Peer; where a controller makes its pods, say how to select them: ' +
          'Connections.of(it, { labels, ports })',
      ),
    );
  });
});
