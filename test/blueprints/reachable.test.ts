import { ApiObject, type Chart } from 'cdk8s';
import {
  AccessScope,
  AdmissionKind,
  AdmissionOperation,
  AdmissionWebhook,
  Autoscaling,
  Clusters,
  Entry,
  GatewayImplementations,
  IngressControllers,
  InternalService,
  IsolatedNamespace,
  KubernetesAccess,
  KubernetesApi,
  Monitoring,
  NodeAgent,
  OwnerRole,
  Platform,
  PodSecurity,
  RunOnceJob,
  ScheduledJob,
  ServiceAccount,
  StatefulService,
  Tls,
  WebApp,
  WebhookTrust,
  Worker,
} from '../../lib';

/** The public properties that lead to objects. */
const PROPERTIES = [
  'accessObjects',
  'autoscaler',
  'certificates',
  'policyBeside',
  'controllerObjects',
  'cronJob',
  'daemonSet',
  'dataPlanePolicy',
  'defaultDeny',
  'defaultServiceAccount',
  'deployment',
  'disruptionBudget',
  'dnsEgress',
  'gateway',
  'grants',
  'headlessService',
  'implementationObjects',
  'ingress',
  'job',
  'limits',
  'metricsObjects',
  'namespaceObject',
  'object',
  'ownerObjects',
  'policy',
  'quota',
  'redirect',
  'route',
  'service',
  'serviceAccount',
  'solverPolicy',
  'statefulSet',
];

/** Whatever these properties lead to, from some constructs. */
function reachable(...from: unknown[]): Set<unknown> {
  const seen = new Set<unknown>();
  const visit = (value: any): void => {
    if (typeof value !== 'object' || value === null || seen.has(value)) return;
    seen.add(value);
    // The object behind a workload of cdk8s-plus.
    if (value.podMetadata) visit(ApiObject.of(value));
    for (const property of PROPERTIES) [value[property]].flat().forEach(visit);
  };
  from.forEach(visit);
  return seen;
}

const serviceAccount = ServiceAccount.dedicated();
const kubernetesApi = KubernetesAccess.of([
  { resources: ['pods'], verbs: ['get'] },
  { resources: ['nodes'], verbs: ['get'], scope: AccessScope.CLUSTER },
]);
const FACTS = {
  kubernetesApi: KubernetesApi.at(['10.0.0.4']),
  monitoring: Monitoring.kubePrometheusStack({ namespace: 'monitoring' }),
};
const WITH_CPU = { resources: { cpuRequest: '100m' } };

test.each([
  ['a Gateway', Entry.gateway(GatewayImplementations.istio(), { clientRanges: ['0.0.0.0/0'] })],
  ['Traefik', Entry.ingress(IngressControllers.traefik())],
])('every written object is reached by public properties, on a cluster entered by %s', (_, entry) => {
  const platform = new Platform({ cluster: Clusters.kubeadm({ ...FACTS, entries: [entry] }) });
  const podSecurity = PodSecurity.baseline({ reason: 'a test' });
  const shop = new IsolatedNamespace(platform, 'shop', {
    podSecurity,
    quota: { cpu: '20' },
    owners: ['team-shop'],
    ownerRole: OwnerRole.withoutNetworkPolicies(),
  });
  const shared = { image: 'app:1', serviceAccount, kubernetesApi, metrics: { port: 9090 } };
  const web = new WebApp(shop, 'web', { ...shared, port: 80, host: 'a.example.com', tls: Tls.secret('a') });
  const more = web.expose({ host: 'b.example.com', tls: Tls.secret('b') });
  const api = new InternalService(shop, 'api', { ...shared, port: 80 });
  const db = new StatefulService(shop, 'db', { ...shared, port: 80, replicas: 3 });
  const job = new Worker(shop, 'job', { ...shared, replicas: Autoscaling.between(2, 3, { cpu: 70 }), ...WITH_CPU });
  const agent = new NodeAgent(shop, 'agent', shared);
  const once = new RunOnceJob(shop, 'once', shared);
  const daily = new ScheduledJob(shop, 'daily', { ...shared, schedule: '@daily' });
  const hook = new AdmissionWebhook(shop, 'hook', {
    backend: api,
    kind: AdmissionKind.VALIDATING,
    rules: [{ operations: [AdmissionOperation.CREATE], resources: ['pods'], apiVersions: ['v1'] }],
    trust: WebhookTrust.writtenLater(),
  });
  const found = reachable(shop, hook, web, more, api, db, job, agent, once, daily);
  expect(unreached(shop, found)).toEqual([]);
});

function unreached(chart: Chart, found: Set<unknown>): string[] {
  return chart.node
    .findAll()
    .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
    .filter((object) => !found.has(object))
    .map(({ kind, name }) => `${kind} ${name}`);
}
