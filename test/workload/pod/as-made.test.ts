import { ApiObject, JsonPatch } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  InternalService,
  type InternalServiceProps,
  IsolatedNamespace,
  Platform,
  PodSecurity,
  Privileges,
  Volume,
} from '../../../lib';
import { mayNeedMore } from '../../../lib/workload';

function pods(options: Partial<InternalServiceProps> = {}) {
  const podSecurity = PodSecurity.privileged({ reason: 'a test' });
  const shop = new IsolatedNamespace(new Platform(), 'shop', { podSecurity });
  return new InternalService(shop, 'api', { image: 'api:1', port: 8080, ...options }).deployment;
}

test('pods of ours are not looked at again', () => {
  expect(mayNeedMore(pods())).toBe(false);
  expect(mayNeedMore(pods({ sidecars: [{ name: 'proxy', image: 'proxy:1' }], writable: ['/tmp'] }))).toBe(false);
});

test('but those that were told to need more', () => {
  const privileges = Privileges.of({ root: true, reason: 'a test' });
  expect(mayNeedMore(pods({ privileges }))).toBe(true);
  expect(mayNeedMore(pods({ initContainers: [{ name: 'init', image: 'init:1', privileges }] }))).toBe(true);
  expect(mayNeedMore(pods({ volumes: { '/host': Volume.hostPath('/proc') } }))).toBe(true);
});

test.each<[string, (deployment: kplus.Deployment) => void]>([
  ['a container', (deployment) => deployment.addContainer({ name: 'late', image: 'late:1' })],
  ['an init container', (deployment) => deployment.addInitContainer({ name: 'late', image: 'late:1' })],
  ['a port of the node', (deployment) => deployment.containers[0].addPort({ number: 82, hostPort: 82 })],
  [
    'a volume',
    (deployment) => deployment.addVolume(kplus.Volume.fromHostPath(deployment, 'Late', 'late', { path: '/' })),
  ],
  [
    'a patch',
    (deployment) => ApiObject.of(deployment).addJsonPatch(JsonPatch.add('/spec/template/spec/hostPID', true)),
  ],
])('and those that got %s later', (_, add) => {
  const deployment = pods();
  add(deployment);
  expect(mayNeedMore(deployment)).toBe(true);
});
