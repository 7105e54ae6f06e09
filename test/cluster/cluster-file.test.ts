import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import {
  CloudMetadata,
  ClusterProfile,
  Clusters,
  GatewayImplementations,
  IngressControllers,
  LoadBalancers,
  Mesh,
  Monitoring,
  NetworkPlugin,
  Tls,
  WorkloadIdentity,
} from '../../lib/cluster';

let folder: string;
let before: string;

beforeEach(() => {
  before = process.cwd();
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'cluster-file-'));
  process.chdir(folder);
});

afterEach(() => {
  process.chdir(before);
  fs.rmSync(folder, { recursive: true });
});

/** The profile of a file with these lines. */
function of(...lines: string[]): ClusterProfile {
  fs.writeFileSync('cluster.yaml', `${lines.join('\n')}\n`);
  return ClusterProfile.fromFile('cluster.yaml');
}

/** What a profile knows that isn't assumed: facts in words, with their sources. */
function told(profile: ClusterProfile): string[] {
  return profile
    .facts()
    .filter(({ source }) => source.startsWith('cluster.yaml'))
    .map(({ name, value, source }) => `${source} ${name}: ${value}`);
}

test('a kind of cluster is enough', () => {
  for (const kind of ['kubeadm', 'kind', 'k3s', 'eks', 'gke', 'aks', 'openshift']) {
    const profile = of(`platform: ${kind}`);
    expect([profile.name, told(profile)]).toEqual([kind, []]);
  }
});

test('each fact may be said otherwise, and knows its line', () => {
  const profile = of(
    'platform: eks',
    'name: production',
    'networkPlugin: cilium',
    'dns:',
    '  namespace: dns',
    '  labels: {app: coredns}',
    "  ports: ['UDP 5353', 'TCP 5353']",
    'nodeLocalDns: {clusterIp: 172.20.0.10, redirected: true}',
    'entries:',
    '  - gateway: envoyGateway',
    '    name: public',
    '    tls:',
    '      certManager: {clusterIssuer: letsencrypt, challenge: HTTP01}',
    '  - ingress:',
    '      traefik: {namespace: edge}',
    'nodeRanges: [10.0.0.0/16]',
    'podRanges: [10.1.0.0/16]',
    'serviceRanges: [172.20.0.0/16]',
    'kubernetesApi:',
    '  addresses: [10.0.0.4, 10.0.16.4]',
    '  clusterIp: 172.20.0.1',
    'loadBalancer:',
    '  awsNlb: {subnetRanges: [10.0.0.0/20]}',
    "gatewayApiVersion: '1.4'",
    'gatewayApiChannel: EXPERIMENTAL',
    'monitoring:',
    '  kubePrometheusStack: {namespace: monitoring, release: kps, monitor: SERVICE_MONITOR}',
    'mesh: istioAmbient',
    'metadata: none',
    'workloadIdentity:',
    '  eksIrsa: eu-west-1',
    'policyDialect: CILIUM',
    'clusterPolicies: CLUSTER_NETWORK_POLICY_V1ALPHA2',
    "kubernetesVersion: '1.34'",
    'assignsPodUsers: true',
  );
  expect(profile.name).toBe('production');
  expect(told(profile)).toEqual([
    'cluster.yaml:8 dns: pods app=coredns in namespace dns, pods k8s-app=node-local-dns in namespace kube-system; UDP 5353, TCP 5353',
    'cluster.yaml:3 networkPlugin: cilium',
    'cluster.yaml:9 entries: public, traefik',
    'cluster.yaml:16 nodeRanges: 10.0.0.0/16',
    'cluster.yaml:17 podRanges: 10.1.0.0/16',
    'cluster.yaml:18 serviceRanges: 172.20.0.0/16',
    'cluster.yaml:19 kubernetesApi: 10.0.0.4/32, 10.0.16.4/32, 172.20.0.1/32; TCP 443',
    'cluster.yaml:22 loadBalancer: aws-nlb',
    'cluster.yaml:24 gatewayApiVersion: 1.4',
    'cluster.yaml:25 gatewayApiChannel: experimental',
    'cluster.yaml:26 monitoring: kube-prometheus-stack: pods app.kubernetes.io/name=prometheus in namespace monitoring',
    'cluster.yaml:28 mesh: istio-ambient',
    'cluster.yaml:29 metadata: none',
    'cluster.yaml:30 workloadIdentity: eks-irsa: sts.eu-west-1.amazonaws.com',
    'cluster.yaml:32 policyDialect: CiliumNetworkPolicy',
    'cluster.yaml:33 clusterPolicies: ClusterNetworkPolicy v1alpha2',
    'cluster.yaml:34 kubernetesVersion: 1.34',
    'cluster.yaml:35 assignsPodUsers: yes',
  ]);
  expect(profile.entry('public').tls?.clusterIssuer).toBe('letsencrypt');
  expect(`${profile.entry('traefik').controller?.dataPlane}`).toContain('in namespace edge');
});

test('a DNS may be known by addresses, a plugin by its facts, and an identity by addresses', () => {
  const profile = of(
    'platform: kubeadm',
    'dns: {addresses: [169.254.169.254], clusterDomain: corp.internal}',
    'networkPlugin: {name: own, enforcesNetworkPolicies: true, limits: [own is slow]}',
    "workloadIdentity: {addresses: [10.9.0.12], ports: ['TCP 8181'], onHost: true}",
  );
  expect([`${profile.dns.peer}`, profile.dns.clusterDomain]).toEqual(['169.254.169.254/32', 'corp.internal']);
  expect([profile.networkPlugin?.name, profile.networkPlugin?.limits]).toEqual(['own', ['own is slow']]);
  expect(profile.workloadIdentity?.ports.map(String)).toEqual(['TCP 8181']);
  expect(profile.workloadIdentity?.isOnHost).toBe(true);
});

test('GKE has facts of its own, and others count before them', () => {
  expect(told(of('platform: gke', 'dataplaneV2: true', 'dnsProvider: CLOUD_DNS'))).toEqual([
    'cluster.yaml:3 dns: 169.254.169.254/32; UDP 53, TCP 53',
    'cluster.yaml:2 networkPlugin: gke-dataplane-v2',
  ]);
  expect(told(of('platform: gke', 'networkPlugin: cilium', 'dataplaneV2: true'))).toEqual([
    'cluster.yaml:2 networkPlugin: cilium',
  ]);
});

test('what is left empty is not said', () => {
  expect(told(of('# ours', 'platform: kind', 'networkPlugin:', 'mesh: null'))).toEqual([]);
});

const PLUGINS =
  'awsVpcCni, azure, calico, calicoEnterprise, cilium, flannel, gkeDataplaneV2, kindnet, kubeRouter, ovnKubernetes';
const BELOW = 'write its name, or its name and its options below it';

describe('refuses, with file and line,', () => {
  test.each<[string, string[], string]>([
    [
      'no kind of cluster',
      ['name: production'],
      'cluster.yaml:1: this must be of a kind of cluster, which `platform` names, but got {"name":"production"}; say one ' +
        'of kubeadm, kind, k3s, eks, gke, aks, openshift',
    ],
    [
      'a kind that nobody knows',
      ['platform: constructor'],
      'cluster.yaml:1: this must be one of kubeadm, kind, k3s, eks, gke, aks, openshift, but got "constructor"; take ' +
        'kubeadm for any other one',
    ],
    [
      'a plugin that nobody knows',
      ['platform: eks', 'networkPlugin: weave'],
      `cluster.yaml:2: this must be one of ${PLUGINS}, but got "weave"; ${BELOW}`,
    ],
    [
      'a plugin by another name of its class',
      ['platform: eks', 'networkPlugin: {of: {}}'],
      `cluster.yaml:2: this must be one of ${PLUGINS}, but got {"of":{}}; ${BELOW}`,
    ],
    [
      'what is said to a plugin that has no options',
      ['platform: eks', 'networkPlugin:', '  cilium:', '    matchesHostnames: false'],
      'cluster.yaml:3: `cilium` must be named alone, since it has no options, but got {"matchesHostnames":false}; write ' +
        'cilium in their place',
    ],
    [
      'addresses of no metadata service',
      ['platform: eks', 'metadata: {none: {addresses: [169.254.169.254]}}'],
      'cluster.yaml:2: `none` must be named alone, since it has no options, but got {"addresses":["169.254.169.254"]}; ' +
        'write none in their place',
    ],
    [
      'a text for an identity that takes none',
      ['platform: eks', 'workloadIdentity:', '  gke: eu-west-1'],
      'cluster.yaml:3: `gke` must be named alone, since it has no options, but got "eu-west-1"; write gke in their place',
    ],
    [
      'an empty name',
      ['platform: eks', "name: ''"],
      'cluster.yaml:2: this must be a text that says something, but got ""; leave it out where nothing is known',
    ],
    [
      'a DNS whose Service has no port',
      ['platform: eks', 'dns: {servicePorts: []}'],
      'cluster.yaml:2: the Service of the cluster DNS must have a port; leave `servicePorts` out for UDP 53 and TCP 53; ' +
        '`kubectl get services -n kube-system` shows its ports',
    ],
    [
      'two of what there is one of',
      ['platform: eks', 'mesh:', '  linkerd: {}', '  istioAmbient: {}'],
      'cluster.yaml:2: this must be one of istioAmbient, istioSidecar, linkerd, but got {"linkerd":{},"istioAmbient":{}}; ' +
        BELOW,
    ],
    [
      'an option that is misspelt, on its own line',
      ['platform: eks', 'monitoring:', '  kubePrometheusStack:', '    namespace: monitoring', '    realease: kps'],
      'cluster.yaml:3: Monitoring.kubePrometheusStack() must have no `realease`, but got "kps"; leave it out; it may have ' +
        'namespace, release, monitor',
    ],
    [
      'a field that is misspelt inside of a fact',
      ['platform: eks', 'kubernetesApi:', '  addresses: [10.0.0.4]', '  clusterIP: 172.20.0.1'],
      'cluster.yaml:4: `clusterIP` must be left out, since nobody reads it here; write one of addresses, port, clusterIp',
    ],
    [
      'a single text where a list is',
      ['platform: eks', 'nodeRanges: 10.0.0.0/16'],
      'cluster.yaml:2: this must be a list, but got "10.0.0.0/16"; start each item on a line of its own, with "- "',
    ],
    [
      'a network that is none, on its own line',
      ['platform: eks', 'nodeRanges:', '  - 10.0.0.0/16', '  - 10.1.0.7'],
      'cluster.yaml:4: a CIDR must end with "/" and a prefix length, but got "10.1.0.7"; write 10.1.0.7/32 for the one ' +
        'address',
    ],
    [
      'the network of every address, on its own line',
      ['platform: eks', 'podRanges:', '  - 10.0.0.0/16', "  - '::/0'"],
      'cluster.yaml:4: these networks must not have every address, but got "::/0"; name the networks themselves, as in ' +
        "['10.0.0.0/16']",
    ],
    [
      'a number where a text is',
      ['platform: eks', 'kubernetesVersion: 1.34'],
      "cluster.yaml:2: this must be a text, but got 1.34; write it in quotes: '1.34'",
    ],
    [
      'a word where a flag is',
      ['platform: eks', 'assignsPodUsers: yes'],
      'cluster.yaml:2: this must be true or false, but got "yes"; write it without quotes',
    ],
    [
      'a version that nobody knows',
      ['platform: eks', 'gatewayApiVersion: 1.4'],
      'cluster.yaml:2: this must be one of V1_2, V1_3, V1_4, V1_5, V1_6, but got 1.4; write one of these, as a text',
    ],
    [
      'an option that is no member of its enum, on its own line',
      ['platform: eks', 'monitoring:', '  kubePrometheusStack:', '    namespace: monitoring', '    monitor: Probe'],
      'cluster.yaml:5: this must be one of POD_MONITOR, SERVICE_MONITOR, but got "Probe"; write one of these',
    ],
    [
      'a port that is none',
      ['platform: eks', 'dns:', '  ports:', '    - UDP 53', '    - 5353'],
      'cluster.yaml:5: this must be a protocol and a port, but got 5353; write it as in UDP 53',
    ],
    [
      'a port out of range',
      ['platform: eks', "dns: {ports: ['UDP 70000']}"],
      'cluster.yaml:2: a port number must be a whole number from 1 to 65535, but got 70000; to allow every UDP port, use ' +
        'Port.allUdp()',
    ],
    [
      'an entry by nobody',
      ['platform: eks', 'entries:', '  - name: public'],
      'cluster.yaml:3: this must be an entry by one of `ingress` and `gateway`, but got {"name":"public"}; name a ' +
        'controller, or an implementation',
    ],
    [
      'an entry whose controller is misspelt, on the line of the controller',
      ['platform: eks', 'entries:', '  - name: public', '    ingress:', '      traefik: {nameSpace: edge}'],
      'cluster.yaml:5: IngressControllers.traefik() must have no `nameSpace`, but got "edge"; leave it out; it may have ' +
        'namespace, release, ingressClassName, labels, safeNaming',
    ],
    [
      'a cache whose address is none',
      ['platform: eks', 'nodeLocalDns: {clusterIp: kube-dns}'],
      'cluster.yaml:2: an address must be an IPv4 address in four decimal parts without leading zeros, or an IPv6 address ' +
        'in groups, but got "kube-dns"; write it as in 10.9.0.12 or 2001:db8::12',
    ],
    [
      'what is no YAML',
      ['platform: eks', '- mesh'],
      'cluster.yaml:2: the facts of a cluster must be one document of YAML; correct it: end of the stream or a document ' +
        'separator is expected',
    ],
    [
      'a key that is there twice',
      ['platform: eks', 'mesh: linkerd', 'mesh: istioAmbient'],
      'cluster.yaml:3: the facts of a cluster must be one document of YAML; correct it: duplicated mapping key',
    ],
  ])('%s', (_, lines, message) => {
    expect(() => of(...lines)).toThrow(new Error(message));
  });

  test('what is misspelt, and names what is read', () => {
    expect(() => of('platform: eks', 'networkplugin: cilium')).toThrow(
      'cluster.yaml:2: `networkplugin` must be left out, since nobody reads it here; write one of platform, name, dns, ',
    );
  });

  test('what only GKE has, elsewhere', () => {
    expect(() => of('platform: eks', 'dataplaneV2: true')).toThrow('cluster.yaml:2: `dataplaneV2` must be left out');
  });

  test.each([
    ['nothing', ['']],
    ['more than one document', ['platform: eks', '---', 'platform: gke']],
    ['aliases, which nobody needs here', ['platform: &kind eks', 'name: *kind']],
  ])('%s', (_, lines) => {
    expect(() => of(...lines)).toThrow(
      /^cluster\.yaml:\d+: the facts of a cluster must be one document of YAML; correct it: /,
    );
  });

  test('a text in place of facts', () => {
    expect(() => of('eks')).toThrow(
      'cluster.yaml:1: this must be a mapping, but got "eks"; say in it platform, name, ',
    );
  });

  test('facts that do not go together, with the file alone', () => {
    expect(() => of('platform: eks', 'policyDialect: CILIUM')).toThrow(
      'cluster.yaml: policies in the words of CiliumNetworkPolicy must be left to clusters whose network plugin is cilium',
    );
  });
});

describe('a factory of a catalogue', () => {
  test('without options may have an empty mapping below it', () => {
    const profile = of('platform: eks', 'networkPlugin: {cilium: {}}', 'loadBalancer: {metallb: {}}');
    expect([profile.networkPlugin?.name, profile.loadBalancer.name]).toEqual(['cilium', 'metallb']);
  });

  // A default of the first parameter would make it look like one without options.
  test('has a first parameter without a default, or none', () => {
    const catalogues = {
      NetworkPlugin,
      LoadBalancers,
      Monitoring,
      Mesh,
      CloudMetadata,
      WorkloadIdentity,
      Tls,
      GatewayImplementations,
      IngressControllers,
    };
    const bare = Object.entries(catalogues).flatMap(([title, catalogue]) =>
      Object.entries(Object.getOwnPropertyDescriptors(catalogue))
        .filter(([name, { value }]) => typeof value === 'function' && !name.startsWith('_') && value.length === 0)
        .map(([name, { value }]) => `${title}.${name} ${/\(([^)]*)\)/.exec(`${value}`)?.[1]}`),
    );
    expect(bare.length).toBeGreaterThan(10);
    expect(bare.filter((each) => !each.endsWith(' '))).toEqual([]);
  });
});

test('every fact that is told may be said, in code as in a file', () => {
  const named = (make: () => unknown, before: string): string[] => {
    try {
      make();
    } catch (error) {
      return (error as Error).message.split(before)[1]?.split(', ') ?? [];
    }
    return [];
  };
  const facts = ClusterProfile.DEFAULT.facts().map(({ name }) => name);
  const inCode = named(() => Clusters.eks({ misspelt: true } as any), 'it may have ');
  const inFile = named(() => of('platform: eks', 'misspelt: true'), 'write one of ');
  expect(inCode.sort()).toEqual([...facts, 'nodeLocalDns'].sort());
  expect(inFile.sort()).toEqual([...facts, 'nodeLocalDns', 'platform', 'name'].sort());
});

test('refuses a file that is not there', () => {
  expect(() => ClusterProfile.fromFile('missing.yaml')).toThrow(
    new Error(
      'the file with the facts of a cluster must be one that can be read, but got "missing.yaml"; name it as it is seen ' +
        'from the folder in which the app runs',
    ),
  );
});
