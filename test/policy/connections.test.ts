import { ApiObject, App, Chart, JsonPatch, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { IsolatedNamespace, Service } from '../../lib';
import { Connections, type ConnectionsProps, type ConnectOptions } from '../../lib/policy';
import { LabelExpression, LabelSelector, Peer, PodSelection, Port, Protocol } from '../../lib/traffic';
import { egress, ingress, namespace, namespaces, Pods, validationError } from './pods';

const pods = (name: string) => ({ podSelector: { matchLabels: { app: name } } });
const tcp = (port: number) => ({ port, protocol: 'TCP' });

describe('a connection', () => {
  test('is written on both sides, and both workloads are governed in both directions', () => {
    const shop = namespace('shop');
    const web = new Pods(shop, 'web');
    web.connections.allowTo(new Pods(shop, 'api', { ports: [Port.tcp(8080)] }));
    expect(shop).toMatchSnapshot();
  });

  test('may be declared from either end, and more than once', () => {
    const declare = (say: (web: Pods, api: Pods) => void) => {
      const shop = namespace('shop');
      const web = new Pods(shop, 'web');
      const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
      say(web, api);
      return Yaml.stringify(...shop.toJson());
    };
    const once = declare((web, api) => web.connections.allowTo(api));
    expect(once).toContain('port: 8080');
    expect(declare((web, api) => api.connections.allowFrom(web))).toBe(once);
    expect(
      declare((web, api) => {
        web.connections.allowTo(api);
        web.connections.allowTo(api);
        api.connections.allowFrom(web);
        api.connections.allowFrom(web, { ports: [Port.tcp(8080)] });
      }),
    ).toBe(once);
  });

  test('has one direction: the callee may not call back', () => {
    const shop = namespace('shop');
    const web = new Pods(shop, 'web', { ports: [Port.tcp(3000)] });
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    web.connections.allowTo(api);
    expect(egress(web.policy)).toEqual([{ to: [pods('api')], ports: [tcp(8080)] }]);
    expect(ingress(api.policy)).toEqual([{ from: [pods('web')], ports: [tcp(8080)] }]);
    expect(ingress(web.policy)).toBeUndefined();
    expect(egress(api.policy)).toBeUndefined();
  });

  test('may lead from a workload to itself', () => {
    const db = new Pods(namespace('shop'), 'db', { ports: [Port.tcp(7000)] });
    db.connections.allowTo(db);
    expect(ingress(db.policy)).toEqual([{ from: [pods('db')], ports: [tcp(7000)] }]);
    expect(egress(db.policy)).toEqual([{ to: [pods('db')], ports: [tcp(7000)] }]);
  });

  test('inside a workload is on the ports for its clients, or on those that are named', () => {
    const db = new Pods(namespace('shop'), 'db', {
      ports: [Port.tcp(7000), Port.tcp(9042)],
      namedPorts: { gossip: Port.tcp(7000) },
      defaultPorts: [Port.tcp(9042)],
    });
    db.connections.allowInternally();
    expect(ingress(db.policy)).toEqual([{ from: [pods('db')], ports: [tcp(9042)] }]);
    expect(egress(db.policy)).toEqual([{ to: [pods('db')], ports: [tcp(9042)] }]);
    db.connections.allowInternally({ ports: [Port.named('gossip')], reason: 'gossip' });
    expect(ingress(db.policy)).toEqual([{ from: [pods('db')], ports: [tcp(7000), tcp(9042)] }]);
    expect(db.connections.list().map(String)).toEqual(['shop/db -> shop/db  TCP 7000, TCP 9042']);
    expect(db.policy.toJson().metadata.annotations).toEqual({
      'cdk8s-networking/reasons': 'shop/db -> shop/db TCP 7000, TCP 9042: gossip',
    });
  });

  test('inside a workload is the same as one that leads to itself, and has no reason of its own', () => {
    const written = (declare: (db: Pods) => void) => {
      const db = new Pods(namespace('shop'), 'db', { ports: [Port.tcp(7000)] });
      declare(db);
      return db.policy.toJson();
    };
    const inside = written((db) => db.connections.allowInternally());
    expect(inside).toEqual(written((db) => db.connections.allowTo(db)));
    expect(inside.metadata.annotations).toBeUndefined();
  });

  test('inside a workload has ports of its own, and options that are some', () => {
    const db = new Pods(namespace('shop'), 'db', { ports: [Port.tcp(7000)] });
    expect(() => db.connections.allowInternally([Port.tcp(7000)] as ConnectOptions)).toThrow(
      new Error(
        '[shop/db] the options of a connection must be an object with `ports` or a `reason`, but got [a Port]; ' +
          "write them as in `{ ports: [Port.tcp(8080)], reason: 'orders' }`",
      ),
    );
    db.connections.allowInternally({ ports: [Port.tcp(7199)] });
    expect(() => Chart.of(db).toJson()).toThrow(
      validationError(
        '[shop/db] the ports of a connection must be those of the pods, and shop/db listens on TCP 7000, ' +
          "but got TCP 7199; name the pods' port rather than the Service's, or declare it on the workload with `extraPorts`",
      ),
    );
  });

  test('of a workload that nobody connects to lets nothing through, and that is written', () => {
    const { policy } = new Pods(namespace('shop'), 'web');
    expect(policy.toJson().spec).toEqual({
      podSelector: { matchLabels: { app: 'web' } },
      policyTypes: ['Ingress', 'Egress'],
    });
  });
});

describe('namespaces', () => {
  test('across them, the namespace and the labels stand in one peer', () => {
    const [shop, data] = namespaces('shop', 'data');
    const api = new Pods(shop, 'api');
    const db = new Pods(data, 'db', { ports: [Port.tcp(5432)] });
    api.connections.allowTo(db);
    const named = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
    expect(egress(api.policy)).toEqual([{ to: [{ ...named('data'), ...pods('db') }], ports: [tcp(5432)] }]);
    expect(ingress(db.policy)).toEqual([{ from: [{ ...named('shop'), ...pods('api') }], ports: [tcp(5432)] }]);
  });

  test('two charts of one namespace need no namespace selector', () => {
    const app = new App();
    const api = new Pods(new Chart(app, 'one', { namespace: 'shop' }), 'api');
    const db = new Pods(new Chart(app, 'two', { namespace: 'shop' }), 'db', { ports: [Port.tcp(5432)] });
    api.connections.allowTo(db);
    expect(egress(api.policy)).toEqual([{ to: [pods('db')], ports: [tcp(5432)] }]);
  });

  test('one chart without a namespace is one, two need not be the same', () => {
    const app = new App();
    const one = new Chart(app, 'one');
    const api = new Pods(one, 'api');
    const db = new Pods(one, 'db', { ports: [Port.tcp(5432)] });
    api.connections.allowTo(db);
    expect(egress(api.policy)).toEqual([{ to: [pods('db')], ports: [tcp(5432)] }]);
    expect(db.policy.toJson().metadata).not.toHaveProperty('namespace');
    expect(() => new Pods(new Chart(app, 'two'), 'job').connections.allowTo(db)).toThrow(
      new Error(
        '[two/job] the namespaces of both ends must be known, but the chart of [two/job] names none; ' +
          'give that chart a `namespace`, or use an IsolatedNamespace',
      ),
    );
  });

  test('the policy of a pod stands in the chart of its own namespace, whoever declared the connection', () => {
    const [shop, data] = namespaces('shop', 'data');
    const api = new Pods(shop, 'api');
    api.connections.allowTo(new Pods(data, 'db', { ports: [Port.tcp(5432)] }));
    const written = (chart: Chart) =>
      chart.toJson().map(({ kind, metadata }) => [kind, metadata.namespace, metadata.name]);
    expect(written(shop)).toEqual([['NetworkPolicy', 'shop', 'api']]);
    expect(written(data)).toEqual([['NetworkPolicy', 'data', 'db']]);
  });

  test('are known of both ends or of neither', () => {
    const app = new App();
    const nowhere = new Pods(new Chart(app, 'nowhere'), 'web', { ports: [Port.tcp(3000)] });
    const shop = new Pods(new Chart(app, 'shop', { namespace: 'shop' }), 'api', { ports: [Port.tcp(8080)] });
    const error = (by: string) =>
      new Error(
        `[${by}] the namespaces of both ends must be known, but the chart of [nowhere/web] names none; ` +
          'give that chart a `namespace`, or use an IsolatedNamespace',
      );
    expect(() => nowhere.connections.allowTo(shop)).toThrow(error('nowhere/web'));
    expect(() => nowhere.connections.allowFrom(shop)).toThrow(error('nowhere/web'));
    expect(() => shop.connections.allowTo(nowhere)).toThrow(error('shop/api'));
    expect(ingress(shop.policy)).toBeUndefined();
  });
});

describe('ports', () => {
  /** What `api` lets `web` in on. */
  function open(api: Pods, ...declarations: ConnectOptions[]): any {
    const web = new Pods(Chart.of(api), 'web');
    for (const options of declarations) web.connections.allowTo(api, options);
    const [rule, ...others] = ingress(api.policy);
    expect(others).toEqual([]);
    expect(egress(web.policy)[0].ports).toEqual(rule.ports);
    return rule.ports;
  }

  test('are the default ones of the callee', () => {
    const api = new Pods(namespace('shop'), 'api', {
      ports: [Port.tcp(8080), Port.tcp(9090)],
      defaultPorts: [Port.tcp(8080)],
    });
    expect(open(api, {})).toEqual([tcp(8080)]);
  });

  test('are all that the callee declares where it has no default', () => {
    const api = new Pods(namespace('shop'), 'api', { ports: [Port.tcp(9090), Port.tcp(8080), Port.udp(53)] });
    expect(open(api, {})).toEqual([tcp(8080), tcp(9090), { port: 53, protocol: 'UDP' }]);
  });

  test('are those that are named, by number', () => {
    const api = new Pods(namespace('shop'), 'api', { ports: [Port.tcp(8080), Port.tcp(9090)] });
    expect(open(api, { ports: [Port.tcp(9090)] })).toEqual([tcp(9090)]);
  });

  test('that are named by name are written as the number on which the pods listen', () => {
    const api = new Pods(namespace('shop'), 'api', {
      ports: [Port.tcp(8080), Port.tcp(9090), Port.udp(53)],
      namedPorts: { metrics: Port.tcp(9090), dns: Port.udp(53) },
    });
    expect(open(api, { ports: [Port.named('metrics'), Port.named('dns', Protocol.UDP)] })).toEqual([
      tcp(9090),
      { port: 53, protocol: 'UDP' },
    ]);
  });

  test('of several declarations are united', () => {
    const api = new Pods(namespace('shop'), 'api', {
      ports: [Port.tcp(8080), Port.tcp(8081), Port.tcp(9090)],
      defaultPorts: [Port.tcp(8080)],
    });
    expect(open(api, {}, { ports: [Port.tcp(9090)] }, { ports: [Port.tcp(8081)] })).toEqual([
      { port: 8080, endPort: 8081, protocol: 'TCP' },
      tcp(9090),
    ]);
  });

  test('that are declared after the connection count', () => {
    const api = new Pods(namespace('shop'), 'api');
    const web = new Pods(Chart.of(api), 'web');
    web.connections.allowTo(api);
    api.ports.push(Port.tcp(8080));
    expect(ingress(api.policy)).toEqual([{ from: [pods('web')], ports: [tcp(8080)] }]);
    api.ports.push(Port.tcp(9090));
    expect(egress(web.policy)).toEqual([{ to: [pods('api')], ports: [tcp(8080), tcp(9090)] }]);
  });

  test('keep their protocol', () => {
    const ports = [Port.tcp(5060), Port.udp(5060), Port.sctp(5060)];
    expect(open(new Pods(namespace('shop'), 'sip', { ports }), {})).toEqual([
      { port: 5060, protocol: 'TCP' },
      { port: 5060, protocol: 'UDP' },
      { port: 5060, protocol: 'SCTP' },
    ]);
  });

  test('may be a range in which the callee listens, of which it need not declare each port', () => {
    const ftp = new Pods(namespace('shop'), 'ftp', { ports: [Port.tcp(21), Port.tcp(30000)] });
    expect(open(ftp, { ports: [Port.tcp(21), Port.tcpRange(30000, 30099)] })).toEqual([
      tcp(21),
      { port: 30000, endPort: 30099, protocol: 'TCP' },
    ]);
  });

  test('of which all are meant are written as the protocol alone', () => {
    const api = new Pods(namespace('shop'), 'api', { ports: [Port.tcp(8080)] });
    expect(open(api, { ports: [Port.allTcp()] })).toEqual([{ protocol: 'TCP' }]);
  });

  test('of a Peer in front are those of the workload', () => {
    const api = new Pods(namespace('shop'), 'api', { ports: [Port.tcp(8080)] });
    api.connections.allowFrom(Peer.namespace('partners'));
    expect(ingress(api.policy)[0].ports).toEqual([tcp(8080)]);
  });
});

describe('rules', () => {
  test('of callers on equal ports are one', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080), Port.tcp(9090)] });
    for (const id of ['web', 'admin']) api.connections.allowFrom(new Pods(shop, id), { ports: [Port.tcp(8080)] });
    api.connections.allowFrom(new Pods(shop, 'metrics'), { ports: [Port.tcp(9090)] });
    expect(ingress(api.policy)).toEqual([
      { from: [pods('admin'), pods('web')], ports: [tcp(8080)] },
      { from: [pods('metrics')], ports: [tcp(9090)] },
    ]);
  });

  test('for everyone stand alone, since beside a list of peers "everyone" would mean only these', () => {
    const api = new Pods(namespace('shop'), 'api', { ports: [Port.tcp(8080)] });
    api.connections.allowFrom(Peer.namespace('partners'));
    api.connections.allowFrom(Peer.anywhere({ reason: 'public API' }));
    expect(ingress(api.policy)).toEqual([
      { ports: [tcp(8080)] },
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'partners' } } }],
        ports: [tcp(8080)],
      },
    ]);
  });
});

describe('a Peer is written as', () => {
  const named = (name: string) => ({ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } } });
  const ledger = { podSelector: { matchLabels: { app: 'ledger' } } };

  test.each<[string, Peer, any]>([
    [
      'pods of another namespace',
      Peer.pods({ namespace: 'payments', labels: { app: 'ledger' } }),
      { ...named('payments'), ...ledger },
    ],
    ['pods of the same namespace', Peer.pods({ labels: { app: 'ledger' } }), ledger],
    ['a namespace', Peer.namespace('payments'), named('payments')],
    [
      'namespaces by label',
      Peer.namespaces({ labels: { team: 'a' } }),
      { namespaceSelector: { matchLabels: { team: 'a' } } },
    ],
    [
      'namespaces by expression',
      Peer.namespaces({ expressions: [LabelExpression.exists('team'), LabelExpression.isIn('tier', ['b', 'a'])] }),
      {
        namespaceSelector: {
          matchExpressions: [
            { key: 'team', operator: 'Exists' },
            { key: 'tier', operator: 'In', values: ['a', 'b'] },
          ],
        },
      },
    ],
    ['the same namespace', Peer.sameNamespace(), { podSelector: {} }],
    [
      'every namespace',
      Peer.selecting(PodSelection.of({ namespaces: LabelSelector.everything(), pods: LabelSelector.everything() })),
      { namespaceSelector: {} },
    ],
    ['an IPv4 network', Peer.cidr('203.0.113.0/24'), { ipBlock: { cidr: '203.0.113.0/24' } }],
    [
      'a network with exceptions',
      Peer.cidr('2001:db8::/32', { exceptFor: ['2001:db8:1::/48'] }),
      { ipBlock: { cidr: '2001:db8::/32', except: ['2001:db8:1::/48'] } },
    ],
  ])('%s', (_, peer, written) => {
    const web = new Pods(namespace('shop'), 'web');
    web.connections.allowTo(peer, { ports: [Port.tcp(443)] });
    expect(egress(web.policy)).toEqual([{ to: [written], ports: [tcp(443)] }]);
  });

  test('the internet: both families, without private networks and the metadata services of clouds', () => {
    const web = new Pods(namespace('shop'), 'web');
    web.connections.allowTo(Peer.internet(), { ports: [Port.tcp(443)] });
    const [{ to, ports }] = egress(web.policy);
    expect(ports).toEqual([tcp(443)]);
    expect(to.map(({ ipBlock }: any) => ipBlock.cidr)).toEqual(['0.0.0.0/0', '::/0']);
    expect(to[0].ipBlock.except).toEqual(expect.arrayContaining(['10.0.0.0/8', '169.254.0.0/16', '192.168.0.0/16']));
    expect(to[1].ipBlock.except).toEqual(expect.arrayContaining(['fc00::/7', 'fe80::/10']));
  });

  test('everyone: ports without peers', () => {
    const web = new Pods(namespace('shop'), 'web');
    web.connections.allowTo(Peer.anywhere({ reason: 'a crawler' }), { ports: [Port.tcp(443), Port.udp(443)] });
    expect(egress(web.policy)).toEqual([{ ports: [tcp(443), { port: 443, protocol: 'UDP' }] }]);
  });

  test.each([
    ['a number', Port.sctp(9999), { port: 9999, protocol: 'SCTP' }],
    ['a range', Port.udpRange(10000, 20000), { port: 10000, endPort: 20000, protocol: 'UDP' }],
    ['all of a protocol', Port.allUdp(), { protocol: 'UDP' }],
    ['a name, which the pods behind the Peer know', Port.named('http'), { port: 'http', protocol: 'TCP' }],
  ])('itself with %s', (_, port, written) => {
    const web = new Pods(namespace('shop'), 'web');
    web.connections.allowTo(Peer.namespace('payments'), { ports: [port] });
    expect(egress(web.policy)).toEqual([{ to: [named('payments')], ports: [written] }]);
  });
});

test("an object of a kind that is not Kubernetes' own may have pods, whatever it is called", () => {
  const shop = namespace('shop');
  const template = {
    metadata: { labels: { app: 'fn' } },
    spec: { containers: [{ ports: [{ containerPort: 8080 }] }] },
  };
  const fn = new ApiObject(shop, 'fn', {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: { name: 'fn' },
    spec: { template },
  });
  const web = new Pods(shop, 'web');
  web.connections.allowTo(fn);
  expect(egress(web.policy)).toEqual([{ to: [pods('fn')], ports: [tcp(8080)] }]);
});

test('a workload may list its ports by name', () => {
  const shop = namespace('shop');
  const ports = { ports: [Port.named('http')], namedPorts: { http: Port.tcp(8080) } };
  const [web, api] = [new Pods(shop, 'web'), new Pods(shop, 'api', ports)];
  web.connections.allowTo(api, { ports: [Port.tcp(8080)] });
  new Pods(shop, 'job').connections.allowTo(api);
  expect(shop.toJson()).toHaveLength(3);
  expect(egress(web.policy)[0].ports).toEqual([tcp(8080)]);
});

describe('reasons', () => {
  const reasons = (pods: Pods) => pods.policy.toJson().metadata.annotations;

  test('stand in one line each, and a blank one is none', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    new Pods(shop, 'web').connections.allowTo(api, { reason: ' the\n  catalogue ' });
    new Pods(shop, 'job').connections.allowTo(api, { reason: ' \n' });
    expect(reasons(api)).toEqual({ 'cdk8s-networking/reasons': 'shop/web -> shop/api TCP 8080: the catalogue' });
  });

  test('are kept on the policies of both ends, sorted, each once', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const web = new Pods(shop, 'web');
    web.connections.allowTo(api, { reason: 'orders' });
    web.connections.allowTo(api, { reason: 'baskets' });
    api.connections.allowFrom(web, { reason: 'orders' });
    api.connections.allowFrom(new Pods(shop, 'admin'), { reason: 'support' });
    expect(reasons(api)).toEqual({
      'cdk8s-networking/reasons':
        'shop/admin -> shop/api TCP 8080: support\nshop/web -> shop/api TCP 8080: baskets; orders',
    });
    expect(reasons(web)).toEqual({
      'cdk8s-networking/reasons': 'shop/web -> shop/api TCP 8080: baskets; orders',
    });
  });

  test('include that of a Peer which may be anywhere', () => {
    const web = new Pods(namespace('shop'), 'web');
    const ports = [Port.tcp(443)];
    web.connections.allowTo(Peer.anywhere({ reason: 'a crawler' }), { ports, reason: 'search' });
    web.connections.allowTo(Peer.anywhere({ reason: 'a crawler' }), { ports, reason: 'prices' });
    expect(reasons(web)).toEqual({
      'cdk8s-networking/reasons': 'shop/web -> anywhere TCP 443: a crawler; prices; search',
    });
  });

  test('name a Peer of many labels by its namespace', () => {
    const web = new Pods(namespace('shop'), 'web', { ports: [Port.tcp(3000)] });
    const labels = { 'app.kubernetes.io/name': 'proxy', 'app.kubernetes.io/component': 'data-plane', tier: 'edge' };
    web.connections.allowFrom(Peer.pods({ namespace: 'edge', labels }), { reason: 'requests from outside' });
    expect(reasons(web)).toEqual({
      'cdk8s-networking/reasons': 'pods in namespace edge -> shop/web TCP 3000: requests from outside',
    });
  });

  test('leave no annotation where there is none', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const web = new Pods(shop, 'web');
    web.connections.allowTo(api);
    expect(reasons(web)).toBeUndefined();
  });
});

describe('names', () => {
  test('are resolved unless the workload says otherwise', () => {
    const shop = namespace('shop');
    const web = new Pods(shop, 'web', { resolvesNames: true });
    const job = new Pods(shop, 'job', { resolvesNames: false });
    const toDns = {
      to: [
        {
          namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
          podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
        },
      ],
      ports: [tcp(53), { port: 53, protocol: 'UDP' }],
    };
    expect(egress(web.policy)).toEqual([toDns]);
    expect(egress(job.policy)).toBeUndefined();
  });
});

describe('the list', () => {
  test('has what was declared from both ends and in both directions, sorted', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    new Pods(shop, 'web').connections.allowTo(api, { reason: 'orders' });
    api.connections.allowTo(Peer.internet(), { ports: [Port.tcp(443)] });
    api.connections.allowFrom(new Pods(shop, 'admin'));
    expect(api.connections.list().map(String)).toEqual([
      'shop/admin -> shop/api  TCP 8080',
      'shop/api -> internet  TCP 443',
      'shop/web -> shop/api  TCP 8080',
    ]);
    expect(api.connections.list().map(({ reasons }) => reasons)).toEqual([[], [], ['orders']]);
  });

  test('needs the port of the callee', () => {
    const shop = namespace('shop');
    const web = new Pods(shop, 'web');
    web.connections.allowTo(new Pods(shop, 'api'));
    expect(() => web.connections.list()).toThrow(
      new Error(
        'a connection must have a port, but shop/web -> shop/api has none; ' +
          'name one, or use PortSet.all() to mean every port',
      ),
    );
  });
});

describe('the policy', () => {
  test('is a child of the workload, with the labels of all objects', () => {
    const { policy } = new Pods(namespace('shop'), 'web');
    expect(policy.node.path).toBe('shop/web/Policy');
    expect(policy.toJson().metadata).toEqual({
      name: 'web',
      namespace: 'shop',
      labels: {
        'app.kubernetes.io/instance': 'shop',
        'app.kubernetes.io/managed-by': 'cdk8s-networking',
        'app.kubernetes.io/name': 'web',
        'app.kubernetes.io/part-of': 'shop',
      },
    });
  });
});

describe('refuses at once', () => {
  const ends = () => {
    const shop = namespace('shop');
    return { shop, web: new Pods(shop, 'web'), api: new Pods(shop, 'api', { ports: [Port.tcp(8080)] }) };
  };

  test('an empty list of ports', () => {
    const { web, api } = ends();
    expect(() => web.connections.allowTo(api, { ports: [] })).toThrow(
      new Error(
        '[shop/web] the ports of a connection must be a list with a port in it, but got an empty list; ' +
          "leave `ports` out for the callee's own, or name them: `{ ports: [Port.tcp(8080)] }`",
      ),
    );
    expect(ingress(api.policy)).toBeUndefined();
  });

  test.each([[[443]], [['443']], [[undefined]], [Port.tcp(443)], [443]])(
    'what is no list of ports, such as %j: it would be written as every port',
    (ports) => {
      const { web, api } = ends();
      const options = { ports: ports as unknown as Port[] };
      expect(() => web.connections.allowTo(api, options)).toThrow(/^\[shop\/web\] .* must be /);
      expect(() => web.connections.allowTo(Peer.internet(), options)).toThrow(/^\[shop\/web\] .* must be /);
      expect(egress(web.policy)).toBeUndefined();
    },
  );

  test.each<[string, unknown, string]>([
    ['null', null, 'null'],
    ['a text', 'orders', '"orders"'],
    ['a port', Port.tcp(8080), 'a Port'],
    ['ports', [Port.tcp(8080)], '[a Port]'],
  ])('%s as the options', (_, options, got) => {
    const { web, api } = ends();
    const error = new Error(
      `[shop/web] the options of a connection must be an object with \`ports\` or a \`reason\`, but got ${got}; ` +
        "write them as in `{ ports: [Port.tcp(8080)], reason: 'orders' }`",
    );
    expect(() => web.connections.allowTo(api, options as ConnectOptions)).toThrow(error);
    expect(() => web.connections.allowFrom(api, options as ConnectOptions)).toThrow(error);
    expect(egress(web.policy)).toBeUndefined();
  });

  test('an option that there is not, which would be left out in silence', () => {
    const { web, api } = ends();
    const options = { port: [Port.tcp(8080)] } as ConnectOptions;
    const error = new Error(
      '[shop/web] a connection must have no `port`, but got [a Port]; leave it out; it may have ports, reason, http',
    );
    expect(() => web.connections.allowTo(api, options)).toThrow(error);
    expect(() => web.connections.allowFrom(api, options)).toThrow(error);
    expect(() => web.connections.allowInternally(options)).toThrow(error);
    expect(egress(web.policy)).toBeUndefined();
  });

  test('a reason that is no text', () => {
    const { web, api } = ends();
    expect(() => web.connections.allowTo(api, { reason: 5 as unknown as string })).toThrow(
      new Error(
        "[shop/web] the reason of a connection must be a text, but got 5; write it as in `{ reason: 'orders' }`",
      ),
    );
  });

  test.each([
    [Peer.internet(), 'internet'],
    [Peer.namespace('payments'), 'namespace payments'],
    [Peer.cidr('203.0.113.0/24'), '203.0.113.0/24'],
  ])('to go to the Peer %s without a port', (peer, name) => {
    const { web } = ends();
    expect(() => web.connections.allowTo(peer)).toThrow(
      new Error(
        `[shop/web] a connection must have a port, and ${name} names none; ` +
          'name them: `{ ports: [Port.tcp(443)] }`; every TCP port is Port.allTcp()',
      ),
    );
  });

  const NO_PEER = 'a peer must be a workload, an object with pods, or a Peer, but got';

  test.each<[string, unknown, string]>([
    ['nothing', undefined, 'undefined'],
    ['null', null, 'null'],
    ['a name', 'api', '"api"'],
    ['an object that is no construct', { name: 'api' }, '{"name":"api"}'],
    ['connections', ends().api.connections, 'a Connections'],
  ])('%s as a peer', (_, peer, got) => {
    const { web } = ends();
    const error = new Error(
      `[shop/web] ${NO_PEER} ${got}; ` +
        'give a workload, or one of Peer.pods(), Peer.namespace(), Peer.cidr(), Peer.internet()',
    );
    expect(() => web.connections.allowTo(peer as Peer)).toThrow(error);
    expect(() => web.connections.allowFrom(peer as Peer)).toThrow(error);
  });

  test('a Service of this library as a peer', () => {
    const { shop, web, api } = ends();
    const service = new Service(shop, 'api-service', { workload: api, ports: [{ target: Port.tcp(8080) }] });
    expect(() => web.connections.allowTo(service)).toThrow(
      new Error(
        `[shop/web] ${NO_PEER} a Service; ` +
          'a Service is an address and has no pods of its own: name the workload behind it',
      ),
    );
  });

  test('a Service of cdk8s-plus as a peer', () => {
    const { shop, web } = ends();
    const service = new kplus.Service(shop, 'api-service', { ports: [{ port: 80 }] });
    expect(() => web.connections.allowFrom(service)).toThrow(
      new Error(
        `[shop/web] ${NO_PEER} a Service; ` +
          'a Service is an address and has no pods of its own: name the workload behind it',
      ),
    );
  });

  test.each([
    ['v1', 'ConfigMap'],
    ['v1', 'Secret'],
    ['networking.k8s.io/v1', 'Ingress'],
    ['gateway.networking.k8s.io/v1', 'Gateway'],
    ['gateway.networking.k8s.io/v1', 'HTTPRoute'],
  ])('an object of a kind that has no pods as a peer: %s %s', (apiVersion, kind) => {
    const { shop, web } = ends();
    const object = new ApiObject(shop, 'podless', { apiVersion, kind });
    const error = new Error(
      `[shop/web] ${NO_PEER} an ApiObject; this ${kind} has no pods of its own: name the workload behind it, or a Peer`,
    );
    expect(() => web.connections.allowTo(object)).toThrow(error);
    expect(() => web.connections.allowFrom(object)).toThrow(error);
  });

  test('a Chart as a peer', () => {
    const { web } = ends();
    const chart = (props = {}) => new Chart(new App(), 'payments', props);
    expect(() => web.connections.allowTo(chart())).toThrow(
      new Error(`[shop/web] ${NO_PEER} a Chart; name a workload inside`),
    );
    expect(() => web.connections.allowTo(chart({ namespace: 'payments' }))).toThrow(
      new Error(
        `[shop/web] ${NO_PEER} a Chart; name a workload inside, or all of its pods: Peer.namespace("payments")`,
      ),
    );
  });

  test('a namespace as a peer', () => {
    const { web } = ends();
    const payments = new IsolatedNamespace(new App(), 'payments');
    const remedy = 'name a workload inside, or all of its pods: Peer.namespace("payments")';
    expect(() => web.connections.allowTo(payments)).toThrow(
      new Error(`[shop/web] ${NO_PEER} an IsolatedNamespace; ${remedy}`),
    );
    expect(() => web.connections.allowTo(payments.namespaceObject)).toThrow(
      new Error(`[shop/web] ${NO_PEER} an ApiObject; ${remedy}`),
    );
  });

  test('a Construct around a workload as a peer', () => {
    const { shop, web } = ends();
    const around = new Construct(shop, 'around');
    new Pods(around, 'inside');
    expect(() => web.connections.allowTo(around)).toThrow(
      new Error(
        `[shop/web] ${NO_PEER} a Construct; name one object with pods inside: for an Include, one of its \`apiObjects\``,
      ),
    );
  });

  test('a workload of another app as a peer, whose side would never be written', () => {
    const { web } = ends();
    const ledger = new Pods(namespace('payments'), 'ledger', { ports: [Port.tcp(8080)] });
    const error = new Error(
      '[shop/web] both ends of a connection must be in one app, but [payments/ledger] is in another; ' +
        'name its pods with Peer.pods(), and allow the other side in that app',
    );
    expect(() => web.connections.allowTo(ledger)).toThrow(error);
    expect(() => web.connections.allowFrom(ledger)).toThrow(error);
  });

  test('a name that no policy can have', () => {
    const { shop } = ends();
    const host = new Construct(shop, 'db');
    const { workload } = new Pods(shop, 'other');
    expect(() => new Connections(host, { workload: { workload }, policyName: 'The DB' })).toThrow(
      new Error(
        '[shop/db] the name of a NetworkPolicy must be a DNS-1123 label (lower case letters, digits and "-", ' +
          'starting and ending with a letter or digit, at most 63 characters), but got "The DB"; write "the-db"',
      ),
    );
  });
});

describe('finds before anything is written', () => {
  test('the port of a Service where that of the pods belongs', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080), Port.tcp(9090)] });
    new Pods(shop, 'web').connections.allowTo(api, { ports: [Port.tcp(80), Port.tcp(8080)] });
    expect(() => shop.toJson()).toThrow(
      validationError(
        '[shop/web] the ports of a connection must be those of the pods, and shop/api listens on TCP 8080, TCP 9090, but got TCP 80; ' +
          "name the pods' port rather than the Service's, or declare it on the workload with `extraPorts`",
      ),
    );
  });

  test.each([
    ['a name that the pods give to no port', Port.named('metrics'), 'TCP metrics'],
    ['the right number of another protocol', Port.udp(8080), 'UDP 8080'],
    ['a range in which nobody listens', Port.tcpRange(9000, 9999), 'TCP 9000-9999'],
  ])('%s', (_, port, got) => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)], namedPorts: { http: Port.tcp(8080) } });
    api.connections.allowFrom(Peer.namespace('partners'), { ports: [port] });
    expect(() => shop.toJson()).toThrow(
      validationError(
        `[shop/api] the ports of a connection must be those of the pods, and shop/api listens on TCP 8080, but got ${got}; ` +
          "name the pods' port rather than the Service's, or declare it on the workload with `extraPorts`",
      ),
    );
  });

  test('a name that the pods give to a port of another protocol', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)], namedPorts: { http: Port.tcp(8080) } });
    api.connections.allowFrom(Peer.namespace('partners'), { ports: [Port.named('http', Protocol.UDP)] });
    expect(() => shop.toJson()).toThrow(
      validationError(
        '[shop/api] the ports of a connection must be those of the pods, and shop/api listens on TCP 8080, but got UDP ' +
          'http; the pods give this name to a port of another protocol: name the port by its number',
      ),
    );
  });

  test('default ports on which nobody listens, as soon as they are meant', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)], defaultPorts: [Port.tcp(9999), Port.tcp(8080)] });
    const web = new Pods(shop, 'web');
    web.connections.allowTo(api, { ports: [Port.tcp(8080)] });
    expect(shop.toJson()).toHaveLength(2);
    web.connections.allowTo(api);
    expect(() => shop.toJson()).toThrow(
      validationError(
        '[shop/api] the default ports of a workload must be those of the pods, and shop/api listens on TCP 8080, but got ' +
          "TCP 9999; name the pods' port rather than the Service's, or declare it on the workload with `extraPorts`",
      ),
    );
  });

  test('a callee that listens nowhere', () => {
    const shop = namespace('shop');
    const worker = new Pods(shop, 'worker');
    const web = new Pods(shop, 'web');
    web.connections.allowTo(worker);
    expect(() => shop.toJson()).toThrow(
      validationError(
        '[shop/web] a connection must have a port, but shop/worker declares none; ' +
          'declare it on the workload with `extraPorts`',
      ),
    );
    worker.ports.push(Port.tcp(8080));
    expect(shop.toJson()).toHaveLength(2);
  });

  test('all of it at once, in the chart of another workload as well', () => {
    const [shop, data] = namespaces('shop', 'data');
    const web = new Pods(shop, 'web');
    web.connections.allowTo(new Pods(data, 'db'));
    web.connections.allowTo(new Pods(data, 'cache'));
    const problem = (name: string) =>
      `[shop/web] a connection must have a port, but data/${name} declares none; ` +
      'declare it on the workload with `extraPorts`';
    expect(() => shop.toJson()).toThrow(validationError(problem('db'), problem('cache')));
    expect(() => data.toJson()).toThrow(validationError(problem('db'), problem('cache')));
  });
});

describe('what is true or false', () => {
  const made = (props: Partial<ConnectionsProps>) => () => {
    const shop = namespace('shop');
    const { workload } = new Pods(shop, 'pods');
    return new Connections(new Construct(shop, 'api'), { workload: { workload }, policyName: 'api', ...props });
  };

  test.each(['hostNetwork', 'resolvesNames'])('%s is so, and no text', (option) => {
    for (const flag of [true, false, undefined]) expect(made({ [option]: flag })).not.toThrow();
    expect(made({ [option]: 'false' as unknown as boolean })).toThrow(
      new Error(`[shop/api] \`${option}\` must be true or false, but got "false"; leave it out for the default`),
    );
  });
});

test('the policy takes a patch under the field names of Kubernetes', () => {
  const { policy } = new Pods(namespace('shop'), 'web');
  policy.addJsonPatch(JsonPatch.remove('/spec/policyTypes/1'));
  expect(policy.toJson().spec.policyTypes).toEqual(['Ingress']);
});
