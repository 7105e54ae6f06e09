import { Duration } from 'cdk8s';
import { Probe, Protocol, Worker } from '../../../lib';
import { apiWith, mainOf, shopNamespace } from '../written';

function readiness(probe: Probe): any {
  return mainOf(apiWith({ readiness: probe }).deployment).readinessProbe;
}

describe('writes', () => {
  test('an HTTP request with headers, to the port of the workload', () => {
    expect(readiness(Probe.http('/healthz?full=1', { headers: { Cookie: 'probe=1', Host: 'shop' } }))).toEqual({
      httpGet: {
        path: '/healthz?full=1',
        port: 8080,
        httpHeaders: [
          { name: 'Cookie', value: 'probe=1' },
          { name: 'Host', value: 'shop' },
        ],
      },
    });
  });

  test('a TCP connection to a port of its own', () => {
    expect(readiness(Probe.tcp({ port: 9000 }))).toEqual({ tcpSocket: { port: 9000 } });
  });

  test('a gRPC call, of the server or of one service', () => {
    expect(readiness(Probe.grpc())).toEqual({ grpc: { port: 8080 } });
    expect(readiness(Probe.grpc({ service: 'shop.Cart' }))).toEqual({ grpc: { port: 8080, service: 'shop.Cart' } });
  });

  test('an HTTPS request', () => {
    expect(readiness(Probe.http('/healthz', { https: true }))).toEqual({
      httpGet: { path: '/healthz', port: 8080, scheme: 'HTTPS' },
    });
    expect(readiness(Probe.http('/healthz', { https: false }))).toEqual({ httpGet: { path: '/healthz', port: 8080 } });
  });

  test('a command, which needs no port', () => {
    const probe = Probe.command(['pg_isready', '-q'], { timeout: Duration.seconds(5) });
    expect(readiness(probe)).toEqual({ exec: { command: ['pg_isready', '-q'] }, timeoutSeconds: 5 });
    const worker = new Worker(shopNamespace(), 'mailer', { image: 'mailer:1', liveness: Probe.command(['alive']) });
    expect(mainOf(worker.deployment).livenessProbe).toEqual({ exec: { command: ['alive'] } });
  });

  test('a port by its name, and by its number for gRPC, which knows no names', () => {
    const { deployment } = apiWith({
      extraPorts: [{ name: 'health', port: 9000 }],
      readiness: Probe.http('/', { port: 'health' }),
      liveness: Probe.tcp({ port: 'main' }),
      startup: Probe.grpc({ port: 'health' }),
    });
    expect(mainOf(deployment)).toMatchObject({
      readinessProbe: { httpGet: { path: '/', port: 'health' } },
      livenessProbe: { tcpSocket: { port: 'main' } },
      startupProbe: { grpc: { port: 9000 } },
    });
  });

  test('how many successes make it ready, and how long it has to end in', () => {
    const { deployment } = apiWith({
      readiness: Probe.tcp({ successThreshold: 2 }),
      liveness: Probe.tcp({ successThreshold: 1, terminationGracePeriod: Duration.seconds(5) }),
      startup: Probe.tcp({ terminationGracePeriod: Duration.minutes(1) }),
    });
    expect(mainOf(deployment)).toMatchObject({
      readinessProbe: { tcpSocket: { port: 8080 }, successThreshold: 2 },
      livenessProbe: { tcpSocket: { port: 8080 }, successThreshold: 1, terminationGracePeriodSeconds: 5 },
      startupProbe: { tcpSocket: { port: 8080 }, terminationGracePeriodSeconds: 60 },
    });
  });

  test('its times, in seconds', () => {
    const probe = Probe.http('/', {
      initialDelay: Duration.minutes(1),
      period: Duration.seconds(15),
      timeout: Duration.seconds(2),
      failureThreshold: 5,
    });
    expect(readiness(probe)).toEqual({
      httpGet: { path: '/', port: 8080 },
      initialDelaySeconds: 60,
      periodSeconds: 15,
      timeoutSeconds: 2,
      failureThreshold: 5,
    });
  });

  test('each of the three where it is meant', () => {
    const { deployment } = apiWith({
      readiness: Probe.http('/ready'),
      liveness: Probe.tcp({ port: 1 }),
      startup: Probe.grpc(),
    });
    expect(mainOf(deployment)).toMatchObject({
      readinessProbe: { httpGet: { path: '/ready', port: 8080 } },
      livenessProbe: { tcpSocket: { port: 1 } },
      startupProbe: { grpc: { port: 8080 } },
    });
  });
});

describe('by default', () => {
  test('a service is asked on its port whether it is ready and alive, and nothing at its start', () => {
    const main = mainOf(apiWith().deployment);
    expect(main.readinessProbe).toEqual({ tcpSocket: { port: 8080 } });
    expect(main.livenessProbe).toEqual({ tcpSocket: { port: 8080 } });
    expect(main).not.toHaveProperty('startupProbe');
  });

  test('a worker is asked nothing, even where it has ports', () => {
    const worker = new Worker(shopNamespace(), 'mailer', {
      image: 'mailer:1',
      extraPorts: [{ name: 'metrics', port: 9090 }],
    });
    expect(Object.keys(mainOf(worker.deployment)).filter((field) => field.endsWith('Probe'))).toEqual([]);
  });
});

test('none() takes a default away', () => {
  expect(Probe.none().isNone).toBe(true);
  expect(Probe.tcp().isNone).toBe(false);
  const main = mainOf(apiWith({ readiness: Probe.none(), liveness: Probe.none() }).deployment);
  expect(Object.keys(main).filter((field) => field.endsWith('Probe'))).toEqual([]);
});

test('a worker may be asked on a port that the probe names', () => {
  const worker = new Worker(shopNamespace(), 'mailer', { image: 'mailer:1', liveness: Probe.tcp({ port: 9090 }) });
  expect(mainOf(worker.deployment).livenessProbe).toEqual({ tcpSocket: { port: 9090 } });
});

describe('refuses', () => {
  test('a probe without any port', () => {
    expect(() => new Worker(shopNamespace(), 'mailer', { image: 'mailer:1', liveness: Probe.http('/') })).toThrow(
      new Error(
        '[shop/mailer] a probe must have a port, but `liveness` names none and the workload has no main port; ' +
          'give the probe a `port`',
      ),
    );
  });

  test.each([0, 70000, 80.5])('the port %d', (port) => {
    expect(() => Probe.tcp({ port })).toThrow(
      new Error(
        `the port of a probe must be a whole number from 1 to 65535, but got ${port}; ` +
          'give the number on which the pods listen',
      ),
    );
  });

  test.each(['', 'healthz', 'http://localhost/healthz'])('the path "%s"', (path) => {
    expect(() => Probe.http(path)).toThrow(
      new Error(
        `the path of a probe must start with "/", but got "${path}"; ` +
          'write it as in /healthz; the port is the `port` of the probe, or that of the workload',
      ),
    );
  });

  test('a header with a name that HTTP has not', () => {
    expect(() => Probe.http('/', { headers: { 'X Probe': '1' } })).toThrow(
      new Error(
        'the name of a header must consist of letters, digits and "-", but got "X Probe"; write it as in X-Probe',
      ),
    );
  });

  test.each([0, -1, 1.5])('%d failures', (failureThreshold) => {
    expect(() => Probe.grpc({ failureThreshold })).toThrow(
      new Error(
        `\`failureThreshold\` must be a whole number, 1 or above, but got ${failureThreshold}; ` +
          'give the number of failures in a row that count',
      ),
    );
  });

  test('a part of a second', () => {
    expect(() => Probe.tcp({ timeout: Duration.millis(500) })).toThrow(
      "'500 millis' cannot be converted into a whole number of seconds",
    );
  });

  test('the name of a port that the container has not', () => {
    const options = { extraPorts: [{ name: 'dns', port: 53, protocol: Protocol.UDP }] };
    for (const port of ['health', 'dns']) {
      expect(() => apiWith({ ...options, readiness: Probe.tcp({ port }) })).toThrow(
        new Error(
          '[shop/api] the port of `readiness` must be a TCP port of the workload itself, whose names are: "main", ' +
            `but got "${port}"; name one of these, or give the number`,
        ),
      );
    }
    const worker = () =>
      new Worker(shopNamespace(), 'mailer', { image: 'mailer:1', liveness: Probe.grpc({ port: 'x' }) });
    expect(worker).toThrow(
      '[shop/mailer] the port of `liveness` must be a TCP port of the workload itself, whose names are: none, but got "x"; ',
    );
  });

  test('a name that no port can have', () => {
    expect(() => Probe.tcp({ port: 'Health' })).toThrow(/^a port name must have at most 15 lower case letters/);
  });

  test('more than one success where it is asked for anything but readiness', () => {
    expect(() => apiWith({ liveness: Probe.tcp({ successThreshold: 2 }) })).toThrow(
      new Error(
        '[shop/api] the `successThreshold` of `liveness` must be 1, but got 2; ' +
          'leave it out; only `readiness` waits for more than one success',
      ),
    );
    expect(() => apiWith({ startup: Probe.tcp({ successThreshold: 2 }) })).toThrow(
      /^\[shop\/api\] the `successThreshold` of `startup` must be 1, /,
    );
    expect(() => Probe.tcp({ successThreshold: 0 })).toThrow(
      new Error(
        '`successThreshold` must be a whole number, 1 or above, but got 0; ' +
          'give the number of successes in a row that count',
      ),
    );
  });

  test('a time to end in where nothing ends', () => {
    expect(() => apiWith({ readiness: Probe.tcp({ terminationGracePeriod: Duration.seconds(5) }) })).toThrow(
      new Error(
        '[shop/api] `readiness` must have no `terminationGracePeriod`, since it restarts nothing; ' +
          'give it to `liveness` or `startup`, or to the workload',
      ),
    );
  });

  test.each(['period', 'timeout', 'terminationGracePeriod'])(
    'no time as its `%s`, which would mean the default',
    (field) => {
      expect(() => Probe.tcp({ [field]: Duration.seconds(0) })).toThrow(
        new Error(
          `the \`${field}\` of a probe must be at least 1 second, but got "0 s"; write it as in Duration.seconds(1)`,
        ),
      );
    },
  );

  test('a command that is none', () => {
    expect(() => Probe.command([])).toThrow(
      new Error(
        'the command of a probe must be a list of texts, the first of them the program, but got an empty list; ' +
          "write it as in ['sh', '-c', 'test -e /tmp/ready']",
      ),
    );
  });
});
