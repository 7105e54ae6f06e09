import { ApiObject, type App, Chart, Yaml } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  ClusterProfile,
  Entry,
  IngressControllers,
  InternalService,
  IsolatedNamespace,
  Platform,
  Tls,
  WebApp,
} from '../../lib';
import { DefaultDeny } from '../../lib/policy';
import { LabelExpression, LabelSelector, Peer, PodSelection, Port } from '../../lib/traffic';
import { lines } from './lines';
import { namespaces, Pods, validationError } from './pods';

/** Two namespaces, and what is in them. */
interface World {
  readonly shop: Chart;
  readonly data: Chart;
  readonly web: Pods;
  readonly api: Pods;
  readonly db: Pods;
}

/** `web` and `api` in one namespace, `db` in another; what is not connected has no policy worth a line. */
function world(): World {
  const [shop, data] = namespaces('shop', 'data');
  return {
    shop,
    data,
    web: new Pods(shop, 'web'),
    api: new Pods(shop, 'api', { ports: [Port.tcp(8080)] }),
    db: new Pods(data, 'db', { ports: [Port.tcp(5432)] }),
  };
}

const kubeDns = Peer.pods({ namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } });

describe('declared connections in, policies out', () => {
  /** What policies let through, without the directions in which they let nothing through. */
  const open = ({ shop, data }: World) => lines(shop, data).filter((line) => !line.endsWith('nobody'));

  test.each<[string, (world: World) => void, string[]]>([
    [
      'a caller can resolve the name of whom it calls',
      ({ shop, db }) => new Pods(shop, 'job', { resolvesNames: true }).connections.allowTo(db),
      [
        'shop/app=job -> k8s-app=kube-dns in kube-system: TCP 53, UDP 53',
        'shop/app=job -> app=db in data: TCP 5432',
        'data/app=db <- app=job in shop: TCP 5432',
      ],
    ],
    [
      'who may query the DNS pods does not lock them for everyone else: theirs is no policy of ours',
      ({ web }) => web.connections.allowTo(kubeDns, { ports: [Port.udp(53), Port.tcp(53)] }),
      ['shop/app=web -> k8s-app=kube-dns in kube-system: TCP 53, UDP 53'],
    ],
    [
      'letting in all pods of a namespace isolates none of them',
      ({ api }) => api.connections.allowFrom(Peer.sameNamespace()),
      ['shop/app=web -> app=api: TCP 8080', 'shop/app=api <- all pods: TCP 8080', 'shop/app=api -> app=api: TCP 8080'],
    ],
    [
      'going to all pods of a namespace isolates none of them',
      ({ api }) => api.connections.allowTo(Peer.namespace('data'), { ports: [Port.tcp(5432)] }),
      ['shop/app=api -> all pods in data: TCP 5432', 'data/app=db <- app=api in shop: TCP 5432'],
    ],
    [
      'UDP stays UDP, of our pods and of others',
      ({ shop, web }) => {
        web.connections.allowTo(new Pods(shop, 'dns', { ports: [Port.udp(53), Port.tcp(53)] }));
        const ports = [{ number: 514, protocol: kplus.Protocol.UDP }];
        const log = new kplus.DaemonSet(shop, 'log', { containers: [{ image: 'log', ports }], select: false });
        log.select(kplus.LabelSelector.of({ labels: { app: 'log' } }));
        log.podMetadata.addLabel('app', 'log');
        web.connections.allowTo(log);
      },
      [
        'shop/app=web -> app=dns: TCP 53, UDP 53',
        'shop/app=web -> app=log: UDP 514',
        'shop/app=dns <- app=web: TCP 53, UDP 53',
        'shop/app=log <- app=web: UDP 514',
      ],
    ],
    [
      'ports that are added late count',
      ({ web, api }) => {
        web.connections.allowTo(api);
        api.ports.push(Port.tcp(9090));
      },
      ['shop/app=web -> app=api: TCP 8080, TCP 9090', 'shop/app=api <- app=web: TCP 8080, TCP 9090'],
    ],
    [
      'ports of sidecars count',
      ({ shop, web }) => {
        const cache = new kplus.Deployment(shop, 'cache', { containers: [{ image: 'a' }], select: false });
        cache.select(kplus.LabelSelector.of({ labels: { app: 'cache' } }));
        cache.podMetadata.addLabel('app', 'cache');
        web.connections.allowTo(cache);
        const restartPolicy = kplus.ContainerRestartPolicy.ALWAYS;
        cache.addInitContainer({ name: 'proxy', image: 'b', ports: [{ number: 6379 }], restartPolicy });
      },
      ['shop/app=web -> app=cache: TCP 6379', 'shop/app=cache <- app=web: TCP 6379'],
    ],
    [
      'all ports of a protocol are the protocol alone, and no port 0',
      ({ web }) => web.connections.allowTo(Peer.internet(), { ports: [Port.allTcp(), Port.allUdp()] }),
      [
        expect.stringMatching(/^shop\/app=web -> 0\.0\.0\.0\/0 except .*: all TCP, all UDP$/),
        expect.stringMatching(/^shop\/app=web -> ::\/0 except .*: all TCP, all UDP$/),
      ] as unknown as string[],
    ],
    [
      'the same peer twice, and from both ends, is one connection',
      ({ web, api }) => {
        web.connections.allowTo(api);
        web.connections.allowTo(api);
        api.connections.allowFrom(web);
      },
      ['shop/app=web -> app=api: TCP 8080', 'shop/app=api <- app=web: TCP 8080'],
    ],
    [
      'pods and namespaces may be told by more than labels',
      ({ api }) => {
        const namespaces = LabelSelector.of({ expressions: [LabelExpression.isIn('team', ['b', 'a'])] });
        const notAll = [LabelExpression.exists('tier'), LabelExpression.isNotIn('tier', ['db'])];
        const more = [LabelExpression.doesNotExist('app')];
        const pods = LabelSelector.of({ labels: { role: 'job' }, expressions: [...notAll, ...more] });
        api.connections.allowFrom(Peer.selecting(PodSelection.of({ namespaces, pods })));
      },
      ['shop/app=api <- role=job,!app,tier,tier notin (db) in team in (a, b): TCP 8080'],
    ],
    [
      'namespaces by label may call, without another word',
      ({ api }) => api.connections.allowFrom(Peer.namespaces({ labels: { team: 'a' } })),
      ['shop/app=api <- all pods in team=a: TCP 8080'],
    ],
    [
      'every namespace may call, without another word',
      ({ api }) => {
        const [namespaces, pods] = [LabelSelector.everything(), LabelSelector.everything()];
        api.connections.allowFrom(Peer.selecting(PodSelection.of({ namespaces, pods })));
      },
      [
        'shop/app=web -> app=api: TCP 8080',
        'shop/app=api <- all pods in every namespace: TCP 8080',
        'shop/app=api -> app=api: TCP 8080',
        'data/app=db -> app=api in shop: TCP 8080',
      ],
    ],
  ])('%s', (_, declare, expected) => {
    const declared = world();
    declare(declared);
    expect(open(declared)).toEqual(expected);
  });
});

describe('what would be silently wrong is an error', () => {
  test.each<[string, (world: World) => void, Error]>([
    [
      'one end whose namespace is not known',
      ({ shop, db }) => new Pods(new Chart(shop.node.root as App, 'nowhere'), 'job').connections.allowTo(db),
      new Error(
        '[nowhere/job] the namespaces of both ends must be known, but the chart of [nowhere/job] names none; ' +
          'give that chart a `namespace`, or use an IsolatedNamespace',
      ),
    ],
    [
      'a callee without a port, which would mean every port',
      ({ shop, web, api }) => {
        api.connections.allowTo(web);
        shop.toJson();
      },
      validationError(
        '[shop/api] a connection must have a port, but shop/web declares none; ' +
          'declare it on the workload with `extraPorts`',
      ),
    ],
    [
      'an address without a port, which would mean every port',
      ({ web }) => web.connections.allowTo(Peer.cidr('0.0.0.0/0')),
      new Error(
        '[shop/web] a connection must have a port, and 0.0.0.0/0 names none; ' +
          'name them: `{ ports: [Port.tcp(443)] }`; every TCP port is Port.allTcp()',
      ),
    ],
    [
      'a Service as a peer',
      ({ shop, web }) => web.connections.allowTo(new kplus.Service(shop, 'service', { ports: [{ port: 80 }] })),
      new Error(
        '[shop/web] a peer must be a workload, an object with pods, or a Peer, but got a Service; ' +
          'a Service is an address and has no pods of its own: name the workload behind it',
      ),
    ],
    [
      'a range that ends before it starts',
      ({ web }) => web.connections.allowTo(kubeDns, { ports: [Port.tcpRange(100, 90)] }),
      new Error('a port range must not end before it starts, but got "100-90"; write Port.tcpRange(90, 100)'),
    ],
    [
      'a port that is none',
      ({ web }) => web.connections.allowTo(kubeDns, { ports: [Port.tcp(99999)] }),
      new Error(
        'a port number must be a whole number from 1 to 65535, but got 99999; ' +
          'to allow every TCP port, use Port.allTcp()',
      ),
    ],
    [
      'the port of the Service where that of the pods belongs',
      ({ shop, web, api }) => {
        web.connections.allowTo(api, { ports: [Port.tcp(80)] });
        shop.toJson();
      },
      validationError(
        '[shop/web] the ports of a connection must be those of the pods, and shop/api listens on TCP 8080, but got TCP 80; ' +
          "name the pods' port rather than the Service's, or declare it on the workload with `extraPorts`",
      ),
    ],
  ])('%s', (_, declare, error) => {
    expect(() => declare(world())).toThrow(error);
  });

  test('a network that is none, or an exception outside of it', () => {
    expect(() => Peer.cidr('999.0.0.0/99')).toThrow(/^a CIDR must be .*, but got "999\.0\.0\.0\/99"/);
    expect(() => Peer.cidr('10.0.0.0/8', { exceptFor: ['192.168.0.0/16'] })).toThrow(
      /^an exception must be a smaller .*, but got "192\.168\.0\.0\/16"/,
    );
  });
});

describe('policies', () => {
  const policies = (chart: Chart) => chart.toJson().filter(({ kind }) => kind === 'NetworkPolicy');

  test('are one for each workload, whose name is the name of the workload', () => {
    const { shop, data, web, api, db } = world();
    web.connections.allowTo(api);
    web.connections.allowTo(db);
    api.connections.allowTo(db);
    api.connections.allowFrom(Peer.namespace('partners'));
    const names = (chart: Chart) => policies(chart).map(({ metadata }) => `${metadata.namespace}/${metadata.name}`);
    expect(names(shop)).toEqual(['shop/web', 'shop/api']);
    expect(names(data)).toEqual(['data/db']);
  });

  test('of a peer stand in the chart of the peer', () => {
    const { shop, data, web, db } = world();
    web.connections.allowTo(db);
    expect(policies(shop).every(({ metadata }) => metadata.namespace === 'shop')).toBe(true);
    expect(lines(data)).toEqual(['data/app=db <- app=web in shop: TCP 5432', 'data/app=db -> nobody']);
  });

  test('name nothing after the construct path, and neither do labels', () => {
    const written = (home: (chart: Chart) => Construct) => {
      const platform = new Platform();
      const shop = new IsolatedNamespace(platform, 'shop');
      const api = new InternalService(home(shop), 'api', { image: 'api', port: 8080, runAs: 1000 });
      const web = new InternalService(shop, 'web', { image: 'web', port: 3000, runAs: 1000 });
      web.connections.allowTo(api);
      return Yaml.stringify(...shop.toJson());
    };
    const flat = written((chart) => chart);
    expect(flat).toContain('name: api');
    expect(flat).not.toContain('cdk8s.io/metadata.addr');
    expect(written((chart) => new Construct(new Construct(chart, 'backend'), 'team'))).toBe(flat);
  });
});

describe('an isolated workload that is found from outside', () => {
  const app = (entries: Entry[]) => {
    const platform = new Platform({ cluster: ClusterProfile.define({ name: 'test', entries }) });
    const shop = new IsolatedNamespace(platform, 'shop');
    const tls = Tls.secret('shop-tls');
    // The Service's port differs, so that taking it for the pods' would show.
    new WebApp(shop, 'web', { image: 'web', port: 3000, servicePort: 80, runAs: 1000, host: 'shop.example.com', tls });
    return lines(shop).filter((line) => line.startsWith('shop/instance=shop,name=web <-'));
  };

  test('is reached by the ingress controller, on the port of the pods, and by nobody else', () => {
    expect(app([Entry.ingress(IngressControllers.ingressNginx())])).toEqual([
      'shop/instance=shop,name=web <- component=controller,instance=ingress-nginx,name=ingress-nginx in ingress-nginx: ' +
        'TCP 3000',
    ]);
  });

  test('is reached by the data plane of its Gateway, on the port of the pods, and by nobody else', () => {
    const gateway = ClusterProfile.DEFAULT.entry();
    expect(app([gateway])).toEqual([
      expect.stringMatching(/^shop\/instance=shop,name=web <- .* in envoy-gateway-system: TCP 3000$/),
    ]);
  });
});

describe('behind a Service of another port', () => {
  test('a connection goes to the port of the pods, in the namespace of that very name', () => {
    const platform = new Platform();
    const shop = new IsolatedNamespace(platform, 'shop');
    const data = new IsolatedNamespace(platform, 'data');
    const api = new InternalService(data, 'api', { image: 'api', port: 8080, servicePort: 80, runAs: 1000 });
    const web = new InternalService(shop, 'web', { image: 'web', port: 3000, runAs: 1000 });
    web.connections.allowTo(api);
    expect(api.service.object.toJson().spec.ports).toEqual([expect.objectContaining({ port: 80 })]);
    expect(lines(shop)).toContain('shop/instance=shop,name=web -> instance=data,name=api in data: TCP 8080');
    expect(lines(data)).toContain('data/instance=data,name=api <- instance=shop,name=web in shop: TCP 8080');
  });
});

test('the whole of a small namespace is closed but for what was declared', () => {
  const { shop, web, api } = world();
  new DefaultDeny(shop, 'default-deny');
  web.connections.allowTo(api, { reason: 'orders' });
  expect(lines(shop)).toEqual([
    'shop/app=web <- nobody',
    'shop/app=web -> app=api: TCP 8080',
    'shop/app=api <- app=web: TCP 8080',
    'shop/app=api -> nobody',
    'shop/all pods <- nobody',
    'shop/all pods -> nobody',
  ]);
  expect(ApiObject.of(web.policy).name).toBe('web');
});
