import { byKey } from '../../../lib/objects';
import { pruneController } from '../../../lib/workload/controller/kubernetes-defaults';
import { prunePod } from '../../../lib/workload/pod/pod-defaults';

function prune(json: any): void {
  prunePod(json.spec.template.spec);
  pruneController(json);
}

/** A workload in which cdk8s-plus has written all of its defaults. */
function deployment(): any {
  return {
    kind: 'Deployment',
    spec: {
      minReadySeconds: 0,
      progressDeadlineSeconds: 600,
      replicas: 1,
      strategy: { rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' }, type: 'RollingUpdate' },
      template: {
        spec: {
          automountServiceAccountToken: false,
          containers: [{ name: 'main', securityContext: { ...CONTAINER } }],
          initContainers: [{ name: 'init', securityContext: { ...CONTAINER } }],
          dnsPolicy: 'ClusterFirst',
          hostNetwork: false,
          restartPolicy: 'Always',
          securityContext: { fsGroupChangePolicy: 'Always', runAsNonRoot: true },
          setHostnameAsFQDN: false,
          terminationGracePeriodSeconds: 30,
        },
      },
    },
  };
}

const CONTAINER = {
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: false,
  runAsNonRoot: true,
};

test('leaves out what is the default of Kubernetes itself, and keeps what is not', () => {
  const json = deployment();
  prune(json);
  expect(json.spec).toEqual({
    replicas: 1,
    template: {
      spec: {
        automountServiceAccountToken: false,
        containers: [{ name: 'main', securityContext: { allowPrivilegeEscalation: false } }],
        initContainers: [{ name: 'init', securityContext: { allowPrivilegeEscalation: false } }],
        securityContext: { runAsNonRoot: true },
      },
    },
  });
});

test('leaves out the defaults of a StatefulSet, and no others of its kind', () => {
  const json = deployment();
  json.kind = 'StatefulSet';
  json.spec.podManagementPolicy = 'OrderedReady';
  json.spec.updateStrategy = { rollingUpdate: { partition: 0 }, type: 'RollingUpdate' };
  prune(json);
  expect(Object.keys(byKey(json.spec))).toEqual(['progressDeadlineSeconds', 'replicas', 'strategy', 'template']);
});

test('leaves out the default of a DaemonSet', () => {
  const json = deployment();
  json.kind = 'DaemonSet';
  prune(json);
  expect(byKey(json.spec)).not.toHaveProperty('minReadySeconds');
});

describe('keeps another value of', () => {
  test.each([
    ['minReadySeconds', 10],
    ['progressDeadlineSeconds', 60],
    ['strategy', { type: 'Recreate' }],
    ['strategy', { rollingUpdate: { maxSurge: 1, maxUnavailable: '25%' }, type: 'RollingUpdate' }],
  ])('%s of a Deployment', (field, value) => {
    const json = deployment();
    json.spec[field] = value;
    prune(json);
    expect(json.spec[field]).toEqual(value);
  });

  test.each([
    ['podManagementPolicy', 'Parallel'],
    ['updateStrategy', { type: 'OnDelete' }],
    ['updateStrategy', { rollingUpdate: { partition: 2 }, type: 'RollingUpdate' }],
  ])('%s of a StatefulSet', (field, value) => {
    const json = deployment();
    json.kind = 'StatefulSet';
    json.spec[field] = value;
    prune(json);
    expect(json.spec[field]).toEqual(value);
  });

  test.each([
    ['dnsPolicy', 'None'],
    ['hostNetwork', true],
    ['restartPolicy', 'OnFailure'],
    ['setHostnameAsFQDN', true],
    ['terminationGracePeriodSeconds', 0],
  ])('%s of the pods', (field, value) => {
    const json = deployment();
    json.spec.template.spec[field] = value;
    prune(json);
    expect(json.spec.template.spec[field]).toEqual(value);
  });

  test.each([
    ['privileged', true],
    ['readOnlyRootFilesystem', true],
    ['runAsNonRoot', false],
  ])('%s of a container', (field, value) => {
    const json = deployment();
    json.spec.template.spec.containers[0].securityContext[field] = value;
    prune(json);
    expect(json.spec.template.spec.containers[0].securityContext[field]).toBe(value);
  });

  test('the group of files', () => {
    const json = deployment();
    json.spec.template.spec.securityContext.fsGroupChangePolicy = 'OnRootMismatch';
    prune(json);
    expect(json.spec.template.spec.securityContext.fsGroupChangePolicy).toBe('OnRootMismatch');
  });
});

test('keeps the word of a container against root where its pod says none', () => {
  const json = deployment();
  json.spec.template.spec.securityContext.runAsNonRoot = false;
  prune(json);
  expect(json.spec.template.spec.containers[0].securityContext.runAsNonRoot).toBe(true);
});
