import type { Job } from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { resourceName, withdrawn } from '../objects';
import { Connections } from '../policy';
import type { Workload } from '../traffic';
import { type JobOptions, PlainJob, workloadOf } from '../workload';
import { deriveConnections } from './derived-connections';
import { checkEnforced } from './enforced-pod-security';
import { JOB_OPTIONS } from './known-options';
import { checkProps } from './props-laws';
import { RunningWorkload } from './running-workload';

/** What a job runs. */
export interface RunOnceJobProps extends JobOptions {}

const OPTIONS = new Set<keyof RunOnceJobProps>(JOB_OPTIONS);

/**
 * Something that runs once and comes to an end: a Job that nobody connects to unless allowed.
 *
 * Kubernetes lets nobody change what a Job runs. Whoever wants another image or another command gives it another name,
 * such as one with the version in it; the same name with something else is refused when it is applied.
 *
 * What fails is tried again in a new pod, so that the failed one can still be read; `retriesInPlace` says otherwise.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const db = new StatefulService(shop, 'db', { image: 'postgres:17', port: 5432, runAs: 999 });
 * const migration = new RunOnceJob(shop, 'migrate-1-4', {
 *   image: 'ghcr.io/acme/migrate:1.4',
 *   retries: 2,
 *   deadline: Duration.minutes(10),
 *   timeToLive: Duration.hours(24),
 * });
 * migration.connections.allowTo(db);
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/job/
 */
export class RunOnceJob extends RunningWorkload {
  /** The Job. */
  public readonly job: Job;
  /** Who may connect to it, and to whom it connects. */
  public readonly connections: Connections;

  /**
   * @throws when a name, port, path, number, time or quantity breaks its law, when a sidecar would keep the job from its
   * end, or when the pods need more than the Pod Security level of their namespace lets them
   */
  public constructor(scope: Construct, id: string, props: RunOnceJobProps) {
    super(scope, id);
    try {
      checkProps(this, 'a RunOnceJob', props, OPTIONS);
      const name = resourceName(scope, id, { kind: 'a RunOnceJob', name: props.name });
      const pods = { name, options: props, probes: {} };
      this.job = new PlainJob(this, 'Job', pods);
      checkEnforced(this, this.job);
      this.connections = new Connections(this, { workload: this, policyName: name });
      this.connections.standFor(this.job);
      deriveConnections(this, this.job, pods);
    } catch (error) {
      throw withdrawn(this, error);
    }
  }

  /** Its pods as they are now. */
  public get workload(): Workload {
    return workloadOf(this.job);
  }
}
