import { ApiObject, Chart, Duration } from 'cdk8s';
import { InternalService, Platform, RunOnceJob, type RunOnceJobProps, SidecarKind } from '../../lib';
import { listOf, podOf, shopNamespace, specOf } from '../workload/written';

function jobWith(options: Partial<RunOnceJobProps> = {}): RunOnceJob {
  return new RunOnceJob(shopNamespace(), 'job', { image: 'job:1', ...options });
}

test('writes a Job and a policy that lets nobody in', () => {
  const chart = new Chart(new Platform(), 'shop', { namespace: 'shop' });
  new RunOnceJob(chart, 'migrate-1-4', {
    image: 'ghcr.io/acme/migrate:1.4',
    runAs: 1000,
    retries: 2,
    deadline: Duration.minutes(10),
    timeToLive: Duration.hours(24),
  });
  expect(chart).toMatchSnapshot();
});

test('its parts are the objects that are written', () => {
  const shop = shopNamespace();
  const { job, policy, workload } = new RunOnceJob(shop, 'job', { image: 'job:1' });
  expect([ApiObject.of(job), policy].map(({ kind, name }) => `${kind} ${name}`)).toEqual([
    'Job job',
    'NetworkPolicy job',
  ]);
  expect(listOf(shop).slice(4)).toEqual(['Job job', 'NetworkPolicy job']);
  expect(workload.displayName).toBe('shop/job');
});

test("has no selector, which is its controller's own, but pods that its policy selects", () => {
  const { job, policy } = jobWith();
  expect(Object.keys(specOf(job))).toEqual(['template']);
  expect(specOf(job).template.metadata.labels).toMatchObject(policy.toJson().spec.podSelector.matchLabels);
});

test('connects to what it is told', () => {
  const shop = shopNamespace();
  const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
  const job = new RunOnceJob(shop, 'job', { image: 'job:1' });
  job.connections.allowTo(api);
  expect(api.connections.list().map(String)).toEqual(['shop/job -> shop/api  TCP 8080']);
});

describe('tries again', () => {
  test('in a new pod, so that the failed one can be read', () => {
    expect(podOf(jobWith().job).restartPolicy).toBe('Never');
  });

  test('in the same pod where it is told so', () => {
    expect(podOf(jobWith({ retriesInPlace: true }).job).restartPolicy).toBe('OnFailure');
  });
});

test('says how many pods there are, and which is which', () => {
  expect(specOf(jobWith({ completions: 10, parallelism: 3, indexed: true, retries: 0 }).job)).toMatchObject({
    backoffLimit: 0,
    completionMode: 'Indexed',
    completions: 10,
    parallelism: 3,
  });
});

test('ends with a sidecar that starts first, and would not end with another', () => {
  const sidecar = { name: 'proxy', image: 'proxy:1' };
  const { job } = jobWith({ sidecars: [{ ...sidecar, kind: SidecarKind.NATIVE }] });
  expect(podOf(job).initContainers[0]).toMatchObject({ name: 'proxy', restartPolicy: 'Always' });
  expect(() => jobWith({ sidecars: [{ ...sidecar, kind: SidecarKind.BESIDE }] })).toThrow(
    /^\[shop\/job\] a sidecar of a Job must be native, since the Job would wait for the end of any other, but got "proxy"; /,
  );
});

describe('refuses', () => {
  test.each<[Partial<RunOnceJobProps>, string]>([
    [
      { retries: -1 },
      '`retries` must be a whole number, 0 or above, but got -1; give the number of times that it is tried again',
    ],
    [
      { completions: 0 },
      '`completions` must be a whole number, 1 or above, but got 0; give the number of pods that have to end well',
    ],
    [
      { parallelism: 1.5 },
      '`parallelism` must be a whole number, 1 or above, but got 1.5; give the number of pods that run at once',
    ],
    [
      { deadline: Duration.seconds(0) },
      '`deadline` must be at least 1 second, but got "0 s"; write it as in Duration.seconds(1)',
    ],
    [{ timeToLive: 60 as any }, 'a time must be a Duration of cdk8s, but got 60; write it as in Duration.seconds(5)'],
    [{ indexed: true }, 'a job whose pods are numbered must say how many there are; give `completions`'],
    [
      { indexed: true, completions: 200_000, parallelism: 100_001 },
      'a job whose pods are numbered must run at most 100000 of them at once, but got 100001; lower `parallelism`',
    ],
    [
      { indexed: true, completions: 11, name: 'a'.repeat(61) },
      'the name of a job with its last number must have at most 63 characters, since pods are called so, but got ' +
        `"${'a'.repeat(61)}-10"; give a shorter \`name\``,
    ],
  ])('%#', (options, message) => {
    expect(() => jobWith(options)).toThrow(new Error(`[shop/job] ${message}`));
  });

  test('a name that is no label, as the pods bear it as one', () => {
    expect(jobWith({ name: 'a'.repeat(63) }).job.name).toHaveLength(63);
    expect(jobWith({ indexed: true, completions: 10, name: 'a'.repeat(61) }).job.name).toHaveLength(61);
    expect(() => jobWith({ name: 'a'.repeat(64) })).toThrow(
      /^\[shop\/job\] the name of a RunOnceJob must be a DNS-1123 label/,
    );
  });
});
