import type { Duration } from 'cdk8s';
import { valueError } from '../../errors';
import { checkFlags } from '../../traffic';
import { checkCount } from '../pod/count';
import { checkSeconds } from '../pod/seconds';
import { present } from './present';
import { checkSchedule } from './schedule';
import { checkTimeZone } from './time-zone';

/** What happens when a job is due and the one before it still runs. */
export enum Concurrency {
  /** Both run. */
  ALLOW = 'Allow',

  /** The new one is left out. */
  FORBID = 'Forbid',

  /** The old one is ended. */
  REPLACE = 'Replace',
}

/** When jobs run. */
export interface ScheduleOptions {
  /**
   * When it runs: minute, hour, day of the month, month, day of the week, as cron has them, or `@hourly`, `@daily`,
   * `@weekly`, `@monthly` or `@yearly`. Where both days are given, either will do. Sunday is 0 or `SUN`, and not 7.
   */
  readonly schedule: string;

  /**
   * The time zone of the schedule, such as `Europe/Vienna`.
   *
   * @default - that of the cluster's control plane, which nobody can tell from here; mostly UTC
   */
  readonly timeZone?: string;

  /**
   * What happens when it is due and the one before still runs.
   *
   * @default Concurrency.FORBID
   */
  readonly concurrency?: Concurrency;

  /**
   * How late a job may start; one that is later is left out. At least 10 seconds, since the cluster looks that often.
   *
   * @default - however late
   */
  readonly startingDeadline?: Duration;

  /**
   * How many jobs that ended well are kept, with their pods and what they printed.
   *
   * @default - Kubernetes' own: 3
   */
  readonly successfulJobsHistoryLimit?: number;

  /**
   * How many jobs that failed are kept.
   *
   * @default - Kubernetes' own: 1
   */
  readonly failedJobsHistoryLimit?: number;

  /**
   * Whether no more jobs are started. Those that run go on.
   *
   * @default false
   */
  readonly suspended?: boolean;
}

/** The controller looks for what is due in this interval; a job that may be less late than that is left out at random. */
const LEAST_DEADLINE = 10;

/** The fields of the spec of a written CronJob, beside its jobs. */
export function scheduleManifest(options: ScheduleOptions): { [field: string]: any } {
  const { schedule, timeZone, suspended, concurrency = Concurrency.FORBID } = options;
  const { startingDeadline, successfulJobsHistoryLimit, failedJobsHistoryLimit } = options;
  checkSchedule(schedule);
  if (timeZone !== undefined) checkTimeZone(timeZone);
  checkConcurrency(concurrency);
  checkFlags({ suspended });
  checkCount('successfulJobsHistoryLimit', successfulJobsHistoryLimit, 0, 'give the number of jobs that are kept');
  checkCount('failedJobsHistoryLimit', failedJobsHistoryLimit, 0, 'give the number of jobs that are kept');
  return present({
    schedule,
    timeZone,
    concurrencyPolicy: concurrency,
    startingDeadlineSeconds: checkSeconds('`startingDeadline`', startingDeadline, LEAST_DEADLINE),
    successfulJobsHistoryLimit,
    failedJobsHistoryLimit,
    suspend: suspended ? true : undefined,
  });
}

/** From JavaScript, anything may come. */
function checkConcurrency(concurrency: Concurrency): void {
  if (Object.values(Concurrency).includes(concurrency)) return;
  throw valueError({
    law: '`concurrency` must be a Concurrency',
    got: concurrency,
    remedy: 'write it as in Concurrency.FORBID',
  });
}
