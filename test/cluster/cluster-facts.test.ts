import {
  ClusterPolicyApi,
  ClusterProfile,
  type ClusterProfileProps,
  Clusters,
  KubernetesApi,
  Mesh,
  Monitoring,
  NetworkPlugin,
  PolicyDialect,
  WorkloadIdentity,
} from '../../lib/cluster';
import { Peer } from '../../lib/traffic';

function define(facts: Partial<ClusterProfileProps>): ClusterProfile {
  return ClusterProfile.define({ name: 'own', ...facts });
}

test('a profile holds the facts that it is given', () => {
  const facts = {
    kubernetesApi: KubernetesApi.at(['10.0.0.4']),
    monitoring: Monitoring.openshift(),
    mesh: Mesh.linkerd(),
    workloadIdentity: WorkloadIdentity.gke(),
    policyDialect: PolicyDialect.CILIUM,
    clusterPolicies: ClusterPolicyApi.CLUSTER_NETWORK_POLICY_V1ALPHA2,
    kubernetesVersion: '1.34',
    assignsPodUsers: true,
  };
  const profile = define({ ...facts, networkPlugin: NetworkPlugin.cilium() });
  expect(profile).toMatchObject(facts);
});

test('a profile knows the networks of pods and Services, which nobody can change', () => {
  const profile = define({ podRanges: ['10.244.0.0/16', 'fd00:10:244::/56'], serviceRanges: ['10.96.0.0/12'] });
  expect(profile.podRanges.map(String)).toEqual(['10.244.0.0/16', 'fd00:10:244::/56']);
  expect(profile.serviceRanges.map(String)).toEqual(['10.96.0.0/12']);
  for (const list of [profile.podRanges, profile.serviceRanges]) expect(() => list.pop()).toThrow(TypeError);
});

test('a profile knows nothing of all that where nothing is said, or null', () => {
  const facts = [
    'kubernetesApi',
    'podRanges',
    'serviceRanges',
    'monitoring',
    'mesh',
    'metadata',
    'workloadIdentity',
    'policyDialect',
    'clusterPolicies',
    'kubernetesVersion',
    'assignsPodUsers',
  ];
  const nothing: any = Object.fromEntries(facts.map((fact) => [fact, null]));
  for (const profile of [define({}), define(nothing)]) {
    expect(facts.map((fact) => profile[fact as keyof ClusterProfile])).toEqual([
      undefined,
      [],
      [],
      undefined,
      undefined,
      undefined,
      undefined,
      'NetworkPolicy',
      undefined,
      undefined,
      false,
    ]);
  }
});

test('every kind of cluster takes these facts', () => {
  const kubernetesApi = KubernetesApi.at(['10.0.0.4']);
  const mesh = Mesh.istioAmbient();
  for (const profile of [Clusters.kubeadm({ kubernetesApi, mesh }), Clusters.kind({ kubernetesApi, mesh })]) {
    expect([profile.kubernetesApi, profile.mesh]).toEqual([kubernetesApi, mesh]);
  }
});

describe('a dialect', () => {
  test.each([
    [PolicyDialect.NETWORK_POLICY, undefined],
    [PolicyDialect.NETWORK_POLICY, NetworkPlugin.cilium()],
    [PolicyDialect.CILIUM, NetworkPlugin.cilium()],
    [PolicyDialect.CALICO, NetworkPlugin.calico()],
    [PolicyDialect.CALICO, NetworkPlugin.calicoEnterprise()],
  ])('%s is taken where it is read', (policyDialect, networkPlugin) => {
    expect(define({ policyDialect, networkPlugin }).policyDialect).toBe(policyDialect);
  });

  test.each([
    [PolicyDialect.CILIUM, undefined, 'cilium', "the profile doesn't say which it is"],
    [PolicyDialect.CILIUM, NetworkPlugin.calico(), 'cilium', 'the profile says that it is calico'],
    [PolicyDialect.CILIUM, NetworkPlugin.gkeDataplaneV2(), 'cilium', 'the profile says that it is gke-dataplane-v2'],
    [PolicyDialect.CALICO, NetworkPlugin.cilium(), 'calico or calico-enterprise', 'the profile says that it is cilium'],
  ])('%s is refused where it is not', (policyDialect, networkPlugin, readers, known) => {
    expect(() => define({ policyDialect, networkPlugin })).toThrow(
      new Error(
        `policies in the words of ${policyDialect} must be left to clusters whose network plugin is ${readers}, but ${known}; ` +
          'give it as `networkPlugin`, or leave `policyDialect` out; `kubectl get pods -n kube-system` shows the plugin',
      ),
    );
  });
});

test("monitoring of one's own says by its scraper whom policies let in", () => {
  const monitoring = { name: 'own', scraper: Peer.namespace('monitoring'), discover: () => ({}) };
  expect(define({ monitoring }).monitoring).toBe(monitoring);
});

describe('refuses', () => {
  test.each<[string, any, string]>([
    [
      'kubernetesApi',
      '10.0.0.4',
      'a KubernetesApi, but got "10.0.0.4"; write it as in KubernetesApi.at([\'10.0.0.4\']), with the addresses that ' +
        '`kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes -o wide` shows',
    ],
    [
      'monitoring',
      { name: 'own' },
      'an IMonitoring, but got {"name":"own"}; take one from Monitoring, such as Monitoring.kubePrometheusStack({ ' +
        "namespace: 'monitoring' })",
    ],
    ['mesh', 'istio', 'an IMesh, but got "istio"; take one from Mesh, such as Mesh.istioAmbient()'],
    [
      'metadata',
      'aws',
      'a CloudMetadata, but got "aws"; write it as in CloudMetadata.aws(), or CloudMetadata.none() where there is no cloud',
    ],
    ['workloadIdentity', 'gke', 'a WorkloadIdentity, but got "gke"; write it as in WorkloadIdentity.eksPodIdentity()'],
    ['policyDialect', 'cilium', 'a PolicyDialect, but got "cilium"; write it as in PolicyDialect.CILIUM'],
    [
      'clusterPolicies',
      true,
      'a ClusterPolicyApi, but got true; write it as in ClusterPolicyApi.CLUSTER_NETWORK_POLICY_V1ALPHA2',
    ],
    ...['v1.34', '1.34.2', '1', 1.34].map((version): [string, any, string] => [
      'kubernetesVersion',
      version,
      `a minor version of Kubernetes, but got ${JSON.stringify(version)}; write it as in '1.34'; \`kubectl version\` shows ` +
        'that of the server',
    ]),
  ])('%s that is %j', (fact, value, message) => {
    expect(() => define({ [fact]: value })).toThrow(
      new Error(`the \`${fact}\` of a cluster profile must be ${message}`),
    );
  });

  test.each<[unknown, string]>([
    [undefined, 'undefined'],
    ['monitoring', '"monitoring"'],
    [{ namespace: 'monitoring' }, '{"namespace":"monitoring"}'],
  ])('monitoring whose scraper is %j', (scraper, shown) => {
    const monitoring: any = { name: 'own', scraper, discover: () => ({}) };
    expect(() => define({ monitoring })).toThrow(
      new Error(
        `the \`scraper\` of the monitoring "own" must be a Peer, whom policies let in, but got ${shown}; write it as in ` +
          "Peer.pods({ namespace: 'monitoring', labels: { app: 'prometheus' } })",
      ),
    );
  });

  test('a text for a flag', () => {
    expect(() => define({ assignsPodUsers: 'false' as any })).toThrow(
      new Error('`assignsPodUsers` must be true or false, but got "false"; leave it out for the default'),
    );
  });

  test('networks that are a text, or none', () => {
    expect(() => define({ podRanges: '10.244.0.0/16' as any })).toThrow(
      new Error(
        'the `podRanges` of a cluster profile must be a list, but got "10.244.0.0/16"; write it as in [\'10.0.0.0/16\']',
      ),
    );
    expect(() => define({ serviceRanges: ['10.96.0.1'] })).toThrow('a CIDR must end with "/" and a prefix length');
  });
});

test('takes the facts of another copy of the library', () => {
  jest.isolateModules(() => {
    const copy: typeof import('../../lib/cluster') = require('../../lib/cluster');
    expect(copy.KubernetesApi).not.toBe(KubernetesApi);
    const facts = {
      kubernetesApi: copy.KubernetesApi.at(['10.0.0.4']),
      metadata: copy.CloudMetadata.aws(),
      workloadIdentity: copy.WorkloadIdentity.gke(),
      dns: copy.ClusterDns.of({ nodeLocal: copy.NodeLocalDns.of({ clusterIp: '10.96.0.10' }) }),
    };
    expect(define(facts)).toMatchObject(facts);
  });
});
