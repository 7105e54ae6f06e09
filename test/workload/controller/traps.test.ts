import { ApiObject } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import {
  InternalService,
  type IsolatedNamespace,
  NodeAgent,
  RunOnceJob,
  ScheduledJob,
  ServiceAccount,
  StatefulService,
  Tls,
  WebApp,
  Worker,
} from '../../../lib';
import { apiWith, listOf, mainOf, ofKind, podOf, shopNamespace, specOf } from '../written';

// Where cdk8s-plus, on which the workloads stand, writes something else than one expects.

const PATH_HASH = 'cdk8s.io/metadata.addr';
const SELECTING = { 'app.kubernetes.io/instance': 'shop', 'app.kubernetes.io/name': 'api' };

/** One of each kind of workload below `scope`. */
function workloadsIn(scope: Construct): { web: WebApp; api: InternalService; db: StatefulService; mailer: Worker } {
  new NodeAgent(scope, 'logs', { image: 'logs:1' });
  new RunOnceJob(scope, 'once', { image: 'once:1', sidecars: [{ name: 'proxy', image: 'proxy:1' }] });
  new ScheduledJob(scope, 'daily', { image: 'daily:1', schedule: '@daily' });
  const web = new WebApp(scope, 'web', {
    image: 'web:1',
    port: 3000,
    host: 'shop.example.com',
    tls: Tls.secret('shop-tls'),
  });
  const api = new InternalService(scope, 'api', {
    image: 'api:1',
    port: 8080,
    writable: ['/tmp'],
    serviceAccount: ServiceAccount.dedicated(),
  });
  const db = new StatefulService(scope, 'db', { image: 'db:1', port: 5432, replicas: 2 });
  const mailer = new Worker(scope, 'mailer', { image: 'mailer:1' });
  web.connections.allowTo(api);
  api.connections.allowTo(db);
  mailer.connections.allowTo(api);
  return { web, api, db, mailer };
}

describe('no hash of a construct path', () => {
  function everyHash(shop: IsolatedNamespace): string[] {
    return JSON.stringify(shop.toJson()).match(/cdk8s\.io\/metadata\.addr|-c8[0-9a-f]{6}/g) ?? [];
  }

  test('is in the names, labels and selectors of our workloads', () => {
    const shop = shopNamespace();
    const { api, db } = workloadsIn(shop);
    for (const workload of [api.deployment, db.statefulSet]) {
      const { spec } = ApiObject.of(workload).toJson();
      expect(Object.keys(spec.selector.matchLabels)).toEqual(['app.kubernetes.io/instance', 'app.kubernetes.io/name']);
      expect(spec.template.metadata.labels).toEqual({
        ...spec.selector.matchLabels,
        'app.kubernetes.io/managed-by': 'cdk8s-networking',
        'app.kubernetes.io/part-of': 'shop',
      });
      expect(spec.selector).not.toHaveProperty('matchExpressions');
    }
    expect(everyHash(shop)).toEqual([]);
  });

  test('is in a Service or an Ingress that is made from the cdk8s-plus object', () => {
    const shop = shopNamespace();
    const { deployment } = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
    deployment.exposeViaService({ name: 'by-plus' });
    deployment.exposeViaIngress('/', { name: 'by-ingress' });
    const byPlus = ofKind(shop, 'Service').find(({ metadata }) => metadata.name === 'by-plus');
    expect(byPlus.spec).toMatchObject({ selector: SELECTING, ports: [{ port: 8080, targetPort: 8080 }] });
    expect(ofKind(shop, 'Ingress')[0].spec.rules[0].http.paths[0].backend.service.name).toBe('by-ingress');
    expect(everyHash(shop)).toEqual([]);
  });

  test('is in a Service of cdk8s-plus that selects the workload', () => {
    const shop = shopNamespace();
    const db = new StatefulService(shop, 'db', { image: 'db:1', port: 5432 });
    const service = new kplus.Service(shop, 'by-plus', { selector: db.statefulSet, ports: [{ port: 5432 }] });
    expect(ApiObject.of(service).toJson().spec.selector).toEqual({ ...SELECTING, 'app.kubernetes.io/name': 'db' });
  });

  test('selects pods in the policies of cdk8s-plus', () => {
    const shop = shopNamespace();
    const { api, db } = workloadsIn(shop);
    api.deployment.connections.allowTo(db.statefulSet);
    const policies = ofKind(shop, 'NetworkPolicy').filter(({ metadata }) => metadata.name.includes('-allow'));
    expect(policies.map(({ spec }) => spec.podSelector.matchLabels)).toEqual([
      SELECTING,
      { ...SELECTING, 'app.kubernetes.io/name': 'db' },
    ]);
    expect(policies[0].spec.egress[0].to[0].podSelector.matchLabels['app.kubernetes.io/name']).toBe('db');
    expect(policies[1].spec.ingress[0].from[0].podSelector.matchLabels['app.kubernetes.io/name']).toBe('api');
    expect(JSON.stringify(shop.toJson())).not.toContain(PATH_HASH);
  });

  test('is in the scheduling of cdk8s-plus', () => {
    const shop = shopNamespace();
    const { api, db } = workloadsIn(shop);
    api.deployment.scheduling.spread();
    api.deployment.scheduling.separate(db.statefulSet);
    db.statefulSet.scheduling.colocate(api.deployment);
    const terms = podOf(api.deployment).affinity.podAntiAffinity.requiredDuringSchedulingIgnoredDuringExecution;
    expect(terms.map(({ labelSelector }: any) => labelSelector.matchLabels['app.kubernetes.io/name'])).toEqual([
      'api',
      'db',
    ]);
    expect(everyHash(shop)).toEqual([]);
  });
});

test('moving constructs in the tree changes no object', () => {
  const flat = shopNamespace();
  workloadsIn(flat);
  const deep = shopNamespace();
  workloadsIn(new Construct(new Construct(deep, 'backend'), 'v2'));
  expect(deep.toJson()).toEqual(flat.toJson());
});

test('labels and annotations that are added to the cdk8s-plus object reach objects and pods', () => {
  const { deployment } = apiWith();
  deployment.metadata.addLabel('team', 'shop');
  deployment.podMetadata.addLabel('tier', 'back');
  deployment.podMetadata.addAnnotation('prometheus.io/scrape', 'true');
  const { metadata, spec } = ApiObject.of(deployment).toJson();
  expect(metadata.labels).toMatchObject({ team: 'shop', 'app.kubernetes.io/name': 'api' });
  expect(spec.template.metadata.labels).toMatchObject({ tier: 'back', ...SELECTING });
  expect(spec.template.metadata.annotations).toEqual({ 'prometheus.io/scrape': 'true' });
  expect(spec.selector.matchLabels).toEqual(SELECTING);
});

test('the main container gets no probe, no resources and no pull policy out of nowhere', () => {
  const { deployment } = new Worker(shopNamespace(), 'mailer', {
    image: 'mailer:1',
    extraPorts: [{ name: 'metrics', port: 9090 }],
  });
  expect(mainOf(deployment)).toEqual({
    name: 'main',
    image: 'mailer:1',
    ports: [{ name: 'metrics', containerPort: 9090, protocol: 'TCP' }],
    securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  });
});

test('a workload is one pod, not two', () => {
  expect(specOf(apiWith().deployment).replicas).toBe(1);
});

test('no object comes along that nobody asked for', () => {
  const shop = shopNamespace();
  new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
  expect(listOf(shop)).toEqual([
    'Namespace shop',
    'ServiceAccount default',
    'NetworkPolicy default-deny',
    'NetworkPolicy allow-dns',
    'Deployment api',
    'Service api',
    'NetworkPolicy api',
  ]);
});

describe('an autoscaler of cdk8s-plus', () => {
  const metrics = [kplus.Metric.resourceCpu(kplus.MetricTarget.averageUtilization(70))];

  test('takes the number of pods out of what it scales', () => {
    const shop = shopNamespace();
    const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
    const db = new StatefulService(shop, 'db', { image: 'db:1', port: 5432 });
    new kplus.HorizontalPodAutoscaler(shop, 'scaler', { target: api.deployment, maxReplicas: 5, metrics });
    new kplus.HorizontalPodAutoscaler(shop, 'db-scaler', { target: db.statefulSet, maxReplicas: 3, metrics });
    expect(ofKind(shop, 'HorizontalPodAutoscaler')[0].spec.scaleTargetRef).toEqual({
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      name: 'api',
    });
    expect(specOf(api.deployment)).not.toHaveProperty('replicas');
    expect(specOf(db.statefulSet)).not.toHaveProperty('replicas');
  });

  test('needs no metrics where the container has resources', () => {
    const shop = shopNamespace();
    const resources = { cpuRequest: '100m', memoryLimit: '0.5Gi' };
    const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080, resources });
    new kplus.HorizontalPodAutoscaler(shop, 'scaler', { target: api.deployment, maxReplicas: 5 });
    expect(listOf(shop)).toContain('HorizontalPodAutoscaler scaler');
    expect(mainOf(api.deployment).resources).toEqual({ requests: { cpu: '100m' }, limits: { memory: '0.5Gi' } });
  });

  test('says that it needs metrics where the container has none', () => {
    const shop = shopNamespace();
    const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
    new kplus.HorizontalPodAutoscaler(shop, 'scaler', { target: api.deployment, maxReplicas: 5 });
    expect(() => shop.toJson()).toThrow('[shop/scaler] If HorizontalPodAutoscaler does not have metrics defined');
  });

  test('says that it takes no fixed number of pods', () => {
    const shop = shopNamespace();
    const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080, replicas: 3 });
    new kplus.HorizontalPodAutoscaler(shop, 'scaler', { target: api.deployment, maxReplicas: 5, metrics });
    expect(() => shop.toJson()).toThrow(
      '[shop/scaler] HorizontalPodAutoscaler target cannot have a fixed number of replicas (3).',
    );
  });
});
