import { reachability } from './reachability';
import { API, CONTRACT, denyAll, lines, object, policy, problems, read, service, template, WEB } from './sample';

describe('from workload to workload', () => {
  test('what both ends allow, with the name of the Service', () => {
    expect(lines(WEB, API, service('shop/api', '{ port: 8080 }'), ...CONTRACT)).toEqual([
      'shop/web -> shop/api TCP 8080 service api:8080',
    ]);
  });

  test('without a Service there is a row all the same', () => {
    expect(lines(WEB, API, ...CONTRACT)).toEqual(['shop/web -> shop/api TCP 8080']);
  });

  test('the port is the pod port, and the Service is named by its own', () => {
    const named = service('shop/api', '{ port: 80, targetPort: http }');
    const second = service('shop/api2', '{ port: 81, targetPort: 8080 }').replace('app: api2', 'app: api');
    expect(lines(WEB, API, named, second, ...CONTRACT)).toEqual([
      'shop/web -> shop/api TCP 8080 service api2:81, service api:80',
    ]);
  });

  test('a headless Service translates no port', () => {
    const headless = (port: string) => service('shop/api', port).replace('spec: {', 'spec: { clusterIP: None,');
    expect(lines(WEB, API, headless('{ port: 8080 }'), ...CONTRACT)).toEqual([
      'shop/web -> shop/api TCP 8080 service api:8080',
    ]);
    const wrong = headless('{ port: 80, targetPort: 8080 }');
    expect(lines(WEB, API, wrong, ...CONTRACT)).toEqual(['shop/web -> shop/api TCP 8080']);
    expect(problems(WEB, API, wrong, ...CONTRACT)).toEqual([
      'Service shop/api is headless, so its port 80 does not lead to port 8080 of shop/api',
    ]);
  });

  test('replicas that may reach each other', () => {
    const peers = policy(
      'shop/peers',
      '{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] }',
    );
    expect(lines(API, peers)).toEqual(['shop/api -> shop/api TCP 8080']);
    expect(lines(API, denyAll('shop'))).toEqual([]);
  });

  test('a bare Pod has no replicas', () => {
    const own = policy(
      'shop/own',
      '{ podSelector: {}, ingress: [{ from: [{ podSelector: {} }] }], egress: [{ to: [{ podSelector: {} }] }] }',
    );
    const pod = object('v1', 'Pod', 'shop/one', '{ containers: [{ ports: [{ containerPort: 80 }] }] }');
    expect(lines(pod, own)).toEqual([]);
  });
});

describe('workloads', () => {
  test.each([
    ['apps/v1', 'Deployment'],
    ['apps/v1', 'StatefulSet'],
    ['apps/v1', 'DaemonSet'],
    ['apps/v1', 'ReplicaSet'],
    ['batch/v1', 'Job'],
  ])('%s %s', (apiVersion, kind) => {
    const api = object(
      apiVersion,
      kind,
      'shop/api',
      `{ template: ${template('{ app: api }', ['{ containerPort: 8080 }'])} }`,
    );
    expect(lines(WEB, api, ...CONTRACT)).toEqual(['shop/web -> shop/api TCP 8080']);
  });

  test('CronJob and Pod', () => {
    const job = object(
      'batch/v1',
      'CronJob',
      'shop/night',
      `{ jobTemplate: { spec: { template: ${template('{ app: web }')} } } }`,
    );
    const pod =
      '{ apiVersion: v1, kind: Pod, metadata: { namespace: shop, name: api, labels: { app: api } }, spec: { containers: [{ ports: [{ containerPort: 8080 }] }] } }';
    expect(lines(job, pod, ...CONTRACT)).toEqual(['shop/night -> shop/api TCP 8080']);
  });

  test('a native sidecar declares ports, another init container does not', () => {
    const api = object(
      'apps/v1',
      'Deployment',
      'shop/api',
      '{ template: { metadata: { labels: { app: api } }, spec: { initContainers: [{ restartPolicy: Always, ports: [{ containerPort: 15090 }] }, { ports: [{ containerPort: 1 }] }] } } }',
    );
    expect(
      lines(
        WEB,
        api,
        policy('shop/out', '{ podSelector: {}, policyTypes: [Egress], egress: [{ to: [{ namespaceSelector: {} }] }] }'),
      ),
    ).toEqual([
      'anyone -> shop/api TCP 15090',
      'anyone -> shop/web TCP 3000',
      'shop/api -> shop/api TCP 15090',
      'shop/api -> shop/web TCP 3000',
      'shop/web -> shop/api TCP 15090',
      'shop/web -> shop/web TCP 3000',
    ]);
  });

  test('two of one name are told apart by their kind', () => {
    const job = object('batch/v1', 'Job', 'shop/web', `{ template: ${template('{ app: job }')} }`);
    expect(reachability(read(WEB, job, API)).workloads).toEqual([
      'shop/api',
      'shop/web (Deployment)',
      'shop/web (Job)',
    ]);
  });

  test('without a namespace it is the default one', () => {
    expect(reachability(read('{ apiVersion: v1, kind: Pod, metadata: { name: one } }')).workloads).toEqual([
      'default/one',
    ]);
  });
});

describe('problems', () => {
  test('a Service that selects nothing', () => {
    expect(problems(WEB, service('shop/api', '{ port: 80 }'))).toEqual(['Service shop/api selects no workload']);
  });

  test('a Service of another namespace than its pods', () => {
    expect(problems(WEB, service('other/web', '{ port: 3000 }'))).toEqual(['Service other/web selects no workload']);
  });

  test.each(['http', '8081'])('a target port %s that no container declares', (target) => {
    expect(problems(WEB, service('shop/web', `{ port: 80, targetPort: ${target} }`))).toEqual([
      `Service shop/web: shop/web declares no TCP port ${target} for its port 80`,
    ]);
  });

  test('a port of the other protocol', () => {
    expect(problems(WEB, service('shop/web', '{ port: 3000, protocol: UDP }'))).toEqual([
      'Service shop/web: shop/web declares no UDP port 3000 for its port 3000',
    ]);
  });

  test('objects that are not judged, and pods that no policy can govern', () => {
    const cilium = object('cilium.io/v2', 'CiliumNetworkPolicy', 'shop/api', '{}');
    const agent = object('apps/v1', 'DaemonSet', 'shop/agent', '{ template: { spec: { hostNetwork: true } } }');
    const set = object('gateway.networking.k8s.io/v1', 'ListenerSet', 'shop/more', '{}');
    expect(problems(cilium, agent, set)).toEqual([
      'CiliumNetworkPolicy shop/api is not judged',
      'ListenerSet shop/more is not judged',
      'shop/agent is on the network of its node, where no policy governs it',
    ]);
  });

  test('none for a Service without a selector, or for one elsewhere', () => {
    const without = object('v1', 'Service', 'shop/legacy', '{ ports: [{ port: 1521 }] }');
    const elsewhere = object('v1', 'Service', 'shop/mail', '{ type: ExternalName, externalName: mail.example.com }');
    expect(problems(WEB, without, elsewhere)).toEqual([]);
  });
});

test('the order of the manifests changes nothing', () => {
  const texts = [WEB, API, service('shop/api', '{ port: 8080 }'), service('shop/web', '{ port: 1 }'), ...CONTRACT];
  expect(reachability(read(...texts.reverse()))).toEqual(reachability(read(...texts.sort())));
});
