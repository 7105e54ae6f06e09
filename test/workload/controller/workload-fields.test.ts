import { ApiObject, App, Chart, Duration, Lazy, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as fc from 'fast-check';
import { type Fields, typedJson } from '../../../lib/objects/typed-json';
import { WORKLOAD_FIELDS } from '../../../lib/workload/controller/workload-fields';

function chart(): Chart {
  return new Chart(new App({ outdir: 'dist' }), 'chart', { namespace: 'shop', labels: { team: 'a' } });
}

/** What is quick, beside what the generated class renders. */
function both(workload: kplus.Workload): { quick: any; stock: any } {
  const object = ApiObject.of(workload);
  return { quick: typedJson(object, WORKLOAD_FIELDS[object.kind] as Fields), stock: object.toJson() };
}

/** A container without the probe that comes with a lone port. */
function plain(more: Partial<kplus.ContainerProps> = {}): kplus.ContainerProps {
  return { name: 'main', image: 'web:1', ...more };
}

const USUAL: readonly [string, (scope: Chart) => kplus.Workload][] = [
  ['a Deployment', (scope) => new kplus.Deployment(scope, 'web', { containers: [plain()] })],
  [
    'all that is usual of containers',
    (scope) =>
      new kplus.Deployment(scope, 'web', {
        replicas: 3,
        minReady: Duration.seconds(5),
        strategy: kplus.DeploymentStrategy.rollingUpdate({ maxSurge: kplus.PercentOrAbsolute.absolute(2) }),
        containers: [
          plain({
            args: ['-v', ''],
            command: ['run'],
            workingDir: '/srv',
            imagePullPolicy: kplus.ImagePullPolicy.IF_NOT_PRESENT,
            envVariables: {
              MODE: kplus.EnvValue.fromValue('on'),
              EMPTY: kplus.EnvValue.fromValue(''),
              NODE: kplus.EnvValue.fromFieldRef(kplus.EnvFieldPaths.NODE_NAME),
              KEY: kplus.EnvValue.fromSecretValue({ secret: kplus.Secret.fromSecretName(scope, 's', 's'), key: 'k' }),
              FLAG: kplus.EnvValue.fromConfigMap(kplus.ConfigMap.fromConfigMapName(scope, 'c', 'c'), 'f', {
                optional: true,
              }),
            },
            ports: [
              { number: 8080, name: 'http' },
              { number: 53, protocol: kplus.Protocol.UDP, hostPort: 53 },
            ],
            resources: {
              cpu: { request: kplus.Cpu.millis(100), limit: kplus.Cpu.units(1) },
              memory: { limit: Size.mebibytes(64) },
              ephemeralStorage: { request: Size.gibibytes(1) },
            },
            securityContext: {
              user: 1000,
              group: 1000,
              privileged: false,
              capabilities: { add: [kplus.Capability.NET_ADMIN], drop: [kplus.Capability.ALL] },
            },
            volumeMounts: [
              {
                path: '/data',
                readOnly: true,
                subPath: 'a',
                propagation: kplus.MountPropagation.NONE,
                volume: kplus.Volume.fromEmptyDir(scope, 'data', 'data', {
                  medium: kplus.EmptyDirMedium.MEMORY,
                  sizeLimit: Size.mebibytes(1),
                }),
              },
            ],
          }),
        ],
        initContainers: [plain({ name: 'proxy', restartPolicy: kplus.ContainerRestartPolicy.ALWAYS })],
        serviceAccount: kplus.ServiceAccount.fromServiceAccountName(scope, 'account', 'web'),
        securityContext: { user: 1000, group: 1000, fsGroup: 1000 },
        dns: { hostname: 'web', subdomain: 'sub' },
        hostNetwork: true,
        terminationGracePeriod: Duration.seconds(5),
        metadata: { name: 'web', annotations: { a: Lazy.any({ produce: () => 'late' }) as unknown as string } },
        podMetadata: { annotations: { setHostnameAsFqdn: 'a name of mine' }, labels: { hostIpc: 'another' } },
      }),
  ],
  [
    'what is Lazy',
    (scope) => new kplus.Deployment(scope, 'web', { containers: [plain({ image: Lazy.any({ produce: () => 'a' }) })] }),
  ],
  [
    'a Deployment that is made anew',
    (scope) =>
      new kplus.Deployment(scope, 'web', { containers: [plain()], strategy: kplus.DeploymentStrategy.recreate() }),
  ],
  [
    'a StatefulSet',
    (scope) =>
      new kplus.StatefulSet(scope, 'db', {
        service: new kplus.Service(scope, 'service', { ports: [{ port: 80 }], metadata: { name: 'db' } }),
        containers: [plain()],
        strategy: kplus.StatefulSetUpdateStrategy.rollingUpdate({ partition: 1 }),
        podManagementPolicy: kplus.PodManagementPolicy.PARALLEL,
      }),
  ],
  ['a DaemonSet', (scope) => new kplus.DaemonSet(scope, 'agent', { containers: [plain()] })],
];

test.each(USUAL)('renders %s as its generated class does', (_, make) => {
  const { quick, stock } = both(make(chart()));
  expect(quick).toBeDefined();
  expect(quick).toStrictEqual(stock);
});

const RARE: readonly [string, Partial<kplus.DeploymentProps>][] = [
  ['probes', { containers: [plain({ readiness: kplus.Probe.fromHttpGet('/', { port: 80 }) })] }],
  [
    'what starts and ends a container',
    { containers: [plain({ lifecycle: { preStop: kplus.Handler.fromCommand(['a']) } })] },
  ],
  ['an address of the host', { containers: [plain({ ports: [{ number: 1, hostIp: '192.0.2.1' }] })] }],
  [
    'aliases, of which one says more than there is',
    { hostAliases: [{ ip: '192.0.2.1', hostnames: ['a'], more: 1 } as any] },
  ],
  ['metadata that Kubernetes has no field for', { metadata: { more: { a: 1 } } }],
  ['labels that are no texts', { metadata: { labels: { a: { b: 1 } as any } } }],
  ['capabilities beyond those', { containers: [plain({ securityContext: { capabilities: { more: ['a'] } as any } })] }],
  ['a name server', { dns: { nameservers: ['192.0.2.53'] } }],
  ['a registry', { dockerRegistryAuth: { name: 'registry' } as any }],
  ['tokens', { containers: [plain({ image: { resolve: () => 'web:2' } as any })] }],
];

test.each(RARE)('leaves to the generated class: %s', (_, props) => {
  const { quick, stock } = both(new kplus.Deployment(chart(), 'web', { containers: [plain()], ...props }));
  expect(quick).toBeUndefined();
  expect(stock.kind).toBe('Deployment');
});

/** All plain objects in a value, itself included. */
function mapsIn(value: any): any[] {
  if (typeof value !== 'object' || value === null) return [];
  const below = Object.values(value).flatMap(mapsIn);
  return value.constructor === Object ? [value, ...below] : below;
}

function usualSpec(): any {
  return {
    replicas: 2,
    selector: { matchLabels: { app: 'web' } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: kplus.k8s.IntOrString.fromString('25%') } },
    template: {
      metadata: { labels: { app: 'web' } },
      spec: {
        hostNetwork: false,
        setHostnameAsFqdn: false,
        securityContext: { runAsNonRoot: true },
        containers: [
          {
            name: 'main',
            args: ['a'],
            env: [{ name: 'A', value: 'a' }],
            ports: [{ containerPort: 80 }],
            resources: { limits: { cpu: kplus.k8s.Quantity.fromNumber(1) } },
            securityContext: { capabilities: { drop: ['ALL'] } },
          },
        ],
        volumes: [{ name: 'v', emptyDir: {} }],
      },
    },
  };
}

test('renders 1,000 specs with something else in them as the generated class does, or leaves them to it', () => {
  const names = ['name', 'image', 'args', 'value', 'hostIp', 'hostPid', 'limits', 'runAsUser', 'labels', 'prefix'];
  // Made anew each time, since edits may go into them.
  const others: readonly (() => unknown)[] = [
    ...[undefined, null, '', 'a', 0, 1.5, true].map((each) => () => each),
    () => [],
    () => ['a'],
    () => ({}),
    () => ({ name: 'a' }),
    () => ({ value: 1 }),
    () => kplus.k8s.IntOrString.fromNumber(1),
  ];
  const edit = fc.record({
    at: fc.nat(),
    field: fc.oneof(fc.nat(), fc.constantFrom(...names)),
    other: fc.nat(others.length - 1),
  });
  const seen = { quick: 0, left: 0 };
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 3 }), (edits) => {
      const spec = usualSpec();
      for (const { at, field, other } of edits) {
        const maps = mapsIn(spec);
        const map = maps[at % maps.length];
        const known = Object.keys(map);
        map[typeof field === 'string' ? field : (known[field % known.length] ?? 'more')] = others[other]?.();
      }
      const object = new kplus.k8s.KubeDeployment(chart(), 'web', { spec });
      const quick = typedJson(object, WORKLOAD_FIELDS.Deployment as Fields);
      seen[quick ? 'quick' : 'left'] += 1;
      if (quick) expect(quick).toStrictEqual(object.toJson());
    }),
    { numRuns: 1000 },
  );
  expect(Math.min(seen.quick, seen.left)).toBeGreaterThan(100);
});
