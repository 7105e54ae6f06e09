import { Duration } from 'cdk8s';
import { type InternalServiceProps, Protocol } from '../../../lib';
import { apiWith, containerOf, mainOf, podOf, specOf } from '../written';

describe('the main container', () => {
  test('runs what the image says, or what is given', () => {
    expect(mainOf(apiWith().deployment)).toMatchObject({ name: 'main', image: 'api:1' });
    expect(mainOf(apiWith().deployment)).not.toHaveProperty('command');
    expect(mainOf(apiWith().deployment)).not.toHaveProperty('args');
    expect(mainOf(apiWith({ command: ['/api'], args: ['--port', '8080'] }).deployment)).toMatchObject({
      command: ['/api'],
      args: ['--port', '8080'],
    });
  });

  test('has its port under a name, and the extra ones after it', () => {
    const { deployment } = apiWith({
      portName: 'grpc',
      extraPorts: [
        { name: 'metrics', port: 9090 },
        { name: 'dns', port: 8080, protocol: Protocol.UDP },
      ],
    });
    expect(mainOf(deployment).ports).toEqual([
      { name: 'grpc', containerPort: 8080, protocol: 'TCP' },
      { name: 'metrics', containerPort: 9090, protocol: 'TCP' },
      { name: 'dns', containerPort: 8080, protocol: 'UDP' },
    ]);
  });
});

describe('pods', () => {
  test('are one unless said otherwise, and may be none', () => {
    expect(specOf(apiWith().deployment).replicas).toBe(1);
    expect(specOf(apiWith({ replicas: 3 }).deployment).replicas).toBe(3);
    expect(specOf(apiWith({ replicas: 0 }).deployment).replicas).toBe(0);
  });

  test('are of a user, a group and a group of files, all of one number', () => {
    expect(podOf(apiWith({ runAs: 1000 }).deployment).securityContext).toEqual({
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      fsGroup: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
    expect(podOf(apiWith().deployment).securityContext).toEqual({
      runAsNonRoot: true,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test('have as long to end as is said', () => {
    expect(podOf(apiWith({ terminationGracePeriod: Duration.minutes(2) }).deployment)).toMatchObject({
      terminationGracePeriodSeconds: 120,
    });
    expect(podOf(apiWith({ terminationGracePeriod: Duration.seconds(0) }).deployment)).toMatchObject({
      terminationGracePeriodSeconds: 0,
    });
    expect(podOf(apiWith().deployment)).not.toHaveProperty('terminationGracePeriodSeconds');
  });
});

test('init containers run in the order in which they are given, without ports and probes', () => {
  const { deployment } = apiWith({
    initContainers: [
      { name: 'wait', image: 'busybox:1', command: ['sh'], args: ['-c', 'sleep 1'] },
      { name: 'schema', image: 'schema:1' },
    ],
  });
  expect(podOf(deployment).initContainers).toEqual([
    {
      name: 'wait',
      image: 'busybox:1',
      command: ['sh'],
      args: ['-c', 'sleep 1'],
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
    {
      name: 'schema',
      image: 'schema:1',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
  ]);
  expect(containerOf(deployment, 'main').ports).toHaveLength(1);
});

describe('refuses', () => {
  function misuse(options: Partial<InternalServiceProps>): () => void {
    return () => apiWith(options);
  }

  test.each(['', ' ', 'api: 1'])('the image "%s"', (image) => {
    const error = new Error(
      `[shop/api] an image must be a reference without spaces, but got "${image}"; write it as in ghcr.io/acme/api:1.4`,
    );
    expect(misuse({ image })).toThrow(error);
    expect(misuse({ initContainers: [{ name: 'schema', image }] })).toThrow(error);
  });

  test.each([0, -1, 1.5, Number.NaN])('the user %d', (runAs) => {
    expect(misuse({ runAs })).toThrow(
      new Error(
        '[shop/api] `runAs` must be the number of a user, 1 or above, since pods run as root only where ' +
          `\`privileges\` say so, but got ${runAs}; give the number of the image's own user`,
      ),
    );
  });

  test('a port that is none', () => {
    const error = new Error(
      '[shop/api] the port of a pod must be a whole number from 1 to 65535, but got 70000; ' +
        'give the number on which the pods listen',
    );
    expect(misuse({ port: 70000 })).toThrow(error);
    expect(misuse({ extraPorts: [{ name: 'metrics', port: 70000 }] })).toThrow(error);
  });

  test('a name that no port has', () => {
    expect(misuse({ extraPorts: [{ name: 'prometheus-metrics', port: 9090 }] })).toThrow(
      new Error(
        '[shop/api] a port name must have at most 15 lower case letters, digits and single "-" inside, ' +
          'and at least one letter, but got "prometheus-metrics"; use a name such as "http"',
      ),
    );
    expect(misuse({ portName: 'HTTP' })).toThrow(/^\[shop\/api\] a port name must have .*, but got "HTTP"/);
  });

  test.each([
    ['name', { name: 'main', port: 9090 }, 'main'],
    ['number', { name: 'metrics', port: 8080 }, 'TCP 8080'],
  ])('two ports of one %s', (_, port, got) => {
    expect(misuse({ extraPorts: [port] })).toThrow(
      new Error(
        `[shop/api] the ports of a pod must differ in name, and in number or protocol, but got "${got}"; ` +
          'give each its own `name` and `port`',
      ),
    );
  });

  test('an init container with the name of another container', () => {
    const error = new Error(
      '[shop/api] the containers of a pod must differ in their names, but got "main"; ' +
        'give the one that is added another `name`; the workload itself has "main"',
    );
    expect(misuse({ initContainers: [{ name: 'main', image: 'schema:1' }] })).toThrow(error);
    const twice = [
      { name: 'schema', image: 'schema:1' },
      { name: 'schema', image: 'schema:2' },
    ];
    expect(misuse({ initContainers: twice })).toThrow(/^\[shop\/api\] the containers .*, but got "schema"; /);
  });

  test('an init container with a name that no container has', () => {
    expect(misuse({ initContainers: [{ name: 'Schema_1', image: 'schema:1' }] })).toThrow(
      /^\[shop\/api\] the name of a container must be a DNS-1123 label .*, but got "Schema_1"; write "schema-1"$/,
    );
  });

  test('a part of a second to end in', () => {
    expect(misuse({ terminationGracePeriod: Duration.millis(1500) })).toThrow(
      "[shop/api] '1500 millis' cannot be converted into a whole number of seconds",
    );
  });
});
