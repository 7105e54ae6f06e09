import { ApiObject, Chart, Duration } from 'cdk8s';
import { Concurrency, InternalService, Platform, ScheduledJob, type ScheduledJobProps } from '../../lib';
import { listOf, shopNamespace, specOf } from '../workload/written';

function jobWith(options: Partial<ScheduledJobProps> = {}): ScheduledJob {
  return new ScheduledJob(shopNamespace(), 'reports', { image: 'reports:1', schedule: '@daily', ...options });
}

test('writes a CronJob and a policy that lets nobody in', () => {
  const chart = new Chart(new Platform(), 'shop', { namespace: 'shop' });
  new ScheduledJob(chart, 'reports', {
    image: 'ghcr.io/acme/reports:1.0',
    runAs: 1000,
    schedule: '30 2 * * MON-FRI',
    timeZone: 'Europe/Vienna',
    deadline: Duration.hours(1),
  });
  expect(chart).toMatchSnapshot();
});

test('its parts are the objects that are written', () => {
  const shop = shopNamespace();
  const { cronJob, policy, workload } = new ScheduledJob(shop, 'reports', { image: 'reports:1', schedule: '@daily' });
  const objects = [ApiObject.of(cronJob), policy];
  expect(objects.map(({ kind, name }) => `${kind} ${name}`)).toEqual(['CronJob reports', 'NetworkPolicy reports']);
  expect(listOf(shop).slice(4)).toEqual(['CronJob reports', 'NetworkPolicy reports']);
  expect(workload.displayName).toBe('shop/reports');
});

test('says nothing that is the default of Kubernetes, but that no two run at once', () => {
  const { cronJob, policy } = jobWith();
  const { jobTemplate, ...rest } = specOf(cronJob);
  expect(rest).toEqual({ concurrencyPolicy: 'Forbid', schedule: '@daily' });
  expect(Object.keys(jobTemplate.spec)).toEqual(['template']);
  expect(jobTemplate.spec.template.metadata.labels).toMatchObject(policy.toJson().spec.podSelector.matchLabels);
});

test('says what is given', () => {
  const { cronJob } = jobWith({
    schedule: '*/5 * * * *',
    timeZone: 'Etc/UTC',
    concurrency: Concurrency.REPLACE,
    startingDeadline: Duration.seconds(10),
    successfulJobsHistoryLimit: 0,
    failedJobsHistoryLimit: 5,
    suspended: true,
    retries: 1,
  });
  const { jobTemplate, ...rest } = specOf(cronJob);
  expect(rest).toEqual({
    concurrencyPolicy: 'Replace',
    failedJobsHistoryLimit: 5,
    schedule: '*/5 * * * *',
    startingDeadlineSeconds: 10,
    successfulJobsHistoryLimit: 0,
    suspend: true,
    timeZone: 'Etc/UTC',
  });
  expect(jobTemplate.spec.backoffLimit).toBe(1);
});

test('connects to what it is told, also where the CronJob itself is named', () => {
  const shop = shopNamespace();
  const api = new InternalService(shop, 'api', { image: 'api:1', port: 8080 });
  const { cronJob } = new ScheduledJob(shop, 'reports', { image: 'reports:1', schedule: '@daily' });
  api.connections.allowFrom(cronJob);
  expect(api.connections.list().map(String)).toEqual(['shop/reports -> shop/api  TCP 8080']);
});

describe('refuses', () => {
  test.each<[Partial<ScheduledJobProps>, string]>([
    [
      { startingDeadline: Duration.seconds(9) },
      '`startingDeadline` must be at least 10 seconds, but got "9 s"; write it as in Duration.seconds(10)',
    ],
    [
      { concurrency: 'Never' as any },
      '`concurrency` must be a Concurrency, but got "Never"; write it as in Concurrency.FORBID',
    ],
    [
      { successfulJobsHistoryLimit: -1 },
      '`successfulJobsHistoryLimit` must be a whole number, 0 or above, but got -1; give the number of jobs that are kept',
    ],
    [
      { failedJobsHistoryLimit: 0.5 },
      '`failedJobsHistoryLimit` must be a whole number, 0 or above, but got 0.5; give the number of jobs that are kept',
    ],
    [
      { timeZone: 'Vienna' },
      '`timeZone` must be a name of the time zone database, but got "Vienna"; write it as in Europe/Vienna or Etc/UTC',
    ],
    [
      { schedule: '* * * * 7' },
      'the day of the week of a schedule must be made of numbers from 0 to 6 or words such as ' +
        'mon, but got "7"; Sunday is 0 or SUN',
    ],
    [
      { name: 'a'.repeat(53) },
      'the name of a CronJob must have at most 52 characters, since the names of its jobs add the time, but got ' +
        `"${'a'.repeat(53)}"; give a shorter \`name\``,
    ],
  ])('%#', (options, message) => {
    expect(() => jobWith(options)).toThrow(new Error(`[shop/reports] ${message}`));
  });

  test('not the longest name that fits', () => {
    expect(jobWith({ name: 'a'.repeat(52) }).cronJob.name).toHaveLength(52);
  });
});
