import {
  CloudMetadata,
  ClusterDns,
  type ClusterProfile,
  Clusters,
  Entry,
  GatewayImplementations,
  GkeDns,
  KubernetesApi,
  LoadBalancers,
  Monitoring,
  NetworkPlugin,
  WorkloadIdentity,
} from '../../../lib/cluster';

/** What a profile says, in words. */
function said(profile: ClusterProfile): object {
  const { dns, networkPlugin, entries, podRanges, serviceRanges, loadBalancer, monitoring, metadata } = profile;
  return {
    name: profile.name,
    dns: [dns.peers(networkPlugin).join('; '), dns.ports.join(', ')].join(', '),
    plugin: networkPlugin?.name,
    entries: entries.map(({ name }) => name),
    ranges: [...podRanges, ...serviceRanges].map(String),
    loadBalancer: loadBalancer.name,
    monitoring: monitoring?.name,
    metadata: metadata?.name,
    identity: profile.workloadIdentity?.name,
    assignsPodUsers: profile.assignsPodUsers,
  };
}

const KUBE_DNS = 'pods k8s-app=kube-dns in namespace kube-system, UDP 53, TCP 53';

test('k3s brings Traefik, and kube-router for policies', () => {
  expect(said(Clusters.k3s())).toEqual({
    name: 'k3s',
    dns: KUBE_DNS,
    plugin: 'kube-router',
    entries: ['traefik'],
    ranges: ['10.42.0.0/16', '10.43.0.0/16'],
    loadBalancer: 'conformant',
    assignsPodUsers: false,
  });
  expect(`${Clusters.k3s().entry().controller?.dataPlane}`).toContain('in namespace kube-system');
});

test('EKS brings the Amazon VPC CNI, and no way in', () => {
  expect(said(Clusters.eks())).toEqual({
    name: 'eks',
    dns: KUBE_DNS,
    plugin: 'aws-vpc-cni',
    entries: [],
    ranges: [],
    loadBalancer: 'conformant',
    metadata: 'aws',
    identity: 'eks-pod-identity',
    assignsPodUsers: false,
  });
  expect(() => Clusters.eks().entry()).toThrow(
    'the cluster profile "eks" must say how requests come into the cluster; give it `entries`',
  );
});

test('GKE brings its Gateways and load balancers; nobody knows who enforces policies', () => {
  expect(said(Clusters.gke())).toEqual({
    name: 'gke',
    dns: KUBE_DNS,
    entries: ['gke'],
    ranges: [],
    loadBalancer: 'gcp',
    metadata: 'gcp',
    identity: 'gke',
    assignsPodUsers: false,
  });
});

test('GKE has Dataplane V2 or Calico, and Cloud DNS, where it is said', () => {
  expect(said(Clusters.gke({ dataplaneV2: true }))).toMatchObject({ plugin: 'gke-dataplane-v2' });
  expect(said(Clusters.gke({ dataplaneV2: false }))).toMatchObject({ plugin: 'calico' });
  expect(said(Clusters.gke({ dataplaneV2: false, networkPlugin: NetworkPlugin.cilium() }))).toMatchObject({
    plugin: 'cilium',
  });
  expect(said(Clusters.gke({ dnsProvider: GkeDns.CLOUD_DNS }))).toMatchObject({
    dns: '169.254.169.254/32, UDP 53, TCP 53',
  });
  expect(said(Clusters.gke({ dnsProvider: GkeDns.KUBE_DNS }))).toMatchObject({ dns: KUBE_DNS });
});

test('AKS brings its load balancer; the plugin and the way in are to be said', () => {
  expect(said(Clusters.aks())).toEqual({
    name: 'aks',
    dns: KUBE_DNS,
    entries: [],
    ranges: [],
    loadBalancer: 'azure',
    metadata: 'azure',
    identity: 'azure',
    assignsPodUsers: false,
  });
});

test('OpenShift brings its DNS, router and monitoring, and assigns users', () => {
  expect(said(Clusters.openshift())).toEqual({
    name: 'openshift',
    dns: 'pods dns.operator.openshift.io/daemonset-dns=default in namespace openshift-dns, UDP 5353, TCP 5353',
    plugin: 'ovn-kubernetes',
    entries: ['openshift'],
    ranges: [],
    loadBalancer: 'conformant',
    monitoring: 'openshift',
    assignsPodUsers: true,
  });
});

const KINDS = ['kubeadm', 'kind', 'k3s', 'eks', 'gke', 'aks', 'openshift'] as const;

describe.each(KINDS)('%s', (kind) => {
  test('can be told everything otherwise', () => {
    const facts = {
      networkPlugin: NetworkPlugin.cilium(),
      entries: [Entry.gateway(GatewayImplementations.istio())],
      loadBalancer: LoadBalancers.metallb(),
      monitoring: Monitoring.kubePrometheusStack({ namespace: 'monitoring' }),
      metadata: CloudMetadata.none(),
      workloadIdentity: WorkloadIdentity.eksIrsa('eu-west-1'),
      assignsPodUsers: false,
    };
    const profile = Clusters[kind]({
      ...facts,
      dns: ClusterDns.of({ namespace: 'dns' }),
      podRanges: ['10.1.0.0/16'],
      serviceRanges: [],
      kubernetesVersion: '1.34',
    });
    expect(profile).toMatchObject(facts);
    expect(profile.dns.namespace).toBe('dns');
    expect([profile.podRanges.map(String), profile.serviceRanges, profile.kubernetesVersion]).toEqual([
      ['10.1.0.0/16'],
      [],
      '1.34',
    ]);
  });

  test('takes a fact that is null for one that nobody says', () => {
    const nothing: any = { dns: null, networkPlugin: null, entries: null, nodeLocalDns: null, metadata: null };
    expect(said(Clusters[kind](nothing))).toEqual(said(Clusters[kind]()));
  });

  test('has a cache on each node where it is said', () => {
    const { dns } = Clusters[kind]({ nodeLocalDns: { clusterIp: '172.20.0.10' } });
    expect(dns.nodeLocalRanges.map(String)).toEqual(['169.254.20.10/32', '172.20.0.10/32']);
    expect(`${dns.peer}`).toBe(`${Clusters[kind]().dns.peer}`);
  });

  test('refuses what is misspelt', () => {
    expect(() => Clusters[kind]({ networkplugin: 'calico' } as any)).toThrow(
      `Clusters.${kind}() must have no \`networkplugin\`, but got "calico"; leave it out; it may have dns, nodeLocalDns, `,
    );
    expect(() => Clusters[kind]('calico' as any)).toThrow(
      `what is said of Clusters.${kind}() must be an object, but got "calico"; write it in { }`,
    );
  });
});

test.each([
  ['kubeadm', 6443],
  ['kind', 6443],
  ['k3s', 6443],
  ['openshift', 6443],
  ['eks', 443],
  ['gke', 443],
  ['aks', 443],
] as const)('the Kubernetes API of %s answers on TCP %d, unless another port is said', (kind, port) => {
  const { kubernetesApi } = Clusters[kind]({ kubernetesApi: KubernetesApi.at(['10.0.0.4']) });
  expect(kubernetesApi?.ports.map(String)).toEqual([`TCP ${port}`]);
  const other = Clusters[kind]({ kubernetesApi: KubernetesApi.at(['10.0.0.4'], { port: 8443 }) });
  expect(other.kubernetesApi?.ports.map(String)).toEqual(['TCP 8443']);
});

describe('GKE refuses', () => {
  test.each([
    [
      { dnsProvider: 'coredns' },
      'the `dnsProvider` of Clusters.gke() must be a GkeDns, but got "coredns"; write it as in GkeDns.CLOUD_DNS',
    ],
    [{ dataplaneV2: 'yes' }, '`dataplaneV2` must be true or false, but got "yes"; leave it out for the default'],
  ])('%j', (props: any, message) => {
    expect(() => Clusters.gke(props)).toThrow(new Error(message));
  });
});

test('refuses a cache beside a DNS that is none, or has one', () => {
  const nodeLocalDns = { clusterIp: '172.20.0.10' };
  expect(() => Clusters.eks({ dns: 'kube-dns' as any, nodeLocalDns })).toThrow(
    new Error(
      'the `dns` of a cluster must be a ClusterDns, but got "kube-dns"; write ClusterDns.of({ ... }), or leave it out for ' +
        'the usual one',
    ),
  );
  const { dns } = Clusters.eks({ nodeLocalDns });
  expect(() => Clusters.eks({ dns, nodeLocalDns })).toThrow('the cache on each node must be said once');
  expect(() => Clusters.gke({ dnsProvider: GkeDns.CLOUD_DNS, nodeLocalDns })).toThrow('must be said once');
});
