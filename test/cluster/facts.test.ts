import { ClusterDns, ClusterProfile, Clusters, KubernetesApi, Mesh, NetworkPlugin } from '../../lib/cluster';

function sourceOf(profile: ClusterProfile, fact: string): string | undefined {
  return profile.facts().find(({ name }) => name === fact)?.source;
}

test('every fact is told, with what it is for and how it is found', () => {
  const facts = ClusterProfile.DEFAULT.facts();
  expect(facts.map(({ name, value, source }) => `${name}: ${value} (${source})`)).toEqual([
    'dns: pods k8s-app=kube-dns in namespace kube-system; UDP 53, TCP 53 (assumed)',
    'networkPlugin: not known (not given)',
    'entries: envoy-gateway (assumed)',
    'nodeRanges: not known (not given)',
    'podRanges: not known (not given)',
    'serviceRanges: not known (not given)',
    'kubernetesApi: not known (not given)',
    'loadBalancer: conformant (assumed)',
    'gatewayApiVersion: not known (not given)',
    'gatewayApiChannel: standard (assumed)',
    'monitoring: not known (not given)',
    'mesh: not known (not given)',
    'metadata: those of every cloud (assumed)',
    'workloadIdentity: not known (not given)',
    'policyDialect: NetworkPolicy (assumed)',
    'clusterPolicies: none (assumed)',
    'kubernetesVersion: not known (not given)',
    'assignsPodUsers: no (assumed)',
  ]);
  expect(facts.filter(({ purpose, command }) => purpose === '' || !command.startsWith('kubectl '))).toEqual([]);
});

test('a fact is the default of its platform, or given', () => {
  const kubernetesApi = KubernetesApi.at(['10.0.0.4']);
  const profile = Clusters.eks({ networkPlugin: NetworkPlugin.cilium(), kubernetesApi });
  expect(
    ['dns', 'entries', 'metadata', 'networkPlugin', 'kubernetesApi', 'mesh'].map((fact) => sourceOf(profile, fact)),
  ).toEqual(['default of eks', 'default of eks', 'default of eks', 'given', 'given', 'not given']);
});

test('what decides a fact gives it as well', () => {
  expect(sourceOf(Clusters.eks({ nodeLocalDns: { clusterIp: '172.20.0.10' } }), 'dns')).toBe('given');
  expect(sourceOf(Clusters.gke({ dataplaneV2: true }), 'networkPlugin')).toBe('given');
  expect(sourceOf(Clusters.gke(), 'networkPlugin')).toBe('not given');
});

test('a fact that a profile was put together with is given', () => {
  const profile = ClusterProfile.define({ name: 'own', mesh: Mesh.linkerd(), dns: undefined });
  expect([sourceOf(profile, 'mesh'), sourceOf(profile, 'dns')]).toEqual(['given', 'assumed']);
});

test('a fact that is changed is given, and the others stay what they were', () => {
  const profile = Clusters.k3s()._with({ dns: ClusterDns.of({ namespace: 'dns' }) });
  expect([sourceOf(profile, 'dns'), sourceOf(profile, 'networkPlugin')]).toEqual(['given', 'default of k3s']);
});

test('facts are told in words', () => {
  const told = Object.fromEntries(
    Clusters.openshift()
      .facts()
      .map(({ name, value }) => [name, value]),
  );
  expect(told).toMatchObject({
    monitoring: 'openshift: pods app.kubernetes.io/name=prometheus in namespace openshift-user-workload-monitoring',
    assignsPodUsers: 'yes',
  });
  const eks = Object.fromEntries(
    Clusters.eks()
      .facts()
      .map(({ name, value }) => [name, value]),
  );
  expect(eks).toMatchObject({
    entries: 'none',
    metadata: 'aws: 169.254.169.254/32, fd00:ec2::254/128',
    workloadIdentity: 'eks-pod-identity: 169.254.170.23/32, fd00:ec2::23/128',
  });
});
