import { ApiObject, Duration } from 'cdk8s';
import type { Workload } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import {
  type ClusterProfile,
  Clusters,
  Env,
  EnvSource,
  InternalService,
  IsolatedNamespace,
  KubernetesAccess,
  KubernetesApi,
  LabelExpression,
  Monitoring,
  NodeAgent,
  Platform,
  PodDns,
  type PodOptions,
  PodSecurity,
  Privileges,
  PullPolicy,
  RunOnceJob,
  ScheduledJob,
  ServiceAccount,
  Shutdown,
  Spread,
  StatefulService,
  Tls,
  Toleration,
  Volume,
  WebApp,
  Worker,
  WorkloadIdentity,
} from '../../lib';
import { templateOf } from '../../lib/objects';

type Options = Partial<PodOptions>;

const SERVING = { port: 8080, host: 'shop.example.com', tls: Tls.secret('shop-tls') };

/** Every blueprint that runs pods, and the workload of cdk8s-plus inside. */
const BLUEPRINTS: { [name: string]: (scope: Construct, options: PodOptions) => Workload } = {
  WebApp: (scope, options) => new WebApp(scope, 'app', { ...SERVING, ...options }).deployment,
  InternalService: (scope, options) => new InternalService(scope, 'app', { port: 8080, ...options }).deployment,
  StatefulService: (scope, options) => new StatefulService(scope, 'app', { port: 8080, ...options }).statefulSet,
  Worker: (scope, options) => new Worker(scope, 'app', options).deployment,
  NodeAgent: (scope, options) => new NodeAgent(scope, 'app', options).daemonSet,
  ScheduledJob: (scope, options) => new ScheduledJob(scope, 'app', { schedule: '@daily', ...options }).cronJob,
  RunOnceJob: (scope, options) => new RunOnceJob(scope, 'app', options).job,
};

/** A value for every option that all pods share: the compiler knows when one is missing. */
const OPTIONS: { [Option in keyof Required<PodOptions>]: Required<PodOptions>[Option] } = {
  annotations: { 'example.com/owner': 'shop' },
  args: ['--verbose'],
  command: ['app'],
  dns: PodDns.ofCluster({ ndots: 2 }),
  env: { LOG_LEVEL: 'info', PASSWORD: Env.secret('app', 'password') },
  envFrom: [EnvSource.configMap('app')],
  extraPorts: [{ name: 'metrics', port: 9090 }],
  hostname: 'app-host',
  identity: '8f0c5d0e-0000-4000-8000-000000000000',
  image: 'ghcr.io/acme/other:2',
  imagePullSecrets: ['registry'],
  initContainers: [{ name: 'schema', image: 'schema:1' }],
  kubernetesApi: KubernetesAccess.of([{ resources: ['pods'], verbs: ['get'] }]),
  labels: { tier: 'back' },
  metrics: { port: 9091 },
  name: 'other',
  nodeExpressions: [LabelExpression.exists('disk')],
  nodeSelector: { disk: 'ssd' },
  priorityClass: 'high',
  privileges: Privileges.of({ capabilities: ['IPC_LOCK'], reason: 'memory is locked' }),
  pullPolicy: PullPolicy.ALWAYS,
  readOnlyRoot: true,
  resources: { cpuRequest: '100m', memoryLimit: '64Mi' },
  runAs: 1000,
  runtimeClass: 'gvisor',
  serviceAccount: ServiceAccount.dedicated({ mountsToken: true }),
  securityContextConstraints: 'nonroot-v2',
  shutdown: Shutdown.afterCommand(['drain']),
  sidecars: [{ name: 'proxy', image: 'proxy:1' }],
  spread: [Spread.overZones()],
  subdomain: 'app-peers',
  terminationGracePeriod: Duration.seconds(60),
  tolerations: [Toleration.everything()],
  volumes: { '/etc/app': Volume.configMap('app') },
  writable: ['/tmp'],
};

/** Members have names of their own, by their StatefulSet. */
const NOT_OF_MEMBERS = ['hostname', 'subdomain'];

/** A cluster of which all is known that options ask for. */
const CLUSTER = Clusters.kubeadm({
  kubernetesApi: KubernetesApi.at(['10.0.0.4']),
  monitoring: Monitoring.kubePrometheusStack({ namespace: 'monitoring' }),
  workloadIdentity: WorkloadIdentity.azure(),
});

/** Options that say something on another cluster only. */
const CLUSTERS: { readonly [option: string]: ClusterProfile } = {
  securityContextConstraints: Clusters.kubeadm({ assignsPodUsers: true }),
};

/** What is written in the pods of a blueprint because of an option. */
function effect(blueprint: string, options: Options): string[] {
  const cluster = CLUSTERS[Object.keys(options)[0] ?? ''] ?? CLUSTER;
  const before = leaves(templateWritten(blueprint, cluster, {}));
  return leaves(templateWritten(blueprint, cluster, options)).filter((leaf) => !before.includes(leaf));
}

function templateWritten(blueprint: string, cluster: ClusterProfile, options: Options): any {
  const podSecurity = PodSecurity.privileged({ reason: 'a test' });
  const shop = new IsolatedNamespace(new Platform({ cluster }), 'shop', { podSecurity });
  return templateOf(ApiObject.of(BLUEPRINTS[blueprint](shop, { image: 'app:1', ...options })).toJson());
}

/** Every value with the path to it; what has a name is found by that, not by its place. */
function leaves(value: any, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path} ${JSON.stringify(value)}`];
  return Object.entries<any>(value).flatMap(([key, inside]) => leaves(inside, `${path}/${inside?.name ?? key}`));
}

test('every option changes the pods of a Worker', () => {
  const idle = Object.entries(OPTIONS).filter(([option, value]) => effect('Worker', { [option]: value }).length === 0);
  expect(idle.map(([option]) => option)).toEqual([]);
});

describe.each(Object.keys(BLUEPRINTS).filter((name) => name !== 'Worker'))('in the pods of %s', (blueprint) => {
  const options = Object.entries(OPTIONS).filter(
    ([option]) => blueprint !== 'StatefulService' || !NOT_OF_MEMBERS.includes(option),
  );

  test.each(options)('`%s` is written as in a Worker', (option, value) => {
    expect(effect(blueprint, { [option]: value })).toEqual(effect('Worker', { [option]: value }));
  });
});
