import { factsOf } from './reading';

function object(apiVersion: string, kind: string, name: string, owner = '', rest = ''): string {
  const owners =
    owner === ''
      ? ''
      : `, ownerReferences: [{apiVersion: apps/v1, kind: ${owner.replace('/', ', name: ')}, controller: true}]`;
  return `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {namespace: shop, name: ${name}${owners}${rest}}\n`;
}

function pod(name: string, owner: string, labels: string, more = ''): string {
  return object('v1', 'Pod', name, owner, `, labels: {${labels}}`) + more;
}

function template(labels: string, replicas = 1): string {
  return `spec: {replicas: ${replicas}, template: {metadata: {labels: {${labels}}}}}\n`;
}

const deployment = object('apps/v1', 'Deployment', 'web') + template('app: web');
const replicaSet =
  object('apps/v1', 'ReplicaSet', 'web-1a', 'Deployment/web') + template('app: web, pod-template-hash: 1a');
const livePods = [1, 2]
  .map((n) =>
    pod(`web-1a-${n}`, 'ReplicaSet/web-1a', 'app: web, pod-template-hash: 1a', `status: {podIP: 10.0.0.${n}}\n`),
  )
  .join('');

/** Each workload with the labels of its pods and the keys that aren't known. */
function workloads(text: string): string[] {
  return (factsOf(text).workloads ?? []).map(
    ({ object: name, pods, hasReplicas }: any) =>
      `${name}${hasReplicas ? '' : ' (one)'}: ${pods
        .map(({ labels, addedLabels, addresses }: any) =>
          [
            ...Object.entries(labels).map((label) => label.join('=')),
            ...addedLabels.map((key: string) => `${key}?`),
            ...addresses,
          ].join(' '),
        )
        .join(' | ')}`,
  );
}

test('a ReplicaSet of a Deployment that was read adds nothing', () => {
  expect(workloads(deployment + replicaSet)).toEqual(['Deployment shop/web: app=web pod-template-hash?']);
});

test('live pods stand for the template, by way of the ReplicaSet', () => {
  const live = ['Deployment shop/web: app=web pod-template-hash=1a 10.0.0.1 10.0.0.2'];
  expect(workloads(deployment + replicaSet + livePods)).toEqual(live);
  expect(workloads(livePods + replicaSet + deployment)).toEqual(live);
});

test('without the ReplicaSet, its name and the hash of the pods tell the Deployment', () => {
  expect(workloads(deployment + livePods)).toEqual([
    'Deployment shop/web: app=web pod-template-hash=1a 10.0.0.1 10.0.0.2',
  ]);
});

test('pods of an owner that was not read are named by what refers to it', () => {
  expect(workloads(livePods)).toEqual(['ReplicaSet shop/web-1a: app=web pod-template-hash=1a 10.0.0.1 10.0.0.2']);
});

test('a ReplicaSet of a Deployment that was not read is that Deployment', () => {
  expect(workloads(replicaSet)).toEqual(['Deployment shop/web: app=web pod-template-hash=1a']);
});

test('older ReplicaSets without replicas add nothing', () => {
  const older = object('apps/v1', 'ReplicaSet', 'web-0f', 'Deployment/web') + template('app: old', 0);
  expect(workloads(older + replicaSet)).toEqual(['Deployment shop/web: app=web pod-template-hash=1a']);
  expect(workloads(older)).toEqual([]);
});

test('pods of one owner that differ are two kinds of pods', () => {
  const text =
    pod('db-0', 'StatefulSet/db', 'app: db, role: primary') + pod('db-1', 'StatefulSet/db', 'app: db, role: replica');
  expect(workloads(text)).toEqual(['StatefulSet shop/db: app=db role=primary | app=db role=replica']);
});

test('pods that differ in what is added at run time are one kind, of which those labels are not known', () => {
  const key = 'statefulset.kubernetes.io/pod-name';
  const text = [0, 1]
    .map((n) => pod(`db-${n}`, 'StatefulSet/db', `app: db, ${key}: db-${n}, controller-revision-hash: a`))
    .join('');
  expect(workloads(text)).toEqual([`StatefulSet shop/db: app=db controller-revision-hash=a ${key}?`]);
});

test('a Pod of a Job of a CronJob is the CronJob', () => {
  const cron = `${object('batch/v1', 'CronJob', 'tidy')}spec: {jobTemplate: {spec: {template: {metadata: {labels: {app: tidy}}}}}}\n`;
  const job =
    object('batch/v1', 'Job', 'tidy-1', 'CronJob/tidy').replace('apps/v1, kind', 'batch/v1, kind') +
    template('app: tidy');
  const run = pod('tidy-1-x', 'Job/tidy-1', 'app: tidy, job-name: tidy-1').replace('apps/v1, kind', 'batch/v1, kind');
  expect(workloads(cron + job + run)).toEqual(['CronJob shop/tidy: app=tidy job-name=tidy-1']);
});

test('workloads of one custom resource stay workloads of their own', () => {
  const owned = (name: string) => object('apps/v1', 'StatefulSet', name, 'Cluster/c') + template(`app: ${name}`);
  expect(workloads(owned('a') + owned('b')).map((line) => line.split(':')[0])).toEqual([
    'StatefulSet shop/a',
    'StatefulSet shop/b',
  ]);
});

test('a pod that its node runs has no owner', () => {
  expect(workloads(pod('proxy-n1', 'Node/n1', 'app: proxy'))).toEqual(['Pod shop/proxy-n1 (one): app=proxy']);
});

test('the only owner counts as the controller; of several, none does', () => {
  const text = pod('a', 'Foo/x', 'app: a').replace(', controller: true', '');
  expect(workloads(text)).toEqual(['Foo shop/x: app=a']);
  const several = text.replace('[{', '[{apiVersion: v1, kind: Bar, name: y}, {');
  expect(workloads(several)).toEqual(['Pod shop/a (one): app=a']);
});

test('objects that own each other end the line', () => {
  const a = object('apps/v1', 'ReplicaSet', 'a', 'ReplicaSet/b') + template('app: a');
  const b = object('apps/v1', 'ReplicaSet', 'b', 'ReplicaSet/a') + template('app: b');
  expect(workloads(a + b).length).toBeGreaterThan(0);
});

test('owners are of the same namespace', () => {
  expect(workloads(deployment.replace('namespace: shop', 'namespace: other') + livePods)).toEqual([
    'Deployment other/web: app=web pod-template-hash?',
    'ReplicaSet shop/web-1a: app=web pod-template-hash=1a 10.0.0.1 10.0.0.2',
  ]);
});
