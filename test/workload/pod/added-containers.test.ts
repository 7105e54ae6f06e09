import { Duration, Size } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { StatefulService } from '../../../lib';
import { apiWith, containerOf, podOf, shopNamespace } from '../written';

const db = () => new StatefulService(shopNamespace(), 'db', { image: 'postgres:17', port: 5432 }).statefulSet;

describe.each([
  ['Deployment', () => apiWith().deployment, 'shop/api'],
  ['StatefulSet', db, 'shop/db'],
])('a container that is added to the %s', (_, make, path) => {
  test('is hardened, and gets nothing that nobody asked for', () => {
    const workload = make();
    workload.addContainer({ name: 'exporter', image: 'exporter:1', portNumber: 9187 });
    expect(containerOf(workload, 'exporter')).toEqual({
      name: 'exporter',
      image: 'exporter:1',
      ports: [{ containerPort: 9187 }],
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      },
    });
  });

  test('keeps what it was given', () => {
    const workload = make();
    workload.addContainer({
      name: 'exporter',
      image: 'exporter:1',
      portNumber: 9187,
      imagePullPolicy: kplus.ImagePullPolicy.ALWAYS,
      resources: { memory: { limit: Size.mebibytes(64) } },
      startup: kplus.Probe.fromTcpSocket({ failureThreshold: 30, periodSeconds: Duration.seconds(5) }),
    });
    expect(containerOf(workload, 'exporter')).toMatchObject({
      imagePullPolicy: 'Always',
      resources: { limits: { memory: '64Mi' } },
      startupProbe: { failureThreshold: 30, periodSeconds: 5, tcpSocket: { port: 9187 } },
    });
  });

  test('keeps a security context of its own', () => {
    const workload = make();
    workload.addContainer({
      name: 'proxy',
      image: 'proxy:1',
      securityContext: {
        user: 101,
        ensureNonRoot: false,
        readOnlyRootFilesystem: false,
        capabilities: { add: [kplus.Capability.NET_BIND_SERVICE] },
        seccompProfile: { type: kplus.SeccompProfileType.LOCALHOST, localhostProfile: 'proxy.json' },
      },
    });
    expect(containerOf(workload, 'proxy').securityContext).toEqual({
      allowPrivilegeEscalation: false,
      capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
      runAsNonRoot: false,
      runAsUser: 101,
      seccompProfile: { localhostProfile: 'proxy.json', type: 'Localhost' },
    });
  });

  test('drops what it says itself', () => {
    const workload = make();
    const capabilities = { drop: [kplus.Capability.NET_RAW] };
    workload.addContainer({ name: 'proxy', image: 'proxy:1', securityContext: { capabilities } });
    expect(containerOf(workload, 'proxy').securityContext.capabilities).toEqual({ drop: ['NET_RAW'] });
  });

  test('is hardened before the others too, whether it ends or stays', () => {
    const workload = make();
    workload.addInitContainer({ image: 'setup:1' });
    workload.addInitContainer({
      name: 'sidecar',
      image: 'sidecar:1',
      portNumber: 15001,
      restartPolicy: kplus.ContainerRestartPolicy.ALWAYS,
    });
    const securityContext = {
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    };
    expect(podOf(workload).initContainers).toEqual([
      { name: 'init-0', image: 'setup:1', securityContext },
      {
        name: 'sidecar',
        image: 'sidecar:1',
        ports: [{ containerPort: 15001 }],
        restartPolicy: 'Always',
        securityContext,
      },
    ]);
    expect(podOf(workload).securityContext.seccompProfile).toEqual({ type: 'RuntimeDefault' });
  });

  test('is refused under the name of another, at once', () => {
    const workload = make();
    const error = new Error(
      `[${path}] the containers of a pod must differ in their names, but got "main"; ` +
        'give the one that is added another `name`; the workload itself has "main"',
    );
    expect(() => workload.addContainer({ image: 'nameless:1' })).toThrow(error);
    expect(() => workload.addInitContainer({ name: 'main', image: 'setup:1' })).toThrow(error);
    expect(() => workload.attachContainer(new kplus.Container({ image: 'nameless:1' }))).toThrow(error);
    workload.addInitContainer({ name: 'setup', image: 'setup:1' });
    expect(() => workload.addContainer({ name: 'setup', image: 'setup:2' })).toThrow(/but got "setup"; /);
    expect(podOf(workload).containers.map(({ name }: any) => name)).toEqual(['main']);
  });

  test('is refused under a name that no container has', () => {
    expect(() => make().addContainer({ name: 'Exporter', image: 'exporter:1' })).toThrow(
      `[${path}] the name of a container must be a DNS-1123 label`,
    );
  });
});

test('a container that was made elsewhere is written as it is, but for the capabilities', () => {
  const { deployment } = apiWith();
  deployment.attachContainer(new kplus.Container({ name: 'made', image: 'made:1', portNumber: 9 }));
  expect(containerOf(deployment, 'made')).toMatchObject({
    imagePullPolicy: 'Always',
    resources: { limits: { cpu: '1500m' } },
    startupProbe: { tcpSocket: { port: 9 } },
    securityContext: { capabilities: { drop: ['ALL'] } },
  });
});
