import { Chart, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  AccessScope,
  Clusters,
  IsolatedNamespace,
  KubernetesAccess,
  KubernetesApi,
  NetworkPlugin,
  NodeAgent,
  Platform,
  type PodOptions,
  PodSecurity,
  RunOnceJob,
  ServiceAccount,
  Worker,
} from '../../lib';
import { Answer } from '../../lib/analysis';
import { hearNotices } from '../support/notices';
import { ofKind, podOf } from '../workload/written';
import { networkOf, shopOf } from './derived';

const IMAGE = 'ghcr.io/acme/app:1';
const KNOWN = { kubernetesApi: KubernetesApi.at(['10.0.0.4'], { port: 6443 }) };
const READ_PODS = KubernetesAccess.of([{ resources: ['pods'], verbs: ['get', 'list', 'watch'] }]);
const NODES = KubernetesAccess.of([
  { resources: ['nodes'], verbs: ['*'], scope: AccessScope.CLUSTER, reason: 'it drains nodes' },
  { resources: ['configmaps'], verbs: ['get'] },
]);
const TOKEN = ServiceAccount.dedicated({ mountsToken: true });

const workerOf = (scope: Construct, options: Partial<PodOptions>) =>
  new Worker(scope, 'app', { image: IMAGE, ...options });
const rbacOf = (chart: Chart) =>
  chart.toJson().filter(({ apiVersion }) => apiVersion === 'rbac.authorization.k8s.io/v1');

describe('a workload with access', () => {
  test('has an account of its own, with a token', () => {
    const worker = workerOf(shopOf(KNOWN), { kubernetesApi: READ_PODS });
    expect(worker.serviceAccount?.name).toBe('app');
    expect(podOf(worker.deployment)).toMatchObject({ serviceAccountName: 'app', automountServiceAccountToken: true });
  });

  test('keeps the annotations of its account', () => {
    const shop = shopOf(KNOWN);
    const serviceAccount = ServiceAccount.dedicated({ annotations: { 'example.com/a': 'b' } });
    const worker = workerOf(shop, { kubernetesApi: READ_PODS, serviceAccount });
    expect(worker.serviceAccount?.toJson().metadata.annotations).toEqual({ 'example.com/a': 'b' });
    expect(podOf(worker.deployment).automountServiceAccountToken).toBe(true);
  });

  test('has a Role and its binding in its namespace', () => {
    const shop = shopOf(KNOWN);
    workerOf(shop, { kubernetesApi: READ_PODS });
    const metadata = expect.objectContaining({ name: 'app', namespace: 'shop' });
    expect(rbacOf(shop)).toEqual([
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'Role',
        metadata,
        rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }],
      },
      {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'RoleBinding',
        metadata,
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'app' },
        subjects: [{ kind: 'ServiceAccount', name: 'app', namespace: 'shop' }],
      },
    ]);
  });

  test('has a ClusterRole of no namespace for what is of the cluster, with the reason', () => {
    const shop = shopOf(KNOWN);
    const worker = workerOf(shop, { kubernetesApi: NODES });
    const [clusterRole] = ofKind(shop, 'ClusterRole');
    expect(clusterRole).toEqual({
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'ClusterRole',
      metadata: {
        name: 'shop.app',
        annotations: { 'cdk8s-networking/access-reasons': 'it drains nodes' },
        labels: worker.serviceAccount?.toJson().metadata.labels,
      },
      rules: [{ apiGroups: [''], resources: ['nodes'], verbs: ['*'] }],
    });
    const [binding] = ofKind(shop, 'ClusterRoleBinding');
    expect(binding.metadata).not.toHaveProperty('namespace');
    expect(binding.roleRef.name).toBe('shop.app');
    expect(binding.subjects).toEqual([{ kind: 'ServiceAccount', name: 'app', namespace: 'shop' }]);
    expect(ofKind(shop, 'Role')[0].metadata).not.toHaveProperty('annotations');
    expect(worker.accessObjects.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'Role app',
      'RoleBinding app',
      'ClusterRole shop.app',
      'ClusterRoleBinding shop.app',
    ]);
  });

  test('may have its roles patched', () => {
    const shop = shopOf(KNOWN);
    const [role] = workerOf(shop, { kubernetesApi: READ_PODS }).accessObjects;
    role.addJsonPatch(JsonPatch.add('/rules/0/verbs/-', 'delete'));
    expect(ofKind(shop, 'Role')[0].rules[0].verbs).toEqual(['get', 'list', 'watch', 'delete']);
  });

  test('may have that of its namesake in another namespace beside it', () => {
    const shop = shopOf(KNOWN);
    const bank = new IsolatedNamespace(shop.node.root as Platform, 'bank');
    for (const home of [shop, bank]) workerOf(home, { kubernetesApi: NODES });
    expect((shop.node.root as Platform).synthYaml()).toContain('name: bank.app');
  });
});

describe('the connection', () => {
  test('leads to the API on its port, and to nobody else', () => {
    const shop = shopOf(KNOWN);
    workerOf(shop, { kubernetesApi: READ_PODS });
    const network = networkOf(shop.node.root as Platform);
    expect(network.answer('shop/app', '10.0.0.4', 6443)).toBe(Answer.ALLOWED);
    expect(network.answer('shop/app', '10.0.0.4', 443)).toBe(Answer.DENIED);
    expect(network.answer('shop/app', '10.0.0.5', 6443)).toBe(Answer.DENIED);
  });

  test('is listed with its reason', () => {
    const { connections } = workerOf(shopOf(KNOWN), { kubernetesApi: READ_PODS });
    expect(connections.list().map((each) => [`${each}`, each.reasons])).toEqual([
      ['shop/app -> Kubernetes API  TCP 6443', ['the pods use the Kubernetes API']],
    ]);
  });

  test('is one of jobs, too', () => {
    const { connections } = new RunOnceJob(shopOf(KNOWN), 'job', { image: IMAGE, kubernetesApi: READ_PODS });
    expect(connections.list()).toHaveLength(1);
  });

  test('is not there for a workload without a token', () => {
    const { connections } = workerOf(shopOf(KNOWN), { serviceAccount: ServiceAccount.dedicated() });
    expect(connections.list()).toEqual([]);
  });

  test.each([TOKEN, ServiceAccount.existing('robot', { mountsToken: true })])(
    'follows from a token where the profile knows the API',
    (serviceAccount) => {
      const { connections } = workerOf(shopOf(KNOWN), { serviceAccount });
      expect(connections.list().map((each) => [`${each}`, each.reasons])).toEqual([
        ['shop/app -> Kubernetes API  TCP 6443', ['the pods have a token for the Kubernetes API']],
      ]);
    },
  );

  test('follows where the network plugin knows the API by itself', () => {
    const { connections } = workerOf(shopOf({ networkPlugin: NetworkPlugin.cilium() }), { serviceAccount: TOKEN });
    expect(connections.list().map(String)).toEqual(['shop/app -> Kubernetes API  TCP 443, TCP 6443']);
  });

  test('is none of pods on the network of their node', () => {
    const podSecurity = PodSecurity.privileged({ reason: 'a test' });
    const system = new IsolatedNamespace(new Platform({ cluster: Clusters.kubeadm({}) }), 'system', { podSecurity });
    new NodeAgent(system, 'node', { image: IMAGE, hostNetwork: true, kubernetesApi: NODES });
    expect(ofKind(system, 'ClusterRole')).toHaveLength(1);
  });
});

describe('where the profile does not know the API', () => {
  const notices = hearNotices();
  const TEXT =
    'cdk8s-networking: these have a token for the Kubernetes API, but no connection leads there unless it was declared: ' +
    'shop/app, shop/job; say where it answers, `kubernetesApi: KubernetesApi.at([...])` in the cluster profile, and it is ' +
    'connected\n';

  test('those with a token are told, and nothing else changes', () => {
    const shop = shopOf({});
    const { connections } = workerOf(shop, { serviceAccount: TOKEN, runAs: 1000 });
    new RunOnceJob(shop, 'job', { image: IMAGE, serviceAccount: TOKEN, runAs: 1000 });
    expect(connections.list()).toEqual([]);
    (shop.node.root as Platform).synthYaml();
    expect(notices).toEqual([TEXT]);
  });

  test('one that was taken out again is not told', () => {
    const shop = shopOf({});
    workerOf(shop, { serviceAccount: TOKEN, runAs: 1000 });
    shop.node.tryRemoveChild('app');
    (shop.node.root as Platform).synthYaml();
    expect(notices).toEqual([]);
  });

  test('access is an error', () => {
    expect(() => workerOf(shopOf({}), { kubernetesApi: READ_PODS })).toThrow(
      new Error(
        '[shop/app] the cluster profile "kubeadm" must say where the Kubernetes API answers; give it ' +
          '`kubernetesApi: KubernetesApi.at([...])`: the addresses and the port that ' +
          '`kubectl get endpointslices -n default -l kubernetes.io/service-name=kubernetes` shows',
      ),
    );
  });
});

describe('errors:', () => {
  test('an account that exists, which others may run under', () => {
    const serviceAccount = ServiceAccount.existing('robot');
    expect(() => workerOf(shopOf(KNOWN), { kubernetesApi: READ_PODS, serviceAccount })).toThrow(
      new Error(
        "[shop/app] `kubernetesApi` must be given to a service account of the workload's own, and `serviceAccount` " +
          'names one that exists, but got "robot"; leave `serviceAccount` out, or use ServiceAccount.dedicated()',
      ),
    );
  });

  test('no KubernetesAccess', () => {
    expect(() => workerOf(shopOf(KNOWN), { kubernetesApi: [] as any })).toThrow(
      new Error(
        '[shop/app] `kubernetesApi` must be a KubernetesAccess, but got an empty list; write it as in ' +
          "KubernetesAccess.of([{ resources: ['pods'], verbs: ['get'] }])",
      ),
    );
  });

  test('a chart without a namespace, which the binding has to name', () => {
    const chart = new Chart(new Platform({ cluster: Clusters.kubeadm(KNOWN) }), 'shop');
    expect(() => workerOf(chart, { kubernetesApi: READ_PODS })).toThrow(
      new Error(
        '[shop/app] a workload with roles must be in a chart that names its namespace, which their bindings have to ' +
          "name; make it inside an IsolatedNamespace, or inside new Chart(app, 'shop', { namespace: 'shop' })",
      ),
    );
  });
});
