import { App, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import {
  ClusterDns,
  ClusterProfile,
  Entry,
  GatewayApiChannel,
  GatewayApiVersion,
  GatewayImplementations,
  IngressControllers,
  LoadBalancers,
  NetworkPlugin,
} from '../../lib/cluster';

const GATEWAY = Entry.gateway(GatewayImplementations.envoyGateway(), { name: 'public' });
const INGRESS = Entry.ingress(IngressControllers.traefik(), { name: 'internal' });
const EAST = ClusterProfile.define({ name: 'east', entries: [GATEWAY, INGRESS] });
const WEST = ClusterProfile.define({ name: 'west' });

describe('a profile', () => {
  test('holds the facts that it is given', () => {
    const dns = ClusterDns.of({ namespace: 'dns' });
    const networkPlugin = NetworkPlugin.cilium();
    const profile = ClusterProfile.define({
      name: 'own',
      dns,
      networkPlugin,
      entries: [INGRESS],
      addressHint: 'run x',
    });
    expect(profile.name).toBe('own');
    expect(profile.dns).toBe(dns);
    expect(profile.networkPlugin).toBe(networkPlugin);
    expect(profile.entries).toEqual([INGRESS]);
    expect(profile.addressHint).toBe('run x');
  });

  test('resolves names as kubeadm does where nothing is said, and knows neither plugin nor entry', () => {
    expect(`${WEST.dns.peer}`).toBe('pods k8s-app=kube-dns in namespace kube-system');
    expect(WEST.networkPlugin).toBeUndefined();
    expect(WEST.entries).toEqual([]);
  });

  test('does not follow a list of entries that is changed later', () => {
    const entries = [GATEWAY];
    const profile = ClusterProfile.define({ name: 'own', entries });
    entries.pop();
    expect(profile.entries).toEqual([GATEWAY]);
  });

  test('has a list of entries that nobody can change, as the default one has', () => {
    for (const { entries } of [EAST, ClusterProfile.DEFAULT]) {
      expect(() => entries.push(INGRESS)).toThrow('object is not extensible');
    }
  });

  test.each([
    [
      '`dns` that is an address',
      { dns: '10.0.0.10' },
      'the `dns` of a cluster profile must be a ClusterDns, but got "10.0.0.10"; write ClusterDns.of({ ... }), or leave ' +
        'it out for ClusterDns.kubeDns()',
    ],
    [
      'a `networkPlugin` that is a name',
      { networkPlugin: 'calico' },
      'the `networkPlugin` of a cluster profile must be a NetworkPlugin, but got "calico"; write NetworkPlugin.calico(), ' +
        'or NetworkPlugin.of({ ... }) for one that has no factory here',
    ],
    [
      'a `gatewayApiVersion` that nobody knows',
      { gatewayApiVersion: '1.1' },
      'the `gatewayApiVersion` of a cluster profile must be a GatewayApiVersion, but got "1.1"; write it as in ' +
        'GatewayApiVersion.V1_4',
    ],
    [
      'a name that says nothing',
      { name: '' },
      'the `name` of a cluster profile must say something, but got ""; write what people call the cluster, such as ' +
        '"production"',
    ],
    [
      '`nodeRanges` that are a text',
      { nodeRanges: '10.0.0.0/16' },
      'the `nodeRanges` of a cluster profile must be a list, but got "10.0.0.0/16"; write it as in [\'10.0.0.0/16\']',
    ],
    [
      '`nodeRanges` with what is no network',
      { nodeRanges: ['10.0.0.7'] },
      'a CIDR must end with "/" and a prefix length, but got "10.0.0.7"; write 10.0.0.7/32 for the one address',
    ],
    ...['nodeRanges', 'podRanges', 'serviceRanges'].flatMap((fact) =>
      ['0.0.0.0/0', '::/0'].map((wide): [string, unknown, string] => [
        `\`${fact}\` with ${wide}`,
        { [fact]: ['10.0.0.0/16', wide] },
        `the \`${fact}\` of a cluster profile must not have every address, but got "${wide}"; name the networks ` +
          "themselves, as in ['10.0.0.0/16']",
      ]),
    ),
    ...[
      ['metallb', '"metallb"'],
      [{ name: 'own' }, '{"name":"own"}'],
    ].map(([loadBalancer, got]): [string, unknown, string] => [
      `a \`loadBalancer\` that is ${got}`,
      { loadBalancer },
      `the \`loadBalancer\` of a cluster profile must be an ILoadBalancer, but got ${got}; take one from LoadBalancers, ` +
        'such as LoadBalancers.metallb()',
    ]),
    ...[
      [['x'], '["x"]'],
      [[undefined], '[undefined]'],
      [GATEWAY, 'an Entry'],
      [[GATEWAY, IngressControllers.traefik()], '[an Entry,a Traefik]'],
    ].map(([entries, got]): [string, unknown, string] => [
      `\`entries\` that are ${got}`,
      { entries },
      `the \`entries\` of a cluster profile must be a list of Entry objects, but got ${got}; write ` +
        '[Entry.gateway(GatewayImplementations.envoyGateway())], or Entry.ingress() for an ingress controller',
    ]),
  ])('refuses %s', (_, facts: any, message) => {
    expect(() => ClusterProfile.define({ name: 'own', ...facts })).toThrow(new Error(message));
  });

  test('is silent about facts that are null, which from JavaScript means that nothing is said', () => {
    const facts = ['dns', 'networkPlugin', 'entries', 'nodeRanges', 'loadBalancer', 'gatewayApiVersion'];
    const nothing: any = Object.fromEntries(facts.map((fact) => [fact, null]));
    const profile = ClusterProfile.define({ name: 'own', ...nothing });
    expect([profile.entries, profile.gatewayApiVersion]).toEqual([[], undefined]);
  });

  test('takes the facts of another copy of the library', () => {
    jest.isolateModules(() => {
      const copy: typeof import('../../lib/cluster') = require('../../lib/cluster');
      expect(copy.Entry).not.toBe(Entry);
      const dns = copy.ClusterDns.kubeDns();
      const networkPlugin = copy.NetworkPlugin.calico();
      const entries = [copy.Entry.ingress(copy.IngressControllers.traefik())];
      const profile = ClusterProfile.define({ name: 'own', dns, networkPlugin, entries });
      expect([profile.dns, profile.networkPlugin, ...profile.entries]).toEqual([dns, networkPlugin, ...entries]);
    });
  });

  test('takes two entries of one class that one installation serves', () => {
    const entries = ['public', 'intern'].map((name) => Entry.gateway(GatewayImplementations.envoyGateway(), { name }));
    expect(ClusterProfile.define({ name: 'own', entries }).entries).toHaveLength(2);
  });

  test.each([
    [
      'GatewayClass contour',
      Entry.gateway(GatewayImplementations.contour(), { name: 'one' }),
      Entry.gateway(GatewayImplementations.contourProvisioner(), { name: 'other' }),
    ],
    [
      'IngressClass traefik',
      Entry.ingress(IngressControllers.traefik(), { name: 'one' }),
      Entry.ingress(IngressControllers.k3sTraefik(), { name: 'other' }),
    ],
  ])('refuses two of %s that two installations serve: of an object nobody could tell which', (named, ...entries) => {
    expect(() => ClusterProfile.define({ name: 'own', entries })).toThrow(
      new Error(
        `the entries of one class must be served by one installation, and "one" and "other" of ${named} are not; give ` +
          'one of them the class that its objects name in the cluster: `kubectl get gatewayclass,ingressclass`',
      ),
    );
  });

  test('refuses two entries of one name', () => {
    const entries = [Entry.ingress(IngressControllers.traefik()), Entry.ingress(IngressControllers.traefik())];
    expect(() => ClusterProfile.define({ name: 'own', entries })).toThrow(
      new Error(
        'the entries of a cluster profile must differ in their names, but got "traefik"; give `name` in ' +
          'Entry.gateway() or Entry.ingress()',
      ),
    );
  });
});

describe('the default profile', () => {
  test('is a conformant cluster with Envoy Gateway and its usual class', () => {
    const entry = ClusterProfile.DEFAULT.entry();
    expect(entry.implementation?.name).toBe('envoy-gateway');
    expect(entry.implementation?.gatewayClassName).toBe('eg');
    expect(`${ClusterProfile.DEFAULT.dns.peer}`).toBe('pods k8s-app=kube-dns in namespace kube-system');
    expect(ClusterProfile.DEFAULT.networkPlugin).toBeUndefined();
  });

  test('counts where none is attached', () => {
    expect(ClusterProfile.of(new Chart(new App(), 'test'))).toBe(ClusterProfile.DEFAULT);
    expect(ClusterProfile.of(new App())).toBe(ClusterProfile.DEFAULT);
  });
});

describe('a profile that is attached', () => {
  test('counts for everything below, and for the construct itself', () => {
    const app = new App();
    ClusterProfile.attach(app, EAST);
    const deep = new Construct(new Chart(app, 'shop'), 'team');
    expect(ClusterProfile.of(deep)).toBe(EAST);
    expect(ClusterProfile.of(app)).toBe(EAST);
  });

  test('counts below charts that were made before it, as long as nobody asked', () => {
    const app = new App();
    const shop = new Chart(app, 'shop');
    ClusterProfile.attach(app, EAST);
    expect(ClusterProfile.of(shop)).toBe(EAST);
  });

  test('gives way to a nearer one, and only there', () => {
    const app = new App();
    ClusterProfile.attach(app, EAST);
    const shop = new Chart(app, 'shop');
    const bank = new Chart(app, 'bank');
    ClusterProfile.attach(bank, WEST);
    expect(ClusterProfile.of(new Construct(bank, 'team'))).toBe(WEST);
    expect(ClusterProfile.of(new Construct(shop, 'team'))).toBe(EAST);
  });

  test('can be attached near after others have asked elsewhere', () => {
    const app = new App();
    expect(ClusterProfile.of(new Chart(app, 'shop'))).toBe(ClusterProfile.DEFAULT);
    const bank = new Chart(app, 'bank');
    ClusterProfile.attach(bank, WEST);
    expect(ClusterProfile.of(bank)).toBe(WEST);
  });

  test('can be replaced as long as nobody asked', () => {
    const app = new App();
    ClusterProfile.attach(app, EAST);
    ClusterProfile.attach(app, WEST);
    expect(ClusterProfile.of(app)).toBe(WEST);
  });

  test.each([
    ['the construct itself', (chart: Chart) => chart, '[shop]'],
    ['a construct below', (chart: Chart) => new Construct(chart, 'team'), '[shop]'],
  ])('comes too late when %s has asked', (_, asker, path) => {
    const chart = new Chart(new App(), 'shop');
    ClusterProfile.of(asker(chart));
    expect(() => ClusterProfile.attach(chart, EAST)).toThrow(
      new Error(
        `${path} a cluster profile must be attached before the constructs that ask for it; call ` +
          'ClusterProfile.attach() right after the app is made, or use `new Platform({ cluster })`',
      ),
    );
    expect(ClusterProfile.of(chart)).toBe(ClusterProfile.DEFAULT);
  });

  test.each([
    ['a name', 'kind', '"kind"'],
    ['properties', { name: 'kind' }, '{"name":"kind"}'],
    ['nothing', undefined, 'undefined'],
  ])('cannot be %s', (_, profile: any, got) => {
    expect(() => ClusterProfile.attach(new App(), profile)).toThrow(
      new Error(
        `[App] the cluster must be a ClusterProfile, but got ${got}; take one from Clusters, such as Clusters.kind(), ` +
          'or make one with ClusterProfile.define()',
      ),
    );
  });

  test('comes too late for an app, which the error calls by a name', () => {
    const app = new App();
    ClusterProfile.of(new Chart(app, 'shop'));
    expect(() => ClusterProfile.attach(app, EAST)).toThrow('[App] a cluster profile must be attached before');
  });

  test('may come after a construct below has asked and found a nearer one', () => {
    const app = new App();
    const bank = new Chart(app, 'bank');
    ClusterProfile.attach(bank, WEST);
    ClusterProfile.of(bank);
    ClusterProfile.attach(app, EAST);
    expect(ClusterProfile.of(app)).toBe(EAST);
    expect(ClusterProfile.of(bank)).toBe(WEST);
  });
});

describe('an entry', () => {
  test('is the first one where none is named', () => {
    expect(EAST.entry()).toBe(GATEWAY);
  });

  test('is found by its name', () => {
    expect(EAST.entry('internal')).toBe(INGRESS);
  });

  test.each([undefined, 'public'])('of a cluster that has none is an error, asked for %s', (name) => {
    expect(() => WEST.entry(name)).toThrow(
      new Error(
        'the cluster profile "west" must say how requests come into the cluster; give it `entries`; ' +
          '`kubectl get gatewayclass,ingressclass` lists what the cluster has, and Entry.gateway() and ' +
          'Entry.ingress() say it',
      ),
    );
  });

  test('of another name is an error that lists them', () => {
    expect(() => EAST.entry('intranet')).toThrow(
      new Error(
        'an entry must be one of the cluster profile "east": public, internal, but got "intranet"; name one of these, ' +
          'or add it to `entries`; `kubectl get gatewayclass,ingressclass` lists what the cluster has',
      ),
    );
  });
});

describe('connections that a node forwards', () => {
  const WORLD = '0.0.0.0/0, ::/0';

  test("come from the nodes' addresses", () => {
    const profile = ClusterProfile.define({ name: 'own', nodeRanges: ['fd00:10::/64', '10.0.0.0/24'] });
    expect(`${profile.nodes}`).toBe('10.0.0.0/24, fd00:10::/64');
  });

  test.each([[undefined], [[]]])('are an error where the profile says %s of the addresses', (nodeRanges) => {
    const profile = ClusterProfile.define({ name: 'own', networkPlugin: NetworkPlugin.calico(), nodeRanges });
    expect(() => profile.nodes).toThrow(
      new Error(
        'the cluster profile "own" must say which addresses its nodes have; give it `nodeRanges`: the networks of the ' +
          'addresses that `kubectl get nodes -o wide` shows, and of those that the nodes have in an overlay network of pods',
      ),
    );
  });

  test.each([[undefined], [['10.0.0.0/24']]])(
    'come from anywhere where no address tells a node, as on Cilium',
    (nodeRanges) => {
      const profile = ClusterProfile.define({ name: 'own', networkPlugin: NetworkPlugin.cilium(), nodeRanges });
      expect(`${profile.nodes}`).toBe(WORLD);
      expect(profile.nodes.isAnywhere).toBe(false);
    },
  );
});

describe('the load balancer', () => {
  test('is the one that is given', () => {
    const loadBalancer = LoadBalancers.metallb();
    expect(ClusterProfile.define({ name: 'own', loadBalancer }).loadBalancer).toBe(loadBalancer);
  });

  test('promises no more than Kubernetes does where none is given', () => {
    expect(ClusterProfile.DEFAULT.loadBalancer.name).toBe('conformant');
  });
});

describe('the channel of the Gateway API', () => {
  const profile = (gatewayApiChannel?: GatewayApiChannel, gatewayApiVersion?: GatewayApiVersion) =>
    ClusterProfile.define({ name: 'own', gatewayApiChannel, gatewayApiVersion });

  test('is the standard one unless it is said', () => {
    expect(profile().gatewayApiChannel).toBe(GatewayApiChannel.STANDARD);
    expect(profile(GatewayApiChannel.EXPERIMENTAL).gatewayApiChannel).toBe(GatewayApiChannel.EXPERIMENTAL);
  });

  test('decides what may be written', () => {
    const what = 'the `retry` of a rule';
    expect(() => profile(GatewayApiChannel.EXPERIMENTAL)._checkExperimental(what)).not.toThrow();
    expect(() => profile(undefined, GatewayApiVersion.V1_6)._checkExperimental(what)).toThrow(
      new Error(
        'the `retry` of a rule must be left to clusters with the experimental channel of the Gateway API, but the cluster ' +
          'profile "own" says that its cluster has 1.6; leave it out, or give the profile `gatewayApiChannel: ' +
          'GatewayApiChannel.EXPERIMENTAL`, where `kubectl get crd httproutes.gateway.networking.k8s.io -o yaml` shows it ' +
          'as `channel`',
      ),
    );
  });

  test('cannot be anything else', () => {
    expect(() => profile('stable' as any)).toThrow(
      new Error(
        'the `gatewayApiChannel` of a cluster profile must be a GatewayApiChannel, but got "stable"; write it as in ' +
          'GatewayApiChannel.EXPERIMENTAL',
      ),
    );
  });
});
