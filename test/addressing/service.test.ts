import { App, Chart, Duration, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  ClusterDns,
  ClusterProfile,
  Clusters,
  IpFamilies,
  IsolatedNamespace,
  NameScope,
  Service,
  type ServicePort,
  type ServiceProps,
  ServiceType,
  SessionAffinity,
  TrafficDistribution,
  TrafficPolicy,
  Worker,
} from '../../lib';
import type { IWorkload } from '../../lib/objects';
import { LabelExpression, LabelSelector, Port, Protocol, Workload, type WorkloadProps } from '../../lib/traffic';

/** Pods whose ports can change until somebody asks. */
class Pods implements IWorkload {
  public props: WorkloadProps = {
    namespace: 'shop',
    name: 'web',
    labels: { tier: 'front', app: 'web' },
    ports: [Port.tcp(8080), Port.udp(53), Port.tcpRange(30000, 30010)],
    namedPorts: { http: Port.tcp(8080), dns: Port.udp(53) },
  };

  public get workload(): Workload {
    return Workload.of(this.props);
  }
}

let app: App;
let shop: Chart;
let pods: Pods;

beforeEach(() => {
  app = new App();
  shop = new Chart(app, 'shop', { namespace: 'shop' });
  pods = new Pods();
});

function service(ports: ServicePort[], props: Partial<ServiceProps> = {}, id = 'web'): Service {
  return new Service(shop, id, { workload: pods, ports, ...props });
}

const HTTP = { target: Port.tcp(8080) };

describe('writes', () => {
  test('one port under the same number, for all pods with the labels', () => {
    service([HTTP]);
    expect(shop).toMatchSnapshot();
  });

  test('a headless Service that counts pods before they are ready', () => {
    service([HTTP], { type: ServiceType.headless({ publishNotReadyAddresses: true }) });
    expect(shop).toMatchSnapshot();
  });

  test('several ports, with the number behind a name', () => {
    service([
      { name: 'http', target: Port.named('http'), port: 80, appProtocol: 'http' },
      { name: 'dns', target: Port.named('dns', Protocol.UDP) },
    ]);
    expect(shop).toMatchSnapshot();
  });

  test('node ports for both families, with all that a Service says of its traffic', () => {
    const type = ServiceType.nodePort({
      ipFamilies: IpFamilies.preferBoth(),
      sessionAffinity: SessionAffinity.clientIp({ timeout: Duration.hours(1) }),
      externalTrafficPolicy: TrafficPolicy.LOCAL,
      trafficDistribution: TrafficDistribution.PREFER_SAME_ZONE,
    });
    service([{ ...HTTP, port: 80, nodePort: 30080 }], { type });
    expect(shop).toMatchSnapshot();
  });

  test('what a patch says, unknown fields too', () => {
    const object = service([HTTP]);
    object.addJsonPatch(JsonPatch.add('/spec/trafficDistribution', 'PreferClose'), JsonPatch.add('/spec/newField', 1));
    expect(object.toJson().spec).toMatchObject({ trafficDistribution: 'PreferClose', newField: 1 });
    expect(object.node.validate()).toEqual([]);
  });
});

test.each<[string, unknown, string]>([
  ['type', 'ClusterIP', 'its ServiceType'],
  ['externalTrafficPolicy', 'Local', '`externalTrafficPolicy` of its ServiceType'],
  ['externalIPs', ['203.0.113.7'], '`externalIps` of its ServiceType'],
  ['loadBalancerSourceRanges', ['203.0.113.0/24'], '`sourceRanges` of its ServiceType'],
])('a patch of `%s` is refused, since a policy was opened without it', (field, value, option) => {
  const object = service([HTTP], { type: ServiceType.loadBalancer() });
  object.addJsonPatch(JsonPatch.add(`/spec/${field}`, value));
  expect(object.node.validate()).toEqual([
    `a patch of a Service must not change its \`${field}\`, from which it follows whom a policy lets in, but got ` +
      `${JSON.stringify(value)}; give it by ${option}`,
  ]);
});

describe('a patch is refused', () => {
  const faults = (patch: JsonPatch) => {
    const object = service([HTTP]);
    object.addJsonPatch(patch);
    return object.node.validate();
  };

  test('of the labels by which the Service finds its pods', () => {
    expect(faults(JsonPatch.add('/spec/selector/app', 'other'))).toEqual([
      'a patch of a Service must not change its `selector`, by which it finds its pods, but got ' +
        '{"app":"other","tier":"front"}; give it by its `workload`',
    ]);
  });

  test.each([
    ['port', 81],
    ['targetPort', 8081],
    ['protocol', 'UDP'],
  ])('of the %s of a port, which others know', (field, value) => {
    const [fault, ...others] = faults(JsonPatch.replace(`/spec/ports/0/${field}`, value));
    expect(fault).toMatch(
      /^a patch of a Service must not change its `ports`, by which routes, names and policies know it, but got .*; give it by its `ports`$/,
    );
    expect(others).toEqual([]);
  });

  test.each([
    ['/spec/ports/0/nodePort', 30080],
    ['/metadata/labels/team', 'web'],
  ])('but not of %s, which nothing follows', (path, value) => {
    expect(faults(JsonPatch.add(path, value))).toEqual([]);
  });
});

test('pods without labels are an error of the Service, before anything is written', () => {
  pods.props = { ...pods.props, labels: {} };
  const [fault] = service([HTTP]).node.validate();
  expect(fault).toMatch(/^a workload must have labels/);
});

describe('its name', () => {
  test('is the id or the given one, and the prefix of the name scope comes before either', () => {
    const eu = new Construct(shop, 'storefront');
    NameScope.of(eu, 'eu');
    const named = new Service(eu, 'web', { workload: pods, ports: [HTTP], name: 'front' });
    expect(named.name).toBe('eu-front');
    expect(named.dnsName.short).toBe('eu-front');
    expect(service([HTTP]).name).toBe('web');
  });

  test('resolves under the domain of the cluster', () => {
    expect(service([HTTP]).dnsName.full).toBe('web.shop.svc.cluster.local');
    const bank = new Chart(app, 'bank', { namespace: 'bank' });
    const dns = ClusterDns.of({ clusterDomain: 'corp.internal' });
    ClusterProfile.attach(bank, Clusters.kubeadm({ dns }));
    expect(new Service(bank, 'web', { workload: pods, ports: [HTTP] }).dnsName.full).toBe('web.bank.svc.corp.internal');
  });
});

describe('a port', () => {
  const written = (object: Service) => object.toJson().spec.ports;

  test("is the pods' unless it is given", () => {
    expect(written(service([HTTP]))).toEqual([{ protocol: 'TCP', port: 8080, targetPort: 8080 }]);
    expect(written(service([{ ...HTTP, port: 80 }], {}, 'other'))).toEqual([
      { protocol: 'TCP', port: 80, targetPort: 8080 },
    ]);
  });

  test('has the protocol of its target', () => {
    expect(written(service([{ target: Port.udp(53) }]))).toEqual([{ protocol: 'UDP', port: 53, targetPort: 53 }]);
  });

  test('may be one of a range on which the pods listen', () => {
    expect(written(service([{ target: Port.tcp(30005) }]))).toEqual([
      { protocol: 'TCP', port: 30005, targetPort: 30005 },
    ]);
    expect(() => shop.toJson()).not.toThrow();
  });

  test('by name is resolved at synth, though the name is given to a port after the Service was made', () => {
    const object = service([{ target: Port.named('metrics') }]);
    pods.props = { ...pods.props, ports: [Port.tcp(9090)], namedPorts: { metrics: Port.tcp(9090) } };
    expect(written(object)).toEqual([{ protocol: 'TCP', port: 9090, targetPort: 9090 }]);
    expect(object.defaultPort).toBe(9090);
  });

  test('by name must be one that the pods have when it is written', () => {
    expect(() => service([{ target: Port.named('smtp') }]).toJson()).toThrow(
      '[shop/web] a target port must be a port on which shop/web listens (TCP 8080, UDP 53, TCP 30000-30010), but got ' +
        '"TCP smtp"',
    );
  });

  test('by name is found on a container that gets its port late', () => {
    const bank = new IsolatedNamespace(app, 'bank');
    const worker = new Worker(bank, 'mailer', { image: 'mailer:1' });
    const object = new Service(bank, 'smtp', { workload: worker, ports: [{ target: Port.named('smtp'), port: 25 }] });
    worker.deployment.containers[0]?.addPort({ name: 'smtp', number: 2525 });
    expect(written(object)).toEqual([{ protocol: 'TCP', port: 25, targetPort: 2525 }]);
    expect(object.toJson().spec.selector).toEqual({
      'app.kubernetes.io/name': 'mailer',
      'app.kubernetes.io/instance': 'bank',
    });
    expect(() => bank.toJson()).not.toThrow();
  });

  test('of TCP and UDP may have one number, under two names', () => {
    pods.props = { ...pods.props, ports: [Port.tcp(53), Port.udp(53)] };
    const ports = [
      { name: 'dns-tcp', target: Port.tcp(53) },
      { name: 'dns', target: Port.udp(53) },
    ];
    expect(written(service(ports)).map(({ name, protocol }: any) => `${name} ${protocol}`)).toEqual([
      'dns-tcp TCP',
      'dns UDP',
    ]);
    expect(() => shop.toJson()).not.toThrow();
  });
});

describe("tells the pods' port behind its own", () => {
  const PORTS = [
    { name: 'http', target: Port.named('http'), port: 80 },
    { name: 'dns', target: Port.named('dns', Protocol.UDP) },
  ];

  test('for the first one where none is named', () => {
    expect(`${service(PORTS).targetPort()}`).toBe('TCP http');
    expect(service(PORTS, {}, 'other').defaultPort).toBe(80);
  });

  test('by the number that is given, or that its name has', () => {
    expect(`${service(PORTS).targetPort(80)}`).toBe('TCP http');
    expect(`${service(PORTS, {}, 'other').targetPort(53, Protocol.UDP)}`).toBe('UDP dns');
  });

  test("and refuses the pods' port where its own is another", () => {
    const ports = [...PORTS, { name: 'late', target: Port.named('late') }];
    expect(() => service(ports).targetPort(8080)).toThrow(
      new Error(
        '[shop/web] a Service port must be one of TCP 80, UDP 53, TCP late, but got "TCP 8080"; ' +
          "name one of the Service's own ports, not the pods'",
      ),
    );
  });

  test('of the protocol that is meant, where one number is there for two', () => {
    const both = [
      { name: 'dns', target: Port.named('dns', Protocol.UDP), port: 443 },
      { name: 'http', target: Port.named('http'), port: 443 },
    ];
    expect(`${service(both).targetPort(443)}`).toBe('TCP http');
    expect(() => service(both, {}, 'other').targetPort()).toThrow(
      new Error(
        '[shop/other] a Service port must be one of UDP 443, TCP 443, but got "the first one, for TCP"; ' +
          "name one of the Service's own ports, not the pods'",
      ),
    );
  });
});

describe('refuses at once', () => {
  const ALIKE = 'the ports of a Service must differ in name, and in number or protocol';
  const NUMBER = 'the port of a Service must be a whole number from 1 to 65535';

  test.each<[string, ServicePort[], string]>([
    ['no port', [], 'a Service must have a port; give `ports`, at least one'],
    [
      'a range',
      [{ target: Port.tcpRange(8000, 8010) }],
      'the target of a Service port must be a single port, but got "TCP 8000-8010"; give a port for each number, or make the Service ' +
        'headless: its clients reach every port of the pods',
    ],
    ['the port 0', [{ ...HTTP, port: 0 }], `${NUMBER}, but got 0; leave \`port\` out for the pods' own`],
    ['the port 70000', [{ ...HTTP, port: 70000 }], `${NUMBER}, but got 70000; leave \`port\` out for the pods' own`],
    [
      'several ports with one that has no name',
      [{ ...HTTP, name: 'http' }, { target: Port.udp(53) }],
      'a Service with several ports must have a name for each, but got "a port for UDP 53 without name"; give `name`',
    ],
    [
      'two ports of one name',
      [
        { name: 'http', target: Port.tcp(8080) },
        { name: 'http', target: Port.udp(53) },
      ],
      `${ALIKE}, but got "http"; give each its own`,
    ],
    [
      'two ports of one number',
      [
        { name: 'http', target: Port.tcp(8080) },
        { name: 'web', target: Port.tcp(9090), port: 8080 },
      ],
      `${ALIKE}, but got "TCP 8080"; give each its own`,
    ],
    [
      'a name that cannot be',
      [{ ...HTTP, name: 'HTTP' }],
      'the name of a port must be a DNS-1123 label (lower case letters, digits and "-", starting and ending with a ' +
        'letter or digit, at most 63 characters), but got "HTTP"; write "http"',
    ],
  ])('%s', (_, ports, message) => {
    expect(() => service(ports)).toThrow(new Error(`[shop/web] ${message}`));
    expect(shop.node.children).toEqual([]);
  });

  test.each([
    ['a port', [Port.tcp(8080)], 'a Port'],
    ['a number', [8080], '8080'],
    ['nothing', [undefined], 'undefined'],
    ['a target by number', [{ target: 8080 }], '{"target":8080}'],
  ])('%s instead of a ServicePort', (_, ports: any, shown) => {
    expect(() => service(ports)).toThrow(
      new Error(
        `[shop/web] a port of a Service must name the pods' port as its \`target\`, but got ${shown}; write it as in ` +
          '{ target: Port.tcp(8080) }',
      ),
    );
  });

  test.each([[undefined], [8080]])('%s instead of a list of ports', (ports: any) => {
    expect(() => new Service(shop, 'web', { workload: pods, ports })).toThrow(
      new Error('[shop/web] a Service must have a port; give `ports`, at least one'),
    );
  });

  test.each([
    ['undefined', () => undefined],
    ['a Deployment', () => new kplus.Deployment(shop, 'other', { containers: [{ image: 'web:1', portNumber: 80 }] })],
  ])('a workload that does not say its pods: %s', (shown, make) => {
    expect(() => new Service(shop, 'web', { workload: make() as any, ports: [HTTP] })).toThrow(
      new Error(
        '[shop/web] the `workload` of a Service must say which pods it has, as those of this library do, but got ' +
          `${shown}; give one of these, or for other pods \`{ workload: Workload.of({ ... }) }\``,
      ),
    );
  });

  test.each(['my http', 'HTTP/2.0', '', 'Kubernetes.io/h2c'])('the application protocol "%s"', (appProtocol) => {
    expect(() => service([{ ...HTTP, appProtocol }])).toThrow(
      /^\[shop\/web\] an application protocol must be at most 63 letters, .*, but got ".*"; write it as in http or kubernetes.io\/h2c$/,
    );
  });

  test('but not an application protocol of a domain', () => {
    expect(service([{ ...HTTP, appProtocol: 'example.com/My_Proto.2' }]).toJson().spec.ports[0].appProtocol).toBe(
      'example.com/My_Proto.2',
    );
  });

  test('a port that a headless Service would have to translate', () => {
    expect(() => service([{ ...HTTP, port: 80 }], { type: ServiceType.headless() })).toThrow(
      new Error(
        '[shop/web] the port of a headless Service must have the number of its target TCP 8080, since it translates none, but got ' +
          '80; leave `port` out',
      ),
    );
  });

  test('a name that starts with a digit', () => {
    expect(() => service([HTTP], {}, '2048')).toThrow(
      new Error(
        '[shop/2048] the name of a Service must be a DNS-1035 label (lower case letters, digits and "-", starting ' +
          'with a letter, ending with a letter or digit, at most 63 characters), but got "2048"; choose one such as ' +
          '"web"',
      ),
    );
  });
});

describe('without ports', () => {
  const PORTLESS = 'a Service must have ports for whoever names one of them, but this one has none; give it `ports`';

  test.each([[undefined], [[]]])('%p is a headless Service, whose clients reach every port', (ports) => {
    const object = new Service(shop, 'web', { workload: pods, ports, type: ServiceType.headless() });
    expect(object.toJson().spec).toEqual({
      clusterIP: 'None',
      selector: { app: 'web', tier: 'front' },
      type: 'ClusterIP',
    });
    expect(() => shop.toJson()).not.toThrow();
    expect(() => object.defaultPort).toThrow(new Error(`[shop/web] ${PORTLESS}`));
    expect(() => object.targetPort(8080)).toThrow(new Error(`[shop/web] ${PORTLESS}`));
  });
});

describe('a port that the pods know by its name alone', () => {
  const target = Port.named('main');

  beforeEach(() => {
    pods.props = { ...pods.props, ports: [Port.named('main')], namedPorts: {} };
  });

  test('is written by its name, since each pod may give it another number', () => {
    const object = service([{ target, port: 80 }]);
    expect(object.toJson().spec.ports).toEqual([{ protocol: 'TCP', port: 80, targetPort: 'main' }]);
    expect(`${object.targetPort(80)}`).toBe('TCP main');
    expect(() => shop.toJson()).not.toThrow();
  });

  test('may be one of a headless Service, whose SRV records say the number', () => {
    const object = service([{ name: 'main', target, port: 80 }], { type: ServiceType.headless() });
    expect(object.toJson().spec.ports[0].targetPort).toBe('main');
    expect(() => shop.toJson()).not.toThrow();
  });

  test('needs a number of its own', () => {
    const object = service([{ target }]);
    const message =
      '[shop/web] a port of a Service must have a number, but that of TCP main is known to the pods alone; give `port`';
    expect(() => object.defaultPort).toThrow(new Error(message));
    expect(() => shop.toJson()).toThrow(new Error(`Validation failed with the following errors:\n  ${message}`));
  });
});

describe('selects', () => {
  test('by all labels of the pods where their own selector has expressions, which no Service knows', () => {
    const selector = LabelSelector.of({ labels: { app: 'web' }, expressions: [LabelExpression.exists('tier')] });
    pods.props = { ...pods.props, selector };
    expect(service([HTTP]).toJson().spec.selector).toEqual({ app: 'web', tier: 'front' });
  });

  test('nobody without labels, so that is refused', () => {
    const selector = LabelSelector.of({ expressions: [LabelExpression.doesNotExist('legacy')] });
    pods.props = { ...pods.props, labels: {}, selector };
    expect(() => service([HTTP]).toJson()).toThrow(
      '[shop/web] a Service must select pods by labels, but those of shop/web have none; give its pods a label, such as ' +
        'app.kubernetes.io/name',
    );
  });
});

describe('is found invalid, before anything is written,', () => {
  function problem(): string {
    try {
      shop.toJson();
    } catch (error) {
      return (error as Error).message;
    }
    return 'none';
  }

  const HEADING = 'Validation failed with the following errors:\n  ';
  const LISTENS =
    '[shop/web] a target port must be a port on which shop/web listens (TCP 8080, UDP 53, TCP 30000-30010), but got';
  const REMEDY = "name the pods' port in `target`, and the Service's own in `port`; or declare it on the workload";

  test.each([
    ['by a name that no port has', Port.named('metrics'), 'TCP metrics'],
    ['by the name of a port of another protocol', Port.named('dns'), 'TCP dns'],
    ['by a number', Port.tcp(80), 'TCP 80'],
    ['by the number of another protocol', Port.tcp(53), 'TCP 53'],
  ])('when nobody listens on its target, %s', (_, target, got) => {
    service([{ target }]);
    expect(problem()).toBe(`${HEADING}${LISTENS} "${got}"; ${REMEDY}`);
  });

  test('when the workload listens on nothing', () => {
    pods.props = { ...pods.props, ports: [], namedPorts: {} };
    service([HTTP]);
    expect(problem()).toBe(
      `${HEADING}[shop/web] a target port must be a port on which shop/web listens (no port), but got "TCP 8080"; ` +
        REMEDY,
    );
  });

  test('when a name turns out to be the number of another port', () => {
    service([
      { name: 'http', target: Port.named('http') },
      { name: 'web', target: Port.tcp(8080) },
    ]);
    expect(problem()).toBe(
      `${HEADING}[shop/web] the ports of a Service must differ in name, and in number or protocol, but got ` +
        '"TCP 8080"; give each its own',
    );
  });

  test('when a headless one would have to translate what a name turns out to be', () => {
    service([{ target: Port.named('http'), port: 80 }], { type: ServiceType.headless() });
    expect(problem()).toBe(
      `${HEADING}[shop/web] the port of a headless Service must have the number of its target TCP 8080, since it translates none, ` +
        'but got 80; leave `port` out',
    );
  });

  test('when its workload is in another namespace, where it finds nobody', () => {
    pods.props = { ...pods.props, namespace: 'bank' };
    service([HTTP]);
    expect(problem()).toBe(
      `${HEADING}[shop/web] a Service finds pods of its own namespace only, but bank/web is in another one; make the ` +
        "Service in the workload's chart",
    );
  });

  test('but not for a port that the pods know by its name alone', () => {
    pods.props = { ...pods.props, ports: [Port.named('main')], namedPorts: {} };
    service([HTTP]);
    expect(problem()).toBe('none');
  });

  test('but not in a chart without namespace, whose pods are in none that is known', () => {
    const chart = new Chart(app, 'bare');
    pods.props = { ...pods.props, namespace: 'default' };
    new Service(chart, 'web', { workload: pods, ports: [HTTP] });
    expect(chart.toJson()[0].metadata.namespace).toBeUndefined();
  });
});
