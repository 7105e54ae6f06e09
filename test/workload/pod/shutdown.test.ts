import { App, Chart, Duration } from 'cdk8s';
import { type InternalServiceProps, Shutdown } from '../../../lib';
import { PlainDeployment } from '../../../lib/workload';
import { apiWith, mainOf } from '../written';

function lifecycle(shutdown: Shutdown, options: Partial<InternalServiceProps> = {}): any {
  return mainOf(apiWith({ shutdown, ...options }).deployment).lifecycle;
}

describe('writes', () => {
  test('a sleep, in seconds', () => {
    expect(lifecycle(Shutdown.afterSleep(Duration.seconds(10)))).toEqual({ preStop: { sleep: { seconds: 10 } } });
  });

  test('a command', () => {
    expect(lifecycle(Shutdown.afterCommand(['nodetool', 'drain']))).toEqual({
      preStop: { exec: { command: ['nodetool', 'drain'] } },
    });
  });

  test('a request to the main port, to another by name or number, and by HTTPS', () => {
    const extraPorts = [{ name: 'admin', port: 9000 }];
    expect(lifecycle(Shutdown.afterHttp('/drain'))).toEqual({ preStop: { httpGet: { path: '/drain', port: 8080 } } });
    expect(lifecycle(Shutdown.afterHttp('/drain', { port: 'admin', https: true }), { extraPorts })).toEqual({
      preStop: { httpGet: { path: '/drain', port: 'admin', scheme: 'HTTPS' } },
    });
    expect(lifecycle(Shutdown.afterHttp('/drain', { port: 9001 }))).toEqual({
      preStop: { httpGet: { path: '/drain', port: 9001 } },
    });
  });

  test('nothing for an end at once', () => {
    expect(lifecycle(Shutdown.immediate())).toBeUndefined();
  });
});

describe('the default of a kind of workload', () => {
  function written(options: Partial<InternalServiceProps>): any {
    const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
    const deployment = new PlainDeployment(chart, 'Deployment', {
      name: 'api',
      options: { image: 'api:1', ...options },
      probes: {},
      defaultShutdown: Shutdown.afterSleep(Duration.seconds(5)),
    });
    return mainOf(deployment).lifecycle;
  }

  test('counts where nothing else is said', () => {
    expect(written({})).toEqual({ preStop: { sleep: { seconds: 5 } } });
    expect(written({ shutdown: Shutdown.immediate() })).toBeUndefined();
  });

  test('is left out where it leaves no time to end in', () => {
    expect(written({ terminationGracePeriod: Duration.seconds(5) })).toBeUndefined();
    expect(written({ terminationGracePeriod: Duration.seconds(6) })).toEqual({ preStop: { sleep: { seconds: 5 } } });
  });
});

describe('refuses', () => {
  test('a sleep that leaves no time to end in', () => {
    const error = (grace: number) =>
      new Error(
        `[shop/api] the sleep before the end must be shorter than the \`terminationGracePeriod\` of ${grace} s, ` +
          'but got "30 s"; sleep for less, or give a `terminationGracePeriod` such as Duration.seconds(60)',
      );
    const shutdown = Shutdown.afterSleep(Duration.seconds(30));
    expect(() => apiWith({ shutdown })).toThrow(error(30));
    expect(() => apiWith({ shutdown, terminationGracePeriod: Duration.seconds(10) })).toThrow(error(10));
    expect(() => apiWith({ shutdown, terminationGracePeriod: Duration.seconds(31) })).not.toThrow();
  });

  test('no sleep, or none that is one', () => {
    expect(() => Shutdown.afterSleep(Duration.seconds(0))).toThrow(
      new Error(
        'the sleep before the end must be at least 1 second, but got "0 s"; write it as in Duration.seconds(1)',
      ),
    );
    for (const [duration, got] of [
      [undefined, 'null'],
      [5, '5'],
    ]) {
      expect(() => Shutdown.afterSleep(duration as any)).toThrow(
        new Error(`a time must be a Duration of cdk8s, but got ${got}; write it as in Duration.seconds(5)`),
      );
    }
  });

  test.each([
    ['drain', '"drain"'],
    [[], 'an empty list'],
    [[1], '[1]'],
  ])('the command %p', (command, got) => {
    expect(() => Shutdown.afterCommand(command as any)).toThrow(
      new Error(
        `the command before the end must be a list of texts, the first of them the program, but got ${got}; ` +
          "write it as in ['sh', '-c', 'test -e /tmp/ready']",
      ),
    );
  });

  test('a path or port that is none', () => {
    expect(() => Shutdown.afterHttp('drain')).toThrow(
      new Error('the path of a request before the end must start with "/", but got "drain"; write it as in /drain'),
    );
    expect(() => Shutdown.afterHttp('/drain', { port: 0 })).toThrow(
      new Error(
        'the port of a request before the end must be a whole number from 1 to 65535, but got 0; ' +
          'give the number on which the pods listen',
      ),
    );
  });

  test('a port that the workload does not name', () => {
    expect(() => lifecycle(Shutdown.afterHttp('/drain', { port: 'admin' }))).toThrow(
      new Error(
        '[shop/api] the port of a request before the end must be a TCP port of the workload itself, whose names are: ' +
          '"main", but got "admin"; name one of these, or give the number',
      ),
    );
  });

  test('what is none', () => {
    expect(() => apiWith({ shutdown: 5 as any })).toThrow(
      new Error(
        '[shop/api] `shutdown` must be a Shutdown, but got 5; write it as in Shutdown.afterSleep(Duration.seconds(5))',
      ),
    );
  });
});

test('a request without any port is refused', () => {
  const chart = new Chart(new App(), 'shop', { namespace: 'shop' });
  const options = { image: 'mailer:1', shutdown: Shutdown.afterHttp('/drain') };
  expect(() => new PlainDeployment(chart, 'Deployment', { name: 'mailer', options, probes: {} })).toThrow(
    new Error(
      '[shop] a request before the end must have a port, but it names none and the workload has no main port; ' +
        "give it one as in Shutdown.afterHttp('/drain', { port: 8080 })",
    ),
  );
});
