import { ApiObject, JsonPatch, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { type IsolatedNamespace, NodeAgent, RunOnceJob, ScheduledJob, StatefulService } from '../../../lib';
import { apiWith, ofKind, shopNamespace } from '../written';

const POD = '/spec/template/spec';
const MAIN = `${POD}/containers/0`;

const daily = (shop: IsolatedNamespace) => new ScheduledJob(shop, 'x', { image: 'x:1', schedule: '@daily' }).cronJob;

/** What stands at the path of a patch after it. */
function at(json: any, path: string): unknown {
  return path
    .split('/')
    .slice(1)
    .reduce((value, key) => value[key.replaceAll('~1', '/')], json);
}

describe('a patch reaches what is written, under the field names of Kubernetes:', () => {
  test.each([
    [`${POD}/topologySpreadConstraints`, [{ maxSkew: 1, topologyKey: 'zone', matchLabelKeys: ['pod-template-hash'] }]],
    [`${POD}/setHostnameAsFQDN`, true],
    [`${POD}/terminationGracePeriodSeconds`, 30],
    [`${POD}/resources`, { requests: { cpu: '1' } }],
    [`${POD}/securityContext/appArmorProfile`, { type: 'RuntimeDefault' }],
    [`${POD}/securityContext/seccompProfile`, { type: 'Localhost', localhostProfile: 'api.json' }],
    [`${POD}/fieldOfTomorrow`, { deep: ['x'] }],
    [`${MAIN}/lifecycle`, { preStop: { sleep: { seconds: 5 } } }],
    [`${MAIN}/resizePolicy`, [{ resourceName: 'cpu', restartPolicy: 'NotRequired' }]],
    [`${MAIN}/resources`, { requests: { cpu: '1', memory: '64Mi' } }],
    [`${MAIN}/readinessProbe`, { httpGet: { port: 'main', path: '/', httpHeaders: [{ name: 'a', value: 'b' }] } }],
    [`${MAIN}/livenessProbe`, { grpc: { port: 8080 }, terminationGracePeriodSeconds: 5 }],
    [`${MAIN}/imagePullPolicy`, 'Always'],
    ['/spec/strategy', { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } }],
    ['/spec/replicas', 7],
    ['/metadata/annotations', { 'example.com/owner': 'shop' }],
    ['/metadata/labels/app.kubernetes.io~1version', '1.4'],
  ])('%s of a Deployment', (path, value) => {
    const { deployment } = apiWith();
    ApiObject.of(deployment).addJsonPatch(JsonPatch.add(path, value));
    expect(at(ApiObject.of(deployment).toJson(), path)).toEqual(value);
  });

  test.each([
    ['/spec/persistentVolumeClaimRetentionPolicy', { whenDeleted: 'Delete' }],
    ['/spec/volumeClaimTemplates/0/spec/volumeAttributesClassName', 'fast'],
    ['/spec/serviceName', 'other'],
  ])('%s of a StatefulSet', (path, value) => {
    const db = new StatefulService(shopNamespace(), 'db', {
      image: 'db:1',
      port: 5432,
      storage: { size: '1Gi', mountPath: '/data' },
    });
    ApiObject.of(db.statefulSet).addJsonPatch(JsonPatch.add(path, value));
    expect(at(ApiObject.of(db.statefulSet).toJson(), path)).toEqual(value);
  });

  test.each<[string, unknown, (shop: IsolatedNamespace) => Construct]>([
    ['/spec/updateStrategy', { type: 'OnDelete' }, (shop) => new NodeAgent(shop, 'x', { image: 'x:1' }).daemonSet],
    ['/spec/podReplacementPolicy', 'Failed', (shop) => new RunOnceJob(shop, 'x', { image: 'x:1' }).job],
    ['/spec/jobTemplate/spec/backoffLimitPerIndex', 1, daily],
    ['/spec/jobTemplate/spec/template/spec/containers/0/workingDir', '/srv', daily],
  ])('%s of the other workloads', (path, value, make) => {
    const object = ApiObject.of(make(shopNamespace()));
    object.addJsonPatch(JsonPatch.add(path, value));
    expect(at(object.toJson(), path)).toEqual(value);
  });

  test.each([
    ['/spec/trafficDistribution', 'PreferClose'],
    ['/spec/sessionAffinity', 'ClientIP'],
    ['/spec/clusterIP', '10.96.0.20'],
    ['/spec/clusterIPs', ['10.96.0.20']],
    ['/spec/ports/0/targetPort', 'main'],
    ['/spec/ports/0/appProtocol', 'kubernetes.io/h2c'],
    ['/spec/fieldOfTomorrow', 1],
  ])('%s of a Service', (path, value) => {
    const { service } = apiWith();
    service.object.addJsonPatch(JsonPatch.add(path, value));
    expect(at(service.object.toJson(), path)).toEqual(value);
  });

  test('a rule of the policy', () => {
    const { policy } = apiWith();
    policy.addJsonPatch(JsonPatch.add('/spec/egress', [{}]));
    expect(policy.toJson().spec.egress).toEqual([{}]);
  });
});

test('patches apply in their order, and to what the chart writes', () => {
  const api = apiWith();
  ApiObject.of(api.deployment).addJsonPatch(
    JsonPatch.add('/spec/paused', true),
    JsonPatch.replace('/spec/paused', false),
    JsonPatch.remove(`${MAIN}/livenessProbe`),
  );
  const [written] = ofKind(ApiObject.of(api.deployment).chart, 'Deployment');
  expect(written.spec.paused).toBe(false);
  expect(written.spec.template.spec.containers[0]).not.toHaveProperty('livenessProbe');
  expect(written.spec.template.spec.containers[0]).toHaveProperty('readinessProbe');
});

test('a patch below a parent that is not there fails, and is not dropped', () => {
  const { deployment } = apiWith();
  ApiObject.of(deployment).addJsonPatch(JsonPatch.add('/metadata/annotations/owner', 'shop'));
  expect(() => ApiObject.of(deployment).toJson()).toThrow(
    '[shop/api/Deployment/Resource] a patch must fit the object that is written, but got "add /metadata/annotations/owner"',
  );
});

test('a patch that holds a Lazy is refused, since it would never be resolved', () => {
  const { deployment } = apiWith();
  const patch = JsonPatch.add('/spec/replicas', Lazy.any({ produce: () => 3 }));
  expect(() => ApiObject.of(deployment).addJsonPatch(patch)).toThrow(
    /^\[shop\/api\/Deployment\/Resource\] the value of a patch/,
  );
});
