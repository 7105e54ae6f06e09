import type { CronJob } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { resourceName, withdrawn } from '../objects';
import { Connections } from '../policy';
import type { Workload } from '../traffic';
import { type JobOptions, PlainCronJob, type ScheduleOptions, workloadOf } from '../workload';
import { deriveConnections } from './derived-connections';
import { checkEnforced } from './enforced-pod-security';
import { JOB_OPTIONS, SCHEDULE_OPTIONS } from './known-options';
import { checkLength } from './name-laws';
import { checkProps } from './props-laws';
import { RunningWorkload } from './running-workload';

/** The controller adds a hyphen and 10 digits to the names of its jobs, which must have 63 characters at most. */
const MAX_NAME = 52;

/** What a job runs, and when. */
export interface ScheduledJobProps extends JobOptions, ScheduleOptions {}

const OPTIONS = new Set<keyof ScheduledJobProps>([...SCHEDULE_OPTIONS, ...JOB_OPTIONS]);

/**
 * Something that runs again and again at given times, and comes to an end each time: a CronJob that nobody connects to
 * unless allowed.
 *
 * What still runs when it is due again isn't started a second time; `concurrency` says otherwise. What fails is tried
 * again in a new pod, so that the failed one can still be read; `retriesInPlace` says otherwise.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * const reports = new ScheduledJob(shop, 'reports', {
 *   image: 'ghcr.io/acme/reports:1.0',
 *   schedule: '30 2 * * MON-FRI',
 *   timeZone: 'Europe/Vienna',
 *   deadline: Duration.hours(1),
 * });
 * reports.connections.allowTo(api);
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
 */
export class ScheduledJob extends RunningWorkload {
  /** The CronJob. */
  public readonly cronJob: CronJob;
  /** Who may connect to it, and to whom it connects. */
  public readonly connections: Connections;

  /**
   * @throws when a name, port, path, number, time, schedule or quantity breaks its law, when a sidecar would keep a job
   * from its end, or when the pods need more than the Pod Security level of their namespace lets them
   */
  public constructor(scope: Construct, id: string, props: ScheduledJobProps) {
    super(scope, id);
    try {
      checkProps(this, 'a ScheduledJob', props, OPTIONS);
      const name = resourceName(scope, id, { kind: 'a ScheduledJob', name: props.name });
      checkLength(this, name, { kind: 'a CronJob', most: MAX_NAME, why: 'the names of its jobs add the time' });
      const pods = { name, options: props, probes: {} };
      this.cronJob = new PlainCronJob(this, 'CronJob', { ...pods, schedule: props });
      checkEnforced(this, this.cronJob);
      this.connections = new Connections(this, { workload: this, policyName: name });
      this.connections.standFor(this.cronJob);
      deriveConnections(this, this.cronJob, pods);
    } catch (error) {
      throw withdrawn(this, error);
    }
  }

  /** Its pods as they are now. */
  public get workload(): Workload {
    return workloadOf(this.cronJob);
  }
}
