import { ApiObject, JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  Clusters,
  IsolatedNamespace,
  Platform,
  type PodOptions,
  PodSecurity,
  Privileges,
  ScheduledJob,
  ServiceAccount,
  SidecarKind,
  StatefulService,
  Worker,
} from '../../lib';
import { hearNotices } from '../support/notices';
import { ofKind, podOf, specOf } from '../workload/written';
import { shopOf } from './derived';

const OPENSHIFT = { assignsPodUsers: true };
const USER = /runAsUser|runAsGroup|fsGroup/;
const PODS = {
  image: 'ghcr.io/acme/app:1',
  runAs: 1000,
  initContainers: [{ name: 'schema', image: 'schema:1' }],
  sidecars: [
    { name: 'proxy', image: 'proxy:1' },
    { name: 'tail', image: 'tail:1', kind: SidecarKind.BESIDE },
  ],
};

const workerOf = (scope: Construct, options: Partial<PodOptions> = {}) =>
  new Worker(scope, 'app', { ...PODS, ...options });

describe('on a cluster that assigns users', () => {
  const notices = hearNotices();

  test('no user or group is written', () => {
    const shop = shopOf(OPENSHIFT);
    workerOf(shop);
    new StatefulService(shop, 'db', { ...PODS, port: 5432, storage: { size: '1Gi', mountPath: '/data' } });
    new ScheduledJob(shop, 'job', { image: 'job:1', runAs: 1000, schedule: '@daily' });
    expect(JSON.stringify(shop.toJson())).not.toMatch(USER);
  });

  test('pods are no root all the same', () => {
    expect(podOf(workerOf(shopOf(OPENSHIFT)).deployment).securityContext).toEqual({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('a container that is added names none either', () => {
    const shop = shopOf(OPENSHIFT);
    const { deployment } = workerOf(shop);
    deployment.addContainer({ name: 'log', image: 'log:1', securityContext: { user: 101, group: 101 } });
    deployment.addInitContainer({ name: 'first', image: 'first:1', securityContext: { user: 101 } });
    expect(JSON.stringify(shop.toJson())).not.toMatch(USER);
  });

  test('nor does one that may be root', () => {
    const podSecurity = PodSecurity.baseline({ reason: 'a test' });
    const shop = new IsolatedNamespace(new Platform({ cluster: Clusters.kubeadm(OPENSHIFT) }), 'shop', { podSecurity });
    const privileges = Privileges.of({ root: true, reason: 'a test' });
    workerOf(shop, { sidecars: [{ name: 'proxy', image: 'proxy:1', privileges }] });
    expect(JSON.stringify(shop.toJson())).not.toMatch(USER);
  });

  test('a patch that names one is a problem', () => {
    const shop = shopOf(OPENSHIFT);
    const { deployment } = workerOf(shop);
    ApiObject.of(deployment).addJsonPatch(JsonPatch.add('/spec/template/spec/securityContext/fsGroup', 7));
    expect(() => (shop.node.root as Platform).synthYaml()).toThrow(
      'a patch must name no user or group of pods on a cluster that assigns them, and refuses all others, but got ' +
        '"fsGroup"; leave them out, or name the `securityContextConstraints` that allow them',
    );
  });

  test('the synth says which images run under any user', () => {
    const shop = shopOf(OPENSHIFT);
    workerOf(shop);
    workerOf(new IsolatedNamespace(shop.node.root as Platform, 'bank'), { securityContextConstraints: 'nonroot-v2' });
    new Worker(shop, 'gone', { image: 'gone:1' });
    shop.node.tryRemoveChild('gone');
    (shop.node.root as Platform).synthYaml();
    expect(notices).toEqual([
      'cdk8s-networking: the cluster picks the user of these images, one of group 0, and each must run under any; ' +
        '`runAs` is not written, unless the workload names `securityContextConstraints`: ghcr.io/acme/app:1, proxy:1, ' +
        'schema:1, tail:1\n',
    ]);
  });
});

describe('with constraints of its own', () => {
  const options = { securityContextConstraints: 'nonroot-v2' };

  test('a workload has the user that it names', () => {
    const { deployment } = workerOf(shopOf(OPENSHIFT), options);
    expect(podOf(deployment).securityContext).toMatchObject({ runAsUser: 1000, runAsGroup: 1000, fsGroup: 1000 });
  });

  test('they are pinned, and its own account may use them', () => {
    const shop = shopOf(OPENSHIFT);
    const { deployment } = workerOf(shop, options);
    expect(specOf(deployment).template.metadata.annotations).toEqual({ 'openshift.io/required-scc': 'nonroot-v2' });
    expect(podOf(deployment)).toMatchObject({ serviceAccountName: 'app', automountServiceAccountToken: false });
    const [binding] = ofKind(shop, 'RoleBinding');
    expect(binding).toMatchObject({
      metadata: { name: 'app-scc-nonroot-v2', namespace: 'shop' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'system:openshift:scc:nonroot-v2' },
      subjects: [{ kind: 'ServiceAccount', name: 'app', namespace: 'shop' }],
    });
  });

  test.each(['restricted-v2', 'hostnetwork-v2'])('those of a range, as %s, take no user', (constraints) => {
    const shop = shopOf(OPENSHIFT);
    workerOf(shop, { securityContextConstraints: constraints });
    expect(JSON.stringify(shop.toJson())).not.toMatch(USER);
    expect(ofKind(shop, 'RoleBinding')[0].roleRef.name).toBe(`system:openshift:scc:${constraints}`);
  });

  test('nothing is written of them on another cluster', () => {
    const [without, named] = [{}, options].map((each) => {
      const shop = shopOf({});
      workerOf(shop, each);
      return shop.toJson();
    });
    expect(named).toEqual(without);
  });

  test('an account that exists is an error, wherever the app runs', () => {
    const serviceAccount = ServiceAccount.existing('robot');
    expect(() => workerOf(shopOf({}), { ...options, serviceAccount })).toThrow(
      new Error(
        "[shop/app] `securityContextConstraints` must be given to a service account of the workload's own, and " +
          '`serviceAccount` names one that exists, but got "robot"; leave `serviceAccount` out, or use ' +
          'ServiceAccount.dedicated()',
      ),
    );
  });

  test('an annotation that pins others is an error', () => {
    const annotations = { 'openshift.io/required-scc': 'anyuid' };
    expect(() => workerOf(shopOf(OPENSHIFT), { ...options, annotations })).toThrow(
      new Error(
        '[shop/app] the annotation openshift.io/required-scc must be left to `securityContextConstraints`, which says ' +
          '"nonroot-v2", but got "anyuid"; leave it out of `annotations`',
      ),
    );
  });

  test('a name that is none is an error', () => {
    expect(() => workerOf(shopOf({}), { securityContextConstraints: 'any uid' })).toThrow(
      new Error(
        '[shop/app] `securityContextConstraints` must be the name of security context constraints, but got "any uid"; ' +
          'write it as in "nonroot-v2"',
      ),
    );
  });
});
