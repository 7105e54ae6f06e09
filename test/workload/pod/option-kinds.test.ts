import { Duration } from 'cdk8s';
import {
  Env,
  EnvSource,
  PodDns,
  Privileges,
  Probe,
  ServiceAccount,
  Shutdown,
  Spread,
  Toleration,
  Volume,
} from '../../../lib';
import { apiWith, podOf } from '../written';

describe('refuses what is of another kind, which would be left out or fail much later', () => {
  test.each<[string, unknown, string]>([
    ['env', 'LOG=info', '`env` must be an object, but got "LOG=info"; write it as in { LOG_LEVEL: \'info\' }'],
    ['resources', '100m', '`resources` must be an object, but got "100m"; write it as in { memoryLimit: \'128Mi\' }'],
    [
      'serviceAccount',
      'api',
      '`serviceAccount` must be a ServiceAccount of this library, but got "api"; ' +
        'write it as in ServiceAccount.dedicated()',
    ],
    [
      'terminationGracePeriod',
      5,
      '`terminationGracePeriod` must be a Duration of cdk8s, but got 5; write it as in Duration.seconds(60)',
    ],
    [
      'volumes',
      ['/d'],
      '`volumes` must be an object, but got ["/d"]; write it as in { \'/cache\': Volume.emptyDir() }',
    ],
    [
      'readiness',
      '/healthz',
      '`readiness` must be a Probe, but got "/healthz"; write it as in Probe.http(\'/healthz\')',
    ],
    ['liveness', 5, "`liveness` must be a Probe, but got 5; write it as in Probe.http('/healthz')"],
  ])('%s', (option, value, text) => {
    expect(() => apiWith({ [option]: value })).toThrow(new Error(`[shop/api] ${text}`));
  });

  test('a volume', () => {
    expect(() => apiWith({ volumes: { '/d': 'x' as unknown as Volume } })).toThrow(
      new Error('[shop/api] `volumes[\'/d\']` must be a Volume, but got "x"; write it as in Volume.emptyDir()'),
    );
  });

  test.each(['env', 'resources'])('the `%s` of an init container', (option) => {
    const initContainers = [{ name: 'schema', image: 'schema:1', [option]: '100m' }];
    expect(() => apiWith({ initContainers })).toThrow(`[shop/api] \`${option}\` must be an object, but got "100m"; `);
  });

  test('the time and the header of a probe', () => {
    expect(() => Probe.tcp({ period: 5 as unknown as Duration })).toThrow(
      new Error('a time must be a Duration of cdk8s, but got 5; write it as in Duration.seconds(5)'),
    );
    expect(() => Probe.http('/x', { headers: { A: 1 as unknown as string } })).toThrow(
      new Error("the value of the header A must be a text, but got 1; write it as '1'"),
    );
    expect(() => Probe.http(undefined as unknown as string)).toThrow(/^the path of a probe must start with "\/", /);
  });
});

test('takes the values of another copy of the library', () => {
  jest.isolateModules(() => {
    const other = require('../../../lib') as typeof import('../../../lib');
    expect(other.Env).not.toBe(Env);
    const pod = podOf(
      apiWith({
        env: { POD: other.Env.field('metadata.name') },
        readiness: other.Probe.grpc(),
        serviceAccount: other.ServiceAccount.existing('other'),
        volumes: { '/cache': other.Volume.emptyDir() },
        envFrom: [other.EnvSource.secret('db')],
        shutdown: other.Shutdown.afterCommand(['drain']),
        dns: other.PodDns.ofNode(),
        tolerations: [other.Toleration.everything()],
        spread: [other.Spread.overNodes()],
        nodeExpressions: [other.LabelExpression.exists('gpu')],
        privileges: other.Privileges.of({ capabilities: ['NET_BIND_SERVICE'], reason: 'port 80' }),
      }).deployment,
    );
    expect(pod).toMatchObject({ dnsPolicy: 'Default', tolerations: [{ operator: 'Exists' }] });
    expect(pod.topologySpreadConstraints).toHaveLength(1);
    expect(pod).toHaveProperty('affinity.nodeAffinity');
    expect(pod.containers[0]).toMatchObject({
      envFrom: [{ secretRef: { name: 'db' } }],
      lifecycle: { preStop: { exec: { command: ['drain'] } } },
      securityContext: { capabilities: { add: ['NET_BIND_SERVICE'] } },
    });
    expect(pod.serviceAccountName).toBe('other');
    expect(pod.containers[0]).toMatchObject({ readinessProbe: { grpc: { port: 8080 } } });
  });
});

test.each([
  ['Env', Env.value('x'), Env.isEnv],
  ['EnvSource', EnvSource.secret('x'), EnvSource.isEnvSource],
  ['PodDns', PodDns.ofNode(), PodDns.isPodDns],
  ['Privileges', Privileges.of({ root: true, reason: 'x' }), Privileges.isPrivileges],
  ['Shutdown', Shutdown.immediate(), Shutdown.isShutdown],
  ['Spread', Spread.overNodes(), Spread.isSpread],
  ['Toleration', Toleration.everything(), Toleration.isToleration],
  ['Probe', Probe.tcp(), Probe.isProbe],
  ['ServiceAccount', ServiceAccount.dedicated(), ServiceAccount.isServiceAccount],
  ['Volume', Volume.emptyDir(), Volume.isVolume],
])('%s knows its own, and nothing else', (_, value, is) => {
  expect([value, {}, null, undefined, 'x', Duration.seconds(1)].map(is)).toEqual([
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});
