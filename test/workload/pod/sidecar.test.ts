import { Duration } from 'cdk8s';
import { type InternalService, Port, Probe, Protocol, Shutdown, type Sidecar, SidecarKind, Volume } from '../../../lib';
import { refuseLastingSidecars } from '../../../lib/workload/pod/lasting-sidecars';
import { apiWith, containerOf, podOf } from '../written';

const HARDENED = { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } };

function withSidecar(sidecar: Partial<Sidecar>): InternalService {
  return apiWith({ sidecars: [{ name: 'proxy', image: 'proxy:1', ...sidecar }] });
}

describe('a sidecar', () => {
  test('is a native one unless said otherwise: an init container that is restarted always', () => {
    const pod = podOf(withSidecar({}).deployment);
    expect(pod.initContainers).toEqual([
      { name: 'proxy', image: 'proxy:1', restartPolicy: 'Always', securityContext: HARDENED },
    ]);
    expect(pod.containers.map(({ name }: any) => name)).toEqual(['main']);
  });

  test('is a container beside the main one where it is said', () => {
    const pod = podOf(withSidecar({ kind: SidecarKind.BESIDE, command: ['/proxy'], args: ['-v'] }).deployment);
    expect(pod).not.toHaveProperty('initContainers');
    expect(pod.containers[1]).toMatchObject({
      name: 'proxy',
      image: 'proxy:1',
      command: ['/proxy'],
      args: ['-v'],
      securityContext: HARDENED,
    });
    expect(pod.containers[1]).not.toHaveProperty('restartPolicy');
  });

  test('starts before the containers that run to their end, so that they can use it', () => {
    const { deployment } = apiWith({
      initContainers: [{ name: 'schema', image: 'schema:1' }],
      sidecars: [{ name: 'proxy', image: 'proxy:1' }],
    });
    expect(podOf(deployment).initContainers.map(({ name }: any) => name)).toEqual(['proxy', 'schema']);
  });

  test('has what it is given, and the volumes and the read-only root of the pod', () => {
    const { deployment } = apiWith({
      readOnlyRoot: true,
      volumes: { '/etc/shop': Volume.configMap('shop') },
      sidecars: [{ name: 'proxy', image: 'proxy:1', env: { A: 'b' }, resources: { memoryLimit: '64Mi' } }],
    });
    expect(containerOf(deployment, 'proxy')).toEqual({
      name: 'proxy',
      image: 'proxy:1',
      env: [{ name: 'A', value: 'b' }],
      resources: { limits: { memory: '64Mi' } },
      restartPolicy: 'Always',
      securityContext: { ...HARDENED, readOnlyRootFilesystem: true },
      volumeMounts: [{ name: 'etc-shop', mountPath: '/etc/shop', readOnly: true }],
    });
  });

  test('is asked on its own first port, or on one that is named', () => {
    const proxy = containerOf(
      withSidecar({
        ports: [
          { name: 'proxy', port: 15001 },
          { name: 'admin', port: 15000 },
        ],
        readiness: Probe.http('/ready', { port: 'admin' }),
        liveness: Probe.tcp(),
        startup: Probe.grpc({ port: 'admin' }),
      }).deployment,
      'proxy',
    );
    expect(proxy.ports).toEqual([
      { name: 'proxy', containerPort: 15001, protocol: 'TCP' },
      { name: 'admin', containerPort: 15000, protocol: 'TCP' },
    ]);
    expect(proxy.readinessProbe).toEqual({ httpGet: { path: '/ready', port: 'admin' } });
    expect(proxy.livenessProbe).toEqual({ tcpSocket: { port: 15001 } });
    expect(proxy.startupProbe).toEqual({ grpc: { port: 15000 } });
  });

  test.each([SidecarKind.NATIVE, SidecarKind.BESIDE])('has ports of the workload, whether it is %s', (kind) => {
    const { workload } = withSidecar({ kind, ports: [{ name: 'proxy', port: 15001 }] });
    expect(workload.ports.map(String)).toEqual(['TCP 8080', 'TCP 15001']);
    expect(workload.resolve(Port.named('proxy'))?.toString()).toBe('TCP 15001');
  });
});

describe('what the main container sleeps before its end', () => {
  const sleep = Shutdown.afterSleep(Duration.seconds(5));

  test('one beside it sleeps as well, and a native one ends later by itself', () => {
    const { deployment } = apiWith({
      shutdown: sleep,
      sidecars: [
        { name: 'proxy', image: 'proxy:1', kind: SidecarKind.BESIDE },
        { name: 'log', image: 'log:1' },
      ],
    });
    expect(containerOf(deployment, 'proxy').lifecycle).toEqual({ preStop: { sleep: { seconds: 5 } } });
    expect(containerOf(deployment, 'log')).not.toHaveProperty('lifecycle');
  });

  test('its command is for the main one only', () => {
    const { deployment } = apiWith({
      shutdown: Shutdown.afterCommand(['drain']),
      sidecars: [{ name: 'proxy', image: 'proxy:1', kind: SidecarKind.BESIDE }],
    });
    expect(containerOf(deployment, 'proxy')).not.toHaveProperty('lifecycle');
  });
});

test('the ports of an init container are written, and are none of the workload', () => {
  const api = apiWith({ initContainers: [{ name: 'setup', image: 'setup:1', ports: [{ name: 'main', port: 8080 }] }] });
  expect(containerOf(api.deployment, 'setup').ports).toEqual([{ name: 'main', containerPort: 8080, protocol: 'TCP' }]);
  expect(api.workload.ports.map(String)).toEqual(['TCP 8080']);
});

describe('refuses', () => {
  test.each([
    ['name', { name: 'main', port: 15001 }, 'main'],
    ['number', { name: 'proxy', port: 8080 }, 'TCP 8080'],
  ])('a port with the %s of another of the pod', (_, port, got) => {
    expect(() => withSidecar({ ports: [port] })).toThrow(
      new Error(
        `[shop/api] the ports of a pod must differ in name, and in number or protocol, but got "${got}"; ` +
          'give each its own `name` and `port`',
      ),
    );
  });

  test('two ports of one name in an init container', () => {
    const ports = [
      { name: 'a', port: 1 },
      { name: 'a', port: 2 },
    ];
    expect(() => apiWith({ initContainers: [{ name: 'setup', image: 'setup:1', ports }] })).toThrow(
      '[shop/api] the ports of a pod must differ in name, and in number or protocol, but got "a"; ',
    );
  });

  test('the name of another container, and none', () => {
    expect(() => withSidecar({ name: 'main' })).toThrow(
      '[shop/api] the containers of a pod must differ in their names, but got "main"; ',
    );
    expect(() => withSidecar({ name: undefined as any })).toThrow(
      new Error('[shop/api] the name of a container must be a text, but got undefined; write it as in "shop"'),
    );
  });

  test('a probe without a port where it has none', () => {
    expect(() => withSidecar({ readiness: Probe.tcp() })).toThrow(
      new Error(
        '[shop/api] a probe must have a port, but `readiness` names none and the sidecar "proxy" has no main port; ' +
          'give the probe a `port`',
      ),
    );
  });

  test('the port of another container by its name', () => {
    const ports = [
      { name: 'proxy', port: 15001 },
      { name: 'dns', port: 53, protocol: Protocol.UDP },
    ];
    expect(() => withSidecar({ ports, liveness: Probe.tcp({ port: 'main' }) })).toThrow(
      new Error(
        '[shop/api] the port of `liveness` must be a TCP port of the sidecar "proxy" itself, whose names are: "proxy", ' +
          'but got "main"; name one of these, or give the number',
      ),
    );
  });

  test('a probe on a port that is of another protocol only', () => {
    const dns = { name: 'dns', port: 53, protocol: Protocol.UDP };
    expect(() => withSidecar({ ports: [dns], startup: Probe.http('/') })).toThrow(
      /`startup` names none and the sidecar/,
    );
    expect(() => withSidecar({ ports: [dns], startup: Probe.tcp({ port: 53 }) })).toThrow(
      new Error(
        '[shop/api] the port of `startup` must be a TCP port of the sidecar "proxy" itself, whose names are: none, but ' +
          'got 53; name one of these, or give the number',
      ),
    );
    const { deployment } = withSidecar({ ports: [dns, { name: 'http', port: 80 }], startup: Probe.tcp() });
    expect(containerOf(deployment, 'proxy').startupProbe).toEqual({ tcpSocket: { port: 80 } });
    const both = [dns, { name: 'dns-tcp', port: 53 }];
    expect(() => withSidecar({ ports: both, startup: Probe.tcp({ port: 53 }) })).not.toThrow();
    expect(() => withSidecar({ ports: [dns], startup: Probe.tcp({ port: 8080 }) })).not.toThrow();
  });

  test('what is no option of it, or of an init container', () => {
    expect(() => withSidecar({ shutdown: 'later' } as any)).toThrow(
      /^\[shop\/api\] the sidecar "proxy" must have no `shutdown`, but got "later"; leave it out; it may have name, /,
    );
    const initContainers: any[] = [{ name: 'setup', image: 'setup:1', readiness: Probe.tcp({ port: 80 }) }];
    expect(() => apiWith({ initContainers })).toThrow(
      /^\[shop\/api\] the init container "setup" must have no `readiness`, but got a Probe; leave it out; /,
    );
  });

  test('a kind that is none, and what is no sidecar', () => {
    expect(() => withSidecar({ kind: 'late' as any })).toThrow(
      new Error('[shop/api] `kind` must be a SidecarKind, but got "late"; write it as in SidecarKind.NATIVE'),
    );
    expect(() => apiWith({ sidecars: ['proxy' as any] })).toThrow(
      new Error(
        '[shop/api] `sidecars` must be a list of objects, but got ["proxy"]; ' +
          "write it as in sidecars: [{ name: 'proxy', image: 'ghcr.io/acme/proxy:1.4' }]",
      ),
    );
  });
});

describe('a Job', () => {
  const place = { node: { path: 'shop/once' } };
  const sidecar = { name: 'proxy', image: 'proxy:1' };

  test('may have native sidecars, or none', () => {
    expect(() => refuseLastingSidecars(place, { image: 'once:1', sidecars: [sidecar] })).not.toThrow();
    expect(() => refuseLastingSidecars(place, { image: 'once:1' })).not.toThrow();
  });

  test('would wait for any other for ever', () => {
    const sidecars = [{ ...sidecar, kind: SidecarKind.BESIDE }];
    expect(() => refuseLastingSidecars(place, { image: 'once:1', sidecars })).toThrow(
      new Error(
        '[shop/once] a sidecar of a Job must be native, since the Job would wait for the end of any other, but got ' +
          '"proxy"; make it `kind: SidecarKind.NATIVE`, which takes Kubernetes 1.29 or later',
      ),
    );
  });
});
