import { Duration } from 'cdk8s';
import { Construct } from 'constructs';
import {
  AccessMode,
  AccessScope,
  AdmissionKind,
  AdmissionOperation,
  AdmissionScope,
  AdmissionWebhook,
  Autoscaling,
  AutoscalingMetric,
  ClaimRetention,
  ClusterProfile,
  Clusters,
  Concurrency,
  DisruptionBudget,
  Enforcement,
  Env,
  EnvSource,
  ExternalNameService,
  ExternalService,
  FailurePolicy,
  InternalService,
  IpFamilies,
  IsolatedNamespace,
  KubernetesAccess,
  KubernetesApi,
  LabelExpression,
  LabelSelector,
  LoadBalancers,
  MatchPolicy,
  Mesh,
  Monitoring,
  MonitorKind,
  NodeAgent,
  Owner,
  OwnerRole,
  Peer,
  Platform,
  PodDns,
  type PodOptions,
  PodSecurity,
  PodSecurityLevel,
  Port,
  Privileges,
  Probe,
  Protocol,
  PublishedService,
  Reinvocation,
  Rollout,
  RunOnceJob,
  ScheduledJob,
  SelectorlessService,
  Service,
  ServiceAccount,
  ServiceType,
  SessionAffinity,
  Shutdown,
  SidecarKind,
  SideEffects,
  Spread,
  StatefulService,
  Tls,
  Toleration,
  TrafficDistribution,
  TrafficPolicy,
  Volume,
  Waypoint,
  WebApp,
  WebhookTrust,
  Worker,
  WorkloadIdentity,
} from '../../lib';

/*
 * One of each: every blueprint, every type of Service and every option, for the judge of manifests. What is written here
 * makes no sense as an application.
 */

const { nodePort, headless, clusterIp, loadBalancer } = ServiceType;

const platform = new Platform({
  cluster: Clusters.kubeadm({
    nodeRanges: ['192.0.2.0/24'],
    loadBalancer: LoadBalancers.metallb(),
    kubernetesApi: KubernetesApi.at(['192.0.2.4'], { clusterIp: '10.96.0.1' }),
    monitoring: Monitoring.kubePrometheusStack({ namespace: 'monitoring', release: 'stack' }),
    workloadIdentity: WorkloadIdentity.azure(),
    assignsPodUsers: true,
  }),
});

/** What every kind of workload may say, as far as Pod Security "restricted" goes. */
const everything: PodOptions = {
  image: 'ghcr.io/acme/app:1.0',
  command: ['app'],
  args: ['--verbose'],
  env: { LOG_LEVEL: 'info', PASSWORD: Env.secret('app', 'password'), NODE: Env.field('spec.nodeName') },
  envFrom: [EnvSource.configMap('app', { prefix: 'APP_' }), EnvSource.secret('app')],
  extraPorts: [
    { name: 'metrics', port: 9090 },
    { name: 'syslog', port: 5514, protocol: Protocol.UDP },
  ],
  resources: { cpuRequest: '100m', cpuLimit: '1', memoryRequest: '64Mi', memoryLimit: '128Mi' },
  initContainers: [{ name: 'schema', image: 'ghcr.io/acme/schema:1.0', resources: { cpuRequest: '50m' } }],
  sidecars: [
    {
      name: 'proxy',
      image: 'ghcr.io/acme/proxy:1.0',
      ports: [{ name: 'admin', port: 9901 }],
      readiness: Probe.http('/ready', { port: 'admin', headers: { 'X-Probe': 'kubelet' } }),
      resources: { cpuRequest: '50m', memoryRequest: '32Mi' },
    },
  ],
  runAs: 1000,
  readOnlyRoot: true,
  writable: ['/tmp'],
  volumes: {
    '/etc/app': Volume.configMap('app', { items: { 'app.yaml': 'config' }, isOptional: true }),
    '/etc/keys': Volume.secret('keys', { mode: 0o400 }),
    '/etc/pod': Volume.podInfo({ labels: 'metadata.labels' }),
    '/var/run/token': Volume.token({ audience: 'vault', duration: Duration.hours(1) }),
    '/cache': Volume.emptyDir({ sizeLimit: '64Mi', inMemory: true }),
    '/scratch': Volume.ephemeral({ size: '1Gi' }),
    '/shared': Volume.claim('shared', { accessModes: [AccessMode.READ_WRITE_MANY], readOnly: true }),
  },
  serviceAccount: ServiceAccount.dedicated({ annotations: { 'example.com/role': 'app' }, mountsToken: true }),
  kubernetesApi: KubernetesAccess.of([
    { apiGroups: ['', 'apps'], resources: ['pods', 'pods/log', 'deployments'], verbs: ['get', 'list', 'watch'] },
    { resources: ['configmaps'], verbs: ['get', 'update'], resourceNames: ['app'] },
    { resources: ['nodes'], verbs: ['*'], scope: AccessScope.CLUSTER, reason: 'it drains nodes' },
    { urls: ['/metrics', '/healthz/*'], verbs: ['get'], scope: AccessScope.CLUSTER, reason: 'it asks for all of them' },
  ]),
  identity: '8f0c5d0e-0000-4000-8000-000000000000',
  securityContextConstraints: 'nonroot-v2',
  metrics: { path: '/stats', interval: Duration.seconds(30) },
  imagePullSecrets: ['registry'],
  labels: { tier: 'back' },
  annotations: { 'example.com/owner': 'shop' },
  nodeSelector: { 'kubernetes.io/os': 'linux' },
  nodeExpressions: [LabelExpression.isIn('disk', ['ssd', 'nvme'])],
  tolerations: [Toleration.of({ key: 'dedicated', value: 'shop' })],
  spread: [Spread.overZones(), Spread.overNodes()],
  priorityClass: 'high',
  runtimeClass: 'gvisor',
  dns: PodDns.ofCluster({ ndots: 2, searches: ['example.com'] }),
  terminationGracePeriod: Duration.minutes(1),
};

const shop = new IsolatedNamespace(platform, 'shop', {
  podSecurity: PodSecurity.restricted({ version: 'v1.34', warnVersion: 'latest' }),
  quota: {
    cpu: '20',
    memory: '40Gi',
    cpuLimit: '60',
    memoryLimit: '80Gi',
    pods: 100,
    loadBalancers: 2,
    nodePorts: 10,
    claims: 40,
    storage: '500Gi',
  },
  limits: {
    defaultRequests: { cpu: '50m', memory: '32Mi' },
    defaultLimits: { cpu: '1', memory: '128Mi' },
    min: { cpu: '10m', memory: '16Mi' },
    max: { cpu: '4', memory: '8Gi' },
    maxRatio: { cpu: 20 },
  },
  owners: ['team-shop', Owner.user('ada@example.com'), Owner.serviceAccount('deployer', { namespace: 'ci' })],
  ownerRole: OwnerRole.withoutNetworkPolicies(),
});
shop.allowWithin({ ports: [Port.named('metrics')], reason: 'each may look how the others do' });

const web = new WebApp(shop, 'web', {
  ...everything,
  port: 8080,
  host: 'shop.example.com',
  tls: Tls.secret('shop-tls'),
  appProtocol: 'http',
  replicas: Autoscaling.between(2, 10, {
    cpu: 70,
    memory: 80,
    metrics: [AutoscalingMetric.pods('requests_per_second', '100')],
    scaleDown: { stabilizationWindow: Duration.minutes(10) },
  }),
  rollout: Rollout.rolling({ maxSurge: 1, maxUnavailable: 0, minReady: Duration.seconds(10) }),
  startup: Probe.tcp({ failureThreshold: 30 }),
});

const api = new InternalService(shop, 'api', {
  ...everything,
  port: 8080,
  portName: 'grpc',
  replicas: 3,
  disruptionBudget: DisruptionBudget.minAvailable('50%'),
  readiness: Probe.grpc(),
  liveness: Probe.command(['app', 'check']),
  shutdown: Shutdown.afterHttp('/drain', { port: 'metrics' }),
  serviceType: clusterIp({
    sessionAffinity: SessionAffinity.clientIp({ timeout: Duration.hours(1) }),
    trafficDistribution: TrafficDistribution.PREFER_CLOSE,
    ipFamilies: IpFamilies.preferBoth(),
  }),
});

const db = new StatefulService(shop, 'db', {
  ...everything,
  port: 5432,
  replicas: 3,
  parallel: true,
  peerPorts: [{ name: 'replication', port: 5433 }],
  storage: { size: '10Gi', mountPath: '/data' },
  volumes: { '/wal': Volume.perMember({ name: 'wal', size: '2Gi', storageClass: 'fast' }) },
  claimsWhenDeleted: ClaimRetention.DELETE,
  rollout: Rollout.rolling({ partition: 1 }),
});

const worker = new Worker(shop, 'worker', {
  ...everything,
  rollout: Rollout.recreate(),
  volumes: { '/work': Volume.persistent({ size: '5Gi' }) },
  sidecars: [{ name: 'tail', image: 'ghcr.io/acme/tail:1.0', kind: SidecarKind.BESIDE }],
  shutdown: Shutdown.afterCommand(['app', 'drain']),
});

const agent = new NodeAgent(shop, 'agent', {
  ...everything,
  port: 2020,
  tolerations: [Toleration.everything()],
  rollout: Rollout.rolling({ maxUnavailable: '10%' }),
});

const report = new ScheduledJob(shop, 'report', {
  ...everything,
  schedule: '30 2 * * MON-FRI',
  timeZone: 'Europe/Vienna',
  concurrency: Concurrency.REPLACE,
  startingDeadline: Duration.minutes(5),
  successfulJobsHistoryLimit: 1,
  failedJobsHistoryLimit: 1,
  retriesInPlace: true,
});

const migration = new RunOnceJob(shop, 'migrate-1', {
  ...everything,
  retries: 2,
  deadline: Duration.minutes(10),
  timeToLive: Duration.hours(24),
  completions: 2,
  parallelism: 2,
  indexed: true,
});

for (const client of [web, worker, agent, report, migration]) client.connections.allowTo(api);
api.connections.allowTo(db);
worker.connections.allowInternally({ ports: [Port.named('metrics')] });
worker.connections.allowFrom(Peer.cidr('198.51.100.0/24'), { ports: [Port.named('syslog', Protocol.UDP)] });

const target = Port.named('metrics');
new Service(shop, 'metrics', {
  workload: worker,
  type: nodePort({ externalTrafficPolicy: TrafficPolicy.LOCAL }),
  ports: [
    { name: 'metrics', target, nodePort: 30090 },
    { name: 'syslog', port: 514, target: Port.named('syslog', Protocol.UDP) },
    { name: 'syslog-tcp', port: 514, target },
  ],
});
new Service(shop, 'agents', { workload: agent, type: headless(), ports: [] });
new Service(shop, 'edge', { workload: agent, type: clusterIp({ externalIps: ['203.0.113.7'] }), ports: [{ target }] });
new PublishedService(shop, 'public', {
  backend: worker,
  ports: [{ port: 443, target }],
  type: loadBalancer({
    externalTrafficPolicy: TrafficPolicy.LOCAL,
    sourceRanges: ['198.51.100.0/24'],
    healthCheckNodePort: 30100,
  }),
});

new AdmissionWebhook(shop, 'images', {
  backend: api,
  kind: AdmissionKind.VALIDATING,
  rules: [{ operations: [AdmissionOperation.CREATE], resources: ['pods'], apiVersions: ['v1'] }],
  trust: WebhookTrust.certManager('api'),
});
new AdmissionWebhook(shop, 'defaults', {
  backend: api,
  kind: AdmissionKind.MUTATING,
  rules: [
    {
      operations: [AdmissionOperation.ALL],
      resources: ['*/*'],
      apiVersions: ['*'],
      apiGroups: ['*'],
      scope: AdmissionScope.NAMESPACED,
    },
  ],
  trust: WebhookTrust.pem('-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'),
  webhookName: 'defaults.shop.example.com',
  path: '/mutate',
  failurePolicy: FailurePolicy.IGNORE,
  sideEffects: SideEffects.NONE_ON_DRY_RUN,
  timeout: Duration.seconds(5),
  admissionReviewVersions: ['v1', 'v1beta1'],
  matchPolicy: MatchPolicy.EXACT,
  namespaceSelector: LabelSelector.of({ labels: { team: 'a' } }),
  objectSelector: LabelSelector.of({ expressions: [LabelExpression.exists('shop')] }),
  matchConditions: { 'not-a-node': '!("system:nodes" in request.userInfo.groups)' },
  reinvocation: Reinvocation.IF_NEEDED,
});

const legacy = new ExternalService(shop, 'legacy', { addresses: ['10.9.0.12', '2001:db8::12'], port: 1521 });
const crm = new ExternalService(shop, 'crm', {
  hostname: 'crm.example.com',
  ranges: ['203.0.113.0/24'],
  port: 443,
});
for (const outside of [legacy, crm]) worker.connections.allowTo(outside);
new ExternalNameService(shop, 'search', { hostname: 'search.example.com' });
new SelectorlessService(shop, 'cache', {
  ports: [{ name: 'memcached', target: Port.tcp(11211) }],
  // More than one slice holds.
  endpoints: Array.from({ length: 150 }, (_, index) => ({
    address: `10.8.0.${index + 1}`,
    zone: `eu-1${'abc'[index % 3]}`,
    conditions: { ready: index % 7 !== 0 },
  })),
});

const system = new IsolatedNamespace(platform, 'system', {
  podSecurity: PodSecurity.privileged({ reason: 'agents that belong to their nodes' }),
});
new NodeAgent(system, 'node', {
  image: 'ghcr.io/acme/node-agent:1.0',
  hostNetwork: true,
  port: 9100,
  volumes: { '/host/proc': Volume.hostPath('/proc') },
  privileges: Privileges.of({ root: true, capabilities: ['SYS_PTRACE'], reason: 'it looks into other processes' }),
});

// The steps by which a namespace that is in use is closed.
for (const [id, enforcement] of Object.entries({
  open: Enforcement.none({ reason: 'its clients are being counted' }),
  admitting: Enforcement.ingress({ reason: 'where its pods connect to is being found out' }),
})) {
  const namespace = new IsolatedNamespace(platform, id, {
    enforcement,
    owners: ['team-legacy'],
    limits: { max: { memory: '4Gi' } },
    podSecurity: PodSecurity.baseline({ reason: 'images of many vendors', warn: PodSecurityLevel.RESTRICTED }),
  });
  const backend = new InternalService(namespace, 'backend', { image: 'ghcr.io/acme/backend:1.0', port: 8080 });
  new Worker(namespace, 'client', { image: 'ghcr.io/acme/client:1.0' }).connections.allowTo(backend);
}

/** Metrics that a Service leads to, and those that annotations of the pods tell of. */
for (const [name, monitoring] of Object.entries({
  'by-service': Monitoring.kubePrometheusStack({ namespace: 'monitoring', monitor: MonitorKind.SERVICE_MONITOR }),
  'by-annotations': Monitoring.prometheusAnnotations({ namespace: 'monitoring', labels: { app: 'prometheus' } }),
})) {
  const scraped = new Construct(platform, name);
  ClusterProfile.attach(scraped, Clusters.kubeadm({ monitoring }));
  const space = new IsolatedNamespace(scraped, name);
  new InternalService(space, 'api', { image: 'ghcr.io/acme/api:1.0', port: 8080, metrics: { port: 9090 } });
}

/** A mesh in which requests pass a waypoint. */
const meshed = new Construct(platform, 'meshed');
ClusterProfile.attach(meshed, Clusters.kubeadm({ mesh: Mesh.istioAmbient() }));
const mesh = new IsolatedNamespace(meshed, 'mesh');
new Waypoint(mesh, 'waypoint');
const behind = new InternalService(mesh, 'api', { image: 'ghcr.io/acme/api:1.0', port: 8080 });
new Worker(mesh, 'client', { image: 'ghcr.io/acme/client:1.0' }).connections.allowTo(behind);

platform.synth();
