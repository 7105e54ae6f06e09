import { factsIn, factsOf, problemsOf, read } from '../reading';

function workload(apiVersion: string, kind: string, spec: string): string {
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: web, namespace: shop, labels: {not: these}}\nspec: ${spec}\n`;
}

const TEMPLATE = '{metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: web}]}}';
const PODS = {
  labels: { app: 'web' },
  addedLabels: [],
  ports: [],
  hostNetwork: false,
  dnsPolicy: 'ClusterFirst',
  addresses: [],
};
const JOB_KEYS = ['controller-uid', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-completion-index'];
const NAME_KEYS = ['job-name', 'batch.kubernetes.io/job-name'];

test.each<[string, string, string[]]>([
  ['apps/v1', 'Deployment', ['pod-template-hash']],
  ['apps/v1', 'ReplicaSet', []],
  ['v1', 'ReplicationController', []],
  [
    'apps/v1',
    'StatefulSet',
    ['statefulset.kubernetes.io/pod-name', 'apps.kubernetes.io/pod-index', 'controller-revision-hash'],
  ],
  ['apps/v1', 'DaemonSet', ['controller-revision-hash', 'pod-template-generation']],
])('%s %s has the labels of its template, and those that its controller adds', (apiVersion, kind, addedLabels) => {
  expect(factsOf(workload(apiVersion, kind, `{template: ${TEMPLATE}}`))).toEqual({
    workloads: [{ object: `${kind} shop/web`, pods: [{ ...PODS, addedLabels }], hasReplicas: true }],
  });
});

test('a Job adds its name, which is known, and its uid, which is not', () => {
  const labels = { app: 'web', 'job-name': 'web', 'batch.kubernetes.io/job-name': 'web' };
  expect(factsOf(workload('batch/v1', 'Job', `{template: ${TEMPLATE}}`))).toEqual({
    workloads: [{ object: 'Job shop/web', pods: [{ ...PODS, labels, addedLabels: JOB_KEYS }], hasReplicas: true }],
  });
});

test('of the Jobs of a CronJob not even the name is known', () => {
  expect(factsOf(workload('batch/v1', 'CronJob', `{jobTemplate: {spec: {template: ${TEMPLATE}}}}`))).toEqual({
    workloads: [
      { object: 'CronJob shop/web', pods: [{ ...PODS, addedLabels: [...JOB_KEYS, ...NAME_KEYS] }], hasReplicas: true },
    ],
  });
});

test('a Pod has its own labels, all of them known', () => {
  const text =
    'apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: web}}\nstatus: {phase: Running, podIP: 10.0.0.1, podIPs: [{ip: 10.0.0.1}, {ip: "fd00::1"}]}\n';
  expect(factsOf(text)).toEqual({
    workloads: [
      { object: 'Pod default/web', pods: [{ ...PODS, addresses: ['10.0.0.1', 'fd00::1'] }], hasReplicas: false },
    ],
  });
});

test.each(['Succeeded', 'Failed'])('a pod that %s is left out', (phase) => {
  expect(factsOf(`apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nstatus: {phase: ${phase}}\n`)).toEqual({});
});

test('ports are those of the containers and of native sidecars', () => {
  const spec = `
  template:
    metadata: {labels: {app: web}}
    spec:
      hostNetwork: true
      initContainers:
        - {name: once, ports: [{name: once, containerPort: 1}]}
        - {name: mesh, restartPolicy: Always, ports: [{name: mesh, containerPort: 15001}]}
      containers:
        - {name: web, ports: [{name: http, containerPort: 80, hostPort: 8080}, {containerPort: 53, protocol: UDP}]}
        - {name: bare}`;
  const [{ pods }] = factsOf(workload('apps/v1', 'Deployment', spec)).workloads;
  expect(pods[0]).toEqual({
    ...PODS,
    addedLabels: ['pod-template-hash'],
    hostNetwork: true,
    ports: [
      { name: 'mesh', number: 15001, protocol: 'TCP' },
      { name: 'http', number: 80, protocol: 'TCP', hostPort: 8080 },
      { number: 53, protocol: 'UDP' },
    ],
  });
});

test('what a controller adds replaces what the template says', () => {
  const template = '{metadata: {labels: {app: web, pod-template-hash: written}}}';
  const [{ pods }] = factsOf(workload('apps/v1', 'Deployment', `{template: ${template}}`)).workloads;
  expect(pods).toEqual([{ ...PODS, addedLabels: ['pod-template-hash'] }]);
});

test('a workload of no replicas stays one', () => {
  expect(factsOf(workload('apps/v1', 'Deployment', `{replicas: 0, template: ${TEMPLATE}}`)).workloads).toHaveLength(1);
});

test('problems name the field', () => {
  const spec = `
  replicas: "2"
  template:
    metadata: {labels: {app: web}}
    spec:
      hostNetwork: "yes"
      containers:
        - name: web
          ports: [{name: HTTP, containerPort: 80}, {containerPort: 70000}, {containerPort: "80", protocol: tcp}]`;
  expect(problemsOf(workload('apps/v1', 'Deployment', spec))).toEqual([
    '12 spec.template.spec.containers[0].ports[0].name: a port name must be at most 15 lower case letters, digits and single "-", with a letter, and neither first nor last a "-", but got "HTTP"; correct it',
    '12 spec.template.spec.containers[0].ports[1].containerPort: a port number must be a whole number from 1 to 65535, but got 70000; correct it',
    '12 spec.template.spec.containers[0].ports[2].containerPort: a port number must be a whole number from 1 to 65535, but got "80"; write it without quotes',
    '12 spec.template.spec.containers[0].ports[2].protocol: a protocol must be TCP, UDP or SCTP, but got "tcp"; correct it; case counts',
    '9 spec.template.spec.hostNetwork: hostNetwork must be true or false, but got "yes"; write it without quotes',
    '5 spec.replicas: replicas must be a whole number from 0 to 2147483647, but got "2"; write it without quotes',
  ]);
});

test('a workload without a template is a problem', () => {
  expect(problemsOf(workload('apps/v1', 'Deployment', '{replicas: 2}'))).toEqual([
    '4 spec.template: the template of the pods must be a mapping, but got nothing; write its fields as "key: value"',
  ]);
});

test('fields that are not used are not judged', () => {
  const spec = `{strategy: 5, template: {metadata: {labels: {app: web}}, spec: {containers: [{imaeg: 7}], nodeName: []}}}`;
  expect(problemsOf(workload('apps/v1', 'Deployment', spec))).toEqual([]);
});

test.each(['ClusterFirstWithHostNet', 'Default', 'None'])(
  'dnsPolicy %s says where names are asked for',
  (dnsPolicy) => {
    const [{ pods }] = factsOf(
      workload('apps/v1', 'Deployment', `{template: {spec: {dnsPolicy: ${dnsPolicy}}}}`),
    ).workloads;
    expect(pods[0].dnsPolicy).toBe(dnsPolicy);
  },
);

describe('a workload that is wrong in part is there all the same', () => {
  const podsOf = (text: string) => {
    const { network, problems } = read(text);
    expect(problems).not.toEqual([]);
    return factsIn(network).workloads?.flatMap(({ object, pods }: any) => [object, ...pods]);
  };
  const deployment = (template: string) => podsOf(workload('apps/v1', 'Deployment', `{template: ${template}}`));
  const LIKE_IT = { ...PODS, addedLabels: ['pod-template-hash'] };
  const WITHOUT = ({ ...pods }: { [key: string]: unknown }, ...keys: string[]) => {
    for (const key of keys) delete pods[key];
    return pods;
  };

  test('without its ports', () => {
    const template = '{metadata: {labels: {app: web}}, spec: {containers: [{ports: [{containerPort: "8080"}]}]}}';
    expect(deployment(template)).toEqual(['Deployment shop/web', WITHOUT(LIKE_IT, 'ports')]);
  });

  test('with every label that it may have besides those that are known', () => {
    expect(deployment('{metadata: {labels: {app: web, tier: 5}}}')).toEqual([
      'Deployment shop/web',
      { ...LIKE_IT, addedLabels: 'any' },
    ]);
    expect(deployment('{metadata: [a]}')).toEqual([
      'Deployment shop/web',
      { ...LIKE_IT, labels: {}, addedLabels: 'any' },
    ]);
  });

  test('on a network that is not known, with a resolver that is not', () => {
    expect(deployment('{metadata: {labels: {app: web}}, spec: {hostNetwork: "yes", dnsPolicy: Mine}}')).toEqual([
      'Deployment shop/web',
      { ...WITHOUT(LIKE_IT, 'hostNetwork'), dnsPolicy: 'None' },
    ]);
  });

  test('without anything but its name', () => {
    const unknown = { labels: {}, addedLabels: 'any', dnsPolicy: 'None', serviceAccount: '', addresses: [] };
    expect(deployment('5')).toEqual(['Deployment shop/web', unknown]);
    expect(podsOf('apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web, namespace: shop}\n')).toEqual([
      'Deployment shop/web',
      unknown,
    ]);
  });

  test('in an older version, which has its template at the same place', () => {
    expect(podsOf(workload('extensions/v1beta1', 'Deployment', `{template: ${TEMPLATE}}`))).toEqual([
      'Deployment shop/web',
      LIKE_IT,
    ]);
  });

  test('with an owner or a number of replicas that cannot be read', () => {
    const spec = `{replicas: none, template: ${TEMPLATE}}`;
    const owned = workload('apps/v1', 'ReplicaSet', spec).replace(
      'labels: {not: these}',
      'ownerReferences: [{apiVersion: apps/v1, kind: Deployment, name: 5}]',
    );
    expect(podsOf(owned)).toEqual(['ReplicaSet shop/web', PODS]);
    const ofOperator = owned.replace('name: 5', 'name: up');
    expect(podsOf(ofOperator)).toEqual(['Deployment shop/up', LIKE_IT]);
  });

  test('but not without a name', () => {
    expect(podsOf(`apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: 5}\nspec: {template: ${TEMPLATE}}\n`)).toBe(
      undefined,
    );
  });

  test('as a Pod, without its addresses', () => {
    const pod = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web, labels: {app: web}}\nstatus: {podIP: here}\n';
    expect(podsOf(pod)).toEqual(['Pod default/web', PODS]);
  });
});
