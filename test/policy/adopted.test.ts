import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ApiObject, App, Chart, Cron, Include, JsonPatch, Yaml } from 'cdk8s';
import * as kplus28 from 'cdk8s-plus-28';
import * as kplus33 from 'cdk8s-plus-33';
import type { IConstruct } from 'constructs';
import { holdReading } from '../../lib/objects';
import { DnsEgress } from '../../lib/policy';
import { Peer, Port, Protocol } from '../../lib/traffic';
import { egress, ingress, namespace, namespaces, Pods, validationError } from './pods';

const tcp = (port: number) => ({ port, protocol: 'TCP' });
const container = (number: number) => ({ image: 'api', ports: [{ number }] });

/** A Deployment as somebody else writes it. */
function raw(chart: Chart, id: string, pod: any, labels: any = { app: id }): ApiObject {
  return new ApiObject(chart, id, {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: id },
    spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: pod } },
  });
}

/** What is told by an error. */
function thrownBy(act: () => void): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}

/** The policy that stands beside the pods of a workload that is not ours. */
function policyOf(workload: IConstruct): ApiObject {
  return ApiObject.of(workload).node.findChild('NetworkPolicy') as ApiObject;
}

/** The labels that the pods of a written workload have. */
function podLabels(workload: IConstruct): any {
  const { kind, metadata, spec } = ApiObject.of(workload).toJson();
  if (kind === 'Pod') return metadata.labels;
  return (kind === 'CronJob' ? spec.jobTemplate.spec : spec).template.metadata.labels;
}

const VERSIONS: [string, any][] = [
  ['cdk8s-plus-28', kplus28],
  ['cdk8s-plus-33', kplus33],
];
const KINDS: [string, any][] = [
  ['Deployment', {}],
  ['StatefulSet', {}],
  ['DaemonSet', {}],
  ['Job', {}],
  ['CronJob', { schedule: Cron.daily() }],
  ['Pod', {}],
];

describe.each(VERSIONS)('a workload of %s', (_, kplus) => {
  test.each(KINDS)('%s is connected to, and connects', (kind, props) => {
    const [shop, data] = namespaces('shop', 'data');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const db = new kplus[kind](data, 'db', { containers: [container(5432)], ...props });
    api.connections.allowTo(db);
    api.connections.allowFrom(db);

    const labels = podLabels(db);
    expect(Object.keys(labels)).toEqual(['cdk8s.io/metadata.addr']);
    expect(egress(api.policy)).toEqual([
      {
        to: [
          {
            namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'data' } },
            podSelector: { matchLabels: labels },
          },
        ],
        ports: [tcp(5432)],
      },
    ]);
    const { metadata, spec } = policyOf(db).toJson();
    // Workloads of several kinds may share a name, and their owner may have written a policy of that name.
    expect(metadata).toMatchObject({ name: `${ApiObject.of(db).name}-${kind.toLowerCase()}`, namespace: 'data' });
    expect(spec).toMatchObject({
      podSelector: { matchLabels: labels },
      policyTypes: ['Ingress', 'Egress'],
      ingress: [{ ports: [tcp(5432)] }],
    });
    expect(data.toJson().map((object) => object.kind)).toContain('NetworkPolicy');
  });

  test.each(KINDS.slice(0, 3))(
    '%s that is spread is written with its rules once, as without a connection',
    (kind, props) => {
      const affinity = (connect: (db: any, api: Pods) => void) => {
        const shop = namespace('shop');
        const db = new kplus[kind](shop, 'db', { containers: [container(5432)], spread: true, ...props });
        connect(db, new Pods(shop, 'api', { ports: [Port.tcp(8080)] }));
        const written = shop.toJson().find((object) => object.kind === kind);
        return written.spec.template.spec.affinity;
      };
      const alone = affinity(() => {});
      expect(alone?.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution).toHaveLength(2);
      const connected = affinity((db, api) => {
        api.connections.allowTo(db);
        api.connections.allowFrom(db);
      });
      expect(connected).toEqual(alone);
    },
  );

  test('counts the ports of sidecars, and not those of containers that end before the pods work', () => {
    const shop = namespace('shop');
    const api = new kplus.Deployment(shop, 'api', { containers: [container(8080)] });
    api.addInitContainer({ name: 'migrate', image: 'migrate', ports: [{ number: 7000 }] });
    api.addInitContainer({
      name: 'proxy',
      image: 'proxy',
      ports: [{ number: 9090, name: 'metrics' }],
      restartPolicy: kplus.ContainerRestartPolicy.ALWAYS,
    });
    const web = new Pods(shop, 'web');
    web.connections.allowTo(api);
    expect(egress(web.policy)[0].ports).toEqual([tcp(8080), tcp(9090)]);
    const prometheus = new Pods(shop, 'prometheus');
    prometheus.connections.allowTo(api, { ports: [Port.named('metrics')] });
    expect(egress(prometheus.policy)[0].ports).toEqual([tcp(9090)]);
  });

  test('keeps the protocol of its ports', () => {
    const shop = namespace('shop');
    const ports = [
      { number: 53, protocol: kplus.Protocol.UDP, name: 'dns' },
      { number: 53, protocol: kplus.Protocol.TCP, name: 'dns-tcp' },
      { number: 5060, protocol: kplus.Protocol.SCTP, name: 'sip' },
    ];
    const dns = new kplus.Deployment(shop, 'dns', { containers: [{ image: 'dns', ports }] });
    const web = new Pods(shop, 'web');
    web.connections.allowTo(dns);
    expect(egress(web.policy)[0].ports).toEqual([
      tcp(53),
      { port: 53, protocol: 'UDP' },
      { port: 5060, protocol: 'SCTP' },
    ]);
  });

  test.each(KINDS.slice(3, 5))('%s without ports calls, and nobody calls it', (kind, props) => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const job = new kplus[kind](shop, 'job', { containers: [{ image: 'job' }], ...props });
    api.connections.allowFrom(job);
    expect(policyOf(job).toJson().spec).toMatchObject({
      policyTypes: ['Egress'],
      egress: [{ ports: [{ port: 53 }, { port: 53 }] }, { ports: [tcp(8080)] }],
    });
    api.connections.allowTo(job);
    expect(() => shop.toJson()).toThrow(
      validationError(
        `[shop/api] a connection must have a port, but shop/${ApiObject.of(job).name} declares none; ` +
          'name it: `{ ports: [Port.tcp(8080)] }`, or declare it on the container',
      ),
    );
  });

  test('whose own connections are not ours is a peer all the same', () => {
    const shop = namespace('shop');
    const db = new kplus.Deployment(shop, 'db', { containers: [container(5432)] });
    expect(db.connections).toBeDefined();
    const api = new Pods(shop, 'api');
    api.connections.allowTo(db);
    expect(egress(api.policy)[0].ports).toEqual([tcp(5432)]);
  });
});

describe('what is read', () => {
  test('is what counts when the app is synthesized, each time', () => {
    const shop = namespace('shop');
    const db = new kplus28.Deployment(shop, 'db');
    const api = new Pods(shop, 'api');
    api.connections.allowTo(db);
    const ports = () => shop.toJson().map(({ spec }) => (spec.egress ?? spec.ingress)?.[0].ports);

    const added = db.addContainer({ image: 'db', ports: [{ number: 5432 }] });
    expect(ports()).toEqual([undefined, [tcp(5432)], [tcp(5432)]]);
    added.addPort({ number: 9187, name: 'metrics' });
    expect(ports()).toEqual([undefined, [tcp(5432), tcp(9187)], [tcp(5432), tcp(9187)]]);
    ApiObject.of(db).addJsonPatch(JsonPatch.replace('/spec/template/spec/containers/0/ports/0/containerPort', 5433));
    expect(ports()).toEqual([undefined, [tcp(5433), tcp(9187)], [tcp(5433), tcp(9187)]]);
  });

  test('counts after a synth that failed for the lack of it', () => {
    const shop = namespace('shop');
    const db = new kplus28.Deployment(shop, 'db', { containers: [{ image: 'db' }] });
    const api = new Pods(shop, 'api');
    api.connections.allowTo(db);
    expect(() => shop.toJson()).toThrow('declares none');
    db.containers[0].addPort({ number: 5432 });
    expect(shop.toJson()).toHaveLength(3);
    expect(egress(api.policy)[0].ports).toEqual([tcp(5432)]);
  });

  test('is new for a list, and for a policy that is asked for by itself, before a synth and after', () => {
    const shop = namespace('shop');
    const db = new kplus28.Deployment(shop, 'db', { containers: [container(5432)] });
    const api = new Pods(shop, 'api');
    api.connections.allowTo(db);
    const numbers = () => ({
      list: api.connections.list()[0].ports.toString(),
      policies: [egress(api.policy), ingress(policyOf(db))].map(([rule]) => rule.ports.map(({ port }: any) => port)),
    });

    expect(numbers()).toEqual({ list: 'TCP 5432', policies: [[5432], [5432]] });
    db.containers[0].addPort({ number: 6000, name: 'a' });
    expect(numbers()).toEqual({
      list: 'TCP 5432, TCP 6000',
      policies: [
        [5432, 6000],
        [5432, 6000],
      ],
    });
    shop.toJson();
    db.containers[0].addPort({ number: 7000, name: 'b' });
    expect([egress(api.policy), ingress(policyOf(db))].map(([rule]) => rule.ports)).toEqual([
      [tcp(5432), tcp(6000), tcp(7000)],
      [tcp(5432), tcp(6000), tcp(7000)],
    ]);
    shop.toJson();
    db.containers[0].addPort({ number: 8000, name: 'c' });
    expect(numbers().list).toBe('TCP 5432, TCP 6000, TCP 7000, TCP 8000');
  });

  test('is rendered once in a reading that is held, however many connections and charts there are', () => {
    const app = new App();
    const [shop, data] = ['shop', 'data'].map((name) => new Chart(app, name, { namespace: name }));
    const deployments = [shop, shop, data, data].map(
      (chart, index) => new kplus28.Deployment(chart, `d${index}`, { containers: [container(8000 + index)] }),
    );
    const clients = ['a', 'b', 'c'].map((id) => new Pods(shop, id, { ports: [Port.tcp(3000)] }));
    for (const { connections } of clients) {
      for (const deployment of deployments) {
        connections.allowTo(deployment, { reason: 'one' });
        connections.allowFrom(deployment, { reason: 'other' });
      }
    }
    const renderings = deployments.map((deployment) => jest.spyOn(ApiObject.of(deployment), 'toJson'));
    holdReading(app, () => app.synthYaml());
    // Once to read it, and once to write it.
    expect(renderings.map((rendering) => rendering.mock.calls.length)).toEqual([2, 2, 2, 2]);
  });
});

describe('the policy', () => {
  test('governs only the directions that were declared', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const callee = raw(shop, 'callee', { containers: [{ ports: [{ containerPort: 5432 }] }] });
    const caller = raw(shop, 'caller', { containers: [{}] });
    api.connections.allowTo(callee);
    api.connections.allowFrom(caller);
    expect(policyOf(callee).toJson().spec.policyTypes).toEqual(['Ingress']);
    expect(egress(policyOf(callee))).toBeUndefined();
    expect(policyOf(caller).toJson().spec.policyTypes).toEqual(['Egress']);
    expect(ingress(policyOf(caller))).toBeUndefined();
  });

  test('lets the pods of a caller resolve names, unless a policy of the namespace does', () => {
    const shop = namespace('shop');
    const caller = raw(shop, 'caller', { containers: [{}] });
    new Pods(shop, 'api', { ports: [Port.tcp(8080)] }).connections.allowFrom(caller);
    const ports = () => egress(policyOf(caller)).map((rule: any) => rule.ports);
    expect(ports()).toEqual([[tcp(53), { port: 53, protocol: 'UDP' }], [tcp(8080)]]);
    new DnsEgress(shop, 'allow-dns');
    expect(ports()).toEqual([[tcp(8080)]]);
  });

  test('stands in the file of its pods, beside them', () => {
    const [shop, data] = namespaces('shop', 'data');
    const db = raw(data, 'db', { containers: [{ ports: [{ containerPort: 5432 }] }] });
    new Pods(shop, 'api').connections.allowTo(db);
    expect(data).toMatchSnapshot();
    expect(shop.toJson().map(({ metadata }) => metadata.name)).toEqual(['api']);
  });

  test('is one, however many connections there are', () => {
    const shop = namespace('shop');
    const db = raw(shop, 'db', { containers: [{ ports: [{ containerPort: 5432 }] }] });
    for (const id of ['a', 'b', 'c']) new Pods(shop, id).connections.allowTo(db);
    expect(db.node.children.map(({ node }) => node.id)).toEqual(['NetworkPolicy']);
    expect(ingress(policyOf(db))[0].from).toHaveLength(3);
  });

  test('has the namespace of the object, where that is not the one of its chart', () => {
    const chart = new Chart(new App(), 'all');
    const object = new ApiObject(chart, 'db', {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name: 'db', namespace: 'data', labels: { app: 'db' } },
      spec: { containers: [{ ports: [{ containerPort: 5432 }] }] },
    });
    const api = new Pods(new Chart(chart.node.root as App, 'shop', { namespace: 'shop' }), 'api');
    api.connections.allowTo(object);
    expect(policyOf(object).toJson().metadata).toMatchObject({
      namespace: 'data',
      labels: { 'app.kubernetes.io/instance': 'data', 'app.kubernetes.io/part-of': 'data' },
    });
  });
});

describe('pods are selected by', () => {
  const selected = (selector: any, labels: any) => {
    const shop = namespace('shop');
    const object = new ApiObject(shop, 'db', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'db' },
      spec: { selector, template: { metadata: { labels }, spec: { containers: [{}] } } },
    });
    new Pods(shop, 'api').connections.allowTo(object, { ports: [Port.tcp(5432)] });
    return policyOf(object).toJson().spec.podSelector;
  };

  test('the labels by which the workload knows them, which never change, rather than all that they have', () => {
    const labels = { app: 'db', version: '1.4' };
    expect(selected({ matchLabels: { app: 'db' } }, labels)).toEqual({ matchLabels: { app: 'db' } });
  });

  test('what the workload itself knows them by, or all of their labels where it says nothing', () => {
    const labels = { app: 'db', tier: 'data' };
    const matchExpressions = [{ key: 'tier', operator: 'In', values: ['data'] }];
    expect(selected({ matchLabels: { app: 'db' }, matchExpressions }, labels)).toEqual({
      matchLabels: { app: 'db' },
      matchExpressions,
    });
    expect(selected({ matchExpressions }, labels)).toEqual({ matchExpressions });
    expect(selected(undefined, labels)).toEqual({ matchLabels: labels });
  });

  test('the plain labels by which a ReplicationController knows them', () => {
    const shop = namespace('shop');
    const rc = (name: string, selector: any) =>
      new ApiObject(shop, name, {
        apiVersion: 'v1',
        kind: 'ReplicationController',
        metadata: { name },
        spec: { selector, template: { metadata: { labels: { app: name, version: '1' } }, spec: { containers: [{}] } } },
      });
    const [old, bare] = [rc('old', { app: 'old' }), rc('bare', undefined)];
    for (const each of [old, bare])
      new Pods(shop, `to-${each.name}`).connections.allowTo(each, { ports: [Port.tcp(1)] });
    expect(policyOf(old).toJson().spec.podSelector).toEqual({ matchLabels: { app: 'old' } });
    expect(policyOf(bare).toJson().spec.podSelector).toEqual({ matchLabels: { app: 'bare', version: '1' } });
  });
});

describe('two workloads that are not ours', () => {
  test('may be of two kinds and one name', () => {
    const shop = namespace('shop');
    const make = (kind: string, app: string) =>
      new ApiObject(shop, kind, {
        apiVersion: 'apps/v1',
        kind,
        metadata: { name: 'redis' },
        spec: { template: { metadata: { labels: { app } }, spec: { containers: [{ name: 'main' }] } } },
      });
    const api = new Pods(shop, 'api');
    for (const object of [make('Deployment', 'cache'), make('StatefulSet', 'store')]) {
      api.connections.allowTo(object, { ports: [Port.tcp(6379)] });
    }
    const policies = shop.toJson().filter(({ kind }) => kind === 'NetworkPolicy');
    expect(policies.map(({ metadata }) => metadata.name).sort()).toEqual([
      'api',
      'redis-deployment',
      'redis-statefulset',
    ]);
  });

  test('are each known by their object, whatever construct names it', () => {
    const shop = namespace('shop');
    const db = new kplus28.Deployment(shop, 'db', { containers: [container(5432)] });
    const api = new Pods(shop, 'api');
    api.connections.allowTo(db);
    api.connections.allowTo(ApiObject.of(db));
    expect(egress(api.policy)).toHaveLength(1);
    expect(api.connections.list()).toHaveLength(1);
  });
});

describe('a workload of ours', () => {
  test('is meant when its object is named, or the construct that made it', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const deployment = raw(shop, 'deployment', { containers: [{}] });
    api.connections.standFor(deployment);
    const web = new Pods(shop, 'web');
    web.connections.allowTo(deployment);
    expect(egress(web.policy)).toEqual([
      { to: [{ podSelector: { matchLabels: { app: 'api' } } }], ports: [tcp(8080)] },
    ]);
    expect(deployment.node.children).toEqual([]);
  });
});

describe('ports of another workload', () => {
  test('need not be declared, as containers need not say them, where they are given by number', () => {
    const shop = namespace('shop');
    const db = raw(shop, 'db', { containers: [{ ports: [{ containerPort: 5432 }] }] });
    const api = new Pods(shop, 'api');
    api.connections.allowTo(db, { ports: [Port.tcp(9187)] });
    expect(shop.toJson()).toHaveLength(3);
    expect(egress(api.policy)[0].ports).toEqual([tcp(9187)]);
  });

  test('have to be declared where they are given by name', () => {
    const shop = namespace('shop');
    const db = raw(shop, 'db', { containers: [{ ports: [{ containerPort: 53, name: 'dns', protocol: 'UDP' }] }] });
    const api = new Pods(shop, 'api');
    api.connections.allowTo(db, { ports: [Port.named('dns')] });
    expect(() => shop.toJson()).toThrow(
      validationError(
        '[shop/api] the ports of a connection must be those of the pods, and shop/db listens on UDP 53, but got TCP dns; ' +
          'the pods give this name to a port of another protocol: name the port by its number',
      ),
    );
  });

  test('are given by number where two containers give one name to ports of two protocols', () => {
    const problem = (port: Port) => {
      const shop = namespace('shop');
      const sidecar = { restartPolicy: 'Always', ports: [{ containerPort: 5354, name: 'dns' }] };
      const containers = [{ ports: [{ containerPort: 5353, name: 'dns', protocol: 'UDP' }] }];
      const dns = raw(shop, 'dns', { initContainers: [sidecar], containers });
      new Pods(shop, 'api').connections.allowTo(dns, { ports: [port] });
      return () => shop.toJson();
    };
    expect(problem(Port.tcp(5354))()).toHaveLength(3);
    expect(problem(Port.named('dns', Protocol.UDP))()).toHaveLength(3);
    expect(problem(Port.named('dns'))).toThrow(
      validationError(
        '[shop/api] the ports of a connection must be those of the pods, and shop/dns listens on UDP 5353, TCP 5354, ' +
          'but got TCP dns; the pods give this name to a port of another protocol: name the port by its number',
      ),
    );
  });
});

test('of two ports of one name the first counts, those of sidecars last', () => {
  const shop = namespace('shop');
  const db = raw(shop, 'db', {
    initContainers: [{ restartPolicy: 'Always', ports: [{ containerPort: 70, name: 'm' }] }],
    containers: [{ ports: [{ containerPort: 80, name: 'm' }] }, { ports: [{ containerPort: 90, name: 'm' }] }],
  });
  const api = new Pods(shop, 'api');
  api.connections.allowTo(db, { ports: [Port.named('m')] });
  expect(egress(api.policy)[0].ports).toEqual([tcp(80)]);
});

test('a name that is longer than a label holds is a policy all the same', () => {
  const shop = namespace('shop');
  const name = `${'a'.repeat(62)}.${'b'.repeat(20)}`;
  const db = new ApiObject(shop, 'db', {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: { template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{ name: 'main' }] } } },
  });
  new Pods(shop, 'api').connections.allowTo(db, { ports: [Port.tcp(80)] });
  const { metadata } = policyOf(db).toJson();
  expect(metadata.name).toBe(`${name}-deployment`);
  expect(metadata.labels['app.kubernetes.io/name']).toBe('a'.repeat(62));
});

test('a port that is given by name is written by its number, in the protocol that was said', () => {
  const shop = namespace('shop');
  const db = raw(shop, 'db', { containers: [{ ports: [{ containerPort: 53, name: 'dns', protocol: 'UDP' }] }] });
  const api = new Pods(shop, 'api');
  api.connections.allowTo(db, { ports: [Port.named('dns', Protocol.UDP)] });
  expect(egress(api.policy)[0].ports).toEqual([{ port: 53, protocol: 'UDP' }]);
  expect(ingress(policyOf(db))[0].ports).toEqual([{ port: 53, protocol: 'UDP' }]);
});

describe('finds before anything is written', () => {
  const problem = (make: (shop: Chart) => ApiObject, direction: 'allowTo' | 'allowFrom' = 'allowTo') => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api', { ports: [Port.tcp(8080)] });
    const object = make(shop);
    api.connections[direction](object, direction === 'allowTo' ? { ports: [Port.tcp(5432)] } : {});
    api.connections[direction](Peer.namespace('data'), { ports: [Port.tcp(8080)] });
    return () => shop.toJson();
  };

  test.each(['allowTo', 'allowFrom'] as const)('pods without labels, for %s', (direction) => {
    expect(problem((shop) => raw(shop, 'db', { containers: [{}] }, {}), direction)).toThrow(
      validationError(
        '[shop/api] the pods of a connected workload must have labels, since a policy selects by labels, but those of ' +
          "[shop/db] have none; give its pod template labels of its own, such as 'app.kubernetes.io/name'",
      ),
    );
  });

  test('pods on the network of their node, which no policy governs', () => {
    const template = { hostNetwork: true, containers: [{ ports: [{ containerPort: 9100 }] }] };
    expect(problem((shop) => raw(shop, 'exporter', template))).toThrow(
      validationError(
        '[shop/api] a connected workload must have addresses of its own, but the pods of [shop/exporter] use the ' +
          'network of their node; name the nodes instead, by `ClusterProfile.of(this).nodes` or by their addresses with ' +
          'Peer.cidr(); no policy governs such pods',
      ),
    );
  });

  test('a template that is not one of pods', () => {
    const sealed = { apiVersion: 'bitnami.com/v1alpha1', kind: 'SealedSecret', spec: { template: { metadata: {} } } };
    expect(problem((shop) => new ApiObject(shop, 'sealed', sealed))).toThrow(
      validationError(
        '[shop/api] a peer must be something with pods, but the SealedSecret [shop/sealed] has none; ' +
          'name the workload behind it, or a Peer; where a controller makes its pods, say how to select them: ' +
          'Connections.of(it, { labels, ports })',
      ),
    );
  });

  test('what is the fault of the object under the path of the object, beside what is the fault of who names it', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api');
    const bare = raw(shop, 'bare', { containers: [{}] }, {});
    const db = raw(shop, 'db', { containers: [{ ports: [{ containerPort: 80, protocol: 'HTTP' }] }] });
    for (const object of [bare, db]) api.connections.allowTo(object, { ports: [Port.tcp(5432)] });
    const [, ...lines] = thrownBy(() => shop.toJson()).split('\n  ');
    expect(lines).toEqual([
      expect.stringMatching(/^\[shop\/api\] the pods of .*, but those of \[shop\/bare\] have none; /),
      expect.stringMatching(/^\[shop\/db\] the protocol of a container port must be /),
    ]);
  });

  test('it in a policy that is asked for by itself, too', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api');
    api.connections.allowTo(raw(shop, 'db', { containers: [{}] }, {}), { ports: [Port.tcp(5432)] });
    expect(() => api.connections.list()).toThrow(/^\[shop\/api\] the pods of a connected workload must have labels/);
  });

  test('a protocol that is none', () => {
    expect(
      problem((shop) => raw(shop, 'db', { containers: [{ ports: [{ containerPort: 80, protocol: 'HTTP' }] }] })),
    ).toThrow(
      validationError(
        '[shop/db] the protocol of a container port must be TCP, UDP or SCTP, but got "HTTP"; ' +
          'leave it out for TCP; what is spoken on top of it is the `appProtocol` of a Service',
      ),
    );
  });

  test.each([
    [70000, '70000'],
    ['5432', '"5432"'],
  ])('a port that is none: %s', (containerPort, got) => {
    expect(problem((shop) => raw(shop, 'db', { containers: [{ ports: [{ containerPort }] }] }))).toThrow(
      validationError(
        `[shop/db] a container port must be a whole number from 1 to 65535, but got ${got}; ` +
          'write the number in the manifest, without quotes',
      ),
    );
  });

  test('a selector of everything, and an operator that is none', () => {
    const selecting = (selector: any) =>
      problem((shop) => {
        const spec = { selector, template: { metadata: { labels: { app: 'db' } }, spec: { containers: [{}] } } };
        return new ApiObject(shop, 'db', { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'db' }, spec });
      });
    expect(selecting({ matchLabels: {} })).toThrow(
      validationError(
        '[shop/db] the selector of an adopted workload must have a label or an expression, since an empty one selects ' +
          'every pod; select by some of the labels of its pod template',
      ),
    );
    expect(selecting({ matchExpressions: [{ key: 'app', operator: 'Equals', values: ['db'] }] })).toThrow(
      validationError(
        '[shop/db] the operator of a label selector must be one of In, NotIn, Exists, DoesNotExist, but got "Equals"; ' +
          'correct it in the manifest',
      ),
    );
  });

  test('a name that leaves no room for the kind in that of its policy', () => {
    const shop = namespace('shop');
    const api = new Pods(shop, 'api');
    const long = (length: number) =>
      new ApiObject(shop, `db-${length}`, {
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        metadata: { name: 'a'.repeat(length) },
        spec: { template: { metadata: { labels: { app: `db-${length}` } }, spec: { containers: [{}] } } },
      });
    expect(() => api.connections.allowTo(long(243), { ports: [Port.tcp(5432)] })).toThrow(
      new Error(
        '[shop/api] the name of a policy must have at most 253 characters, and that of [shop/db-243], its name and its ' +
          'kind, has 254; give the workload a shorter name, or write its NetworkPolicy by hand',
      ),
    );
    const db = long(242);
    api.connections.allowTo(db, { ports: [Port.tcp(5432)] });
    expect(policyOf(db).name).toHaveLength(253);
  });

  test('one fault once, however many connections meet it', () => {
    const shop = namespace('shop');
    const db = raw(shop, 'db', { containers: [{}] }, {});
    for (const id of ['a', 'b']) new Pods(shop, id).connections.allowTo(db, { ports: [Port.tcp(5432)] });
    expect(() => shop.toJson()).toThrow(
      validationError(
        '[shop/a] the pods of a connected workload must have labels, since a policy selects by labels, but those of ' +
          "[shop/db] have none; give its pod template labels of its own, such as 'app.kubernetes.io/name'",
      ),
    );
  });
});

describe('an Include', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'adopted-'));
  const shop = namespace('shop');
  let include: Include;

  beforeAll(() => {
    const file = path.join(folder, 'db.yaml');
    const labels = { app: 'db' };
    Yaml.save(file, [
      {
        apiVersion: 'apps/v1',
        kind: 'StatefulSet',
        metadata: { name: 'db' },
        spec: {
          selector: { matchLabels: labels },
          template: { metadata: { labels }, spec: { containers: [{ ports: [{ containerPort: 5432 }] }] } },
        },
      },
    ]);
    include = new Include(shop, 'vendor', { url: file });
  });

  afterAll(() => fs.rmSync(folder, { recursive: true }));

  test('is a peer by one of its objects, and not as a whole', () => {
    const api = new Pods(shop, 'api');
    expect(() => api.connections.allowTo(include)).toThrow(
      new Error(
        '[shop/api] a peer must be a workload, an object with pods, or a Peer, but got an Include; ' +
          'name one object with pods inside: for an Include, one of its `apiObjects`',
      ),
    );
    const [db] = include.apiObjects;
    api.connections.allowTo(db);
    expect(egress(api.policy)).toEqual([{ to: [{ podSelector: { matchLabels: { app: 'db' } } }], ports: [tcp(5432)] }]);
    expect(policyOf(db).toJson()).toMatchObject({
      metadata: { name: 'db-statefulset', namespace: 'shop' },
      spec: { policyTypes: ['Ingress'], ingress: [{ ports: [tcp(5432)] }] },
    });
  });
});
