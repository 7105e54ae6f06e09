import type { Cron } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { located } from '../../errors';
import { namespaceOf, objectLabels, objectMetadata, patchable } from '../../objects';
import { refuseLastingSidecars } from '../pod/lasting-sidecars';
import { completePod, equipPods, podProps } from '../pod/pod';
import { askForUsers } from '../pod/user-notice';
import { checkSharedClaims } from './claim-laws';
import { checkJob, jobManifest, restartPolicy } from './job-manifest';
import type { JobPodProps } from './job-options';
import { pruneController } from './kubernetes-defaults';
import { underOwnLabels } from './own-labels';
import { patchProblems } from './patch-problems';
import { type ScheduleOptions, scheduleManifest } from './schedule-options';

/** What a CronJob is made of. */
export interface ScheduledPodProps extends JobPodProps {
  /** When its jobs run. */
  readonly schedule: ScheduleOptions;
}

/** A CronJob of cdk8s-plus under our own labels, whose patches are never filtered. */
export class PlainCronJob extends underOwnLabels(kplus.CronJob) {
  public constructor(scope: Construct, id: string, props: ScheduledPodProps) {
    const schedule = located(scope, () => scheduleManifest(props.schedule));
    checkJob(scope, props);
    super(scope, id, {
      ...podProps(scope, props),
      metadata: objectMetadata(scope, props.name),
      restartPolicy: restartPolicy(props.options),
      schedule: { expressionString: schedule.schedule } as Cron,
      select: false,
    });
    refuseLastingSidecars(scope, props.options);
    equipPods(scope, this, props);
    checkSharedClaims(scope, props.options, props.options.parallelism ?? 1);
    askForUsers(this, props);
    const finish = (json: any) => {
      const { jobTemplate } = json.spec;
      completePod(jobTemplate.spec.template, this, props);
      Object.assign(jobTemplate.spec, jobManifest(props.options));
      // So that its jobs are found by the labels of the workload, as its pods are.
      jobTemplate.metadata = { labels: objectLabels(props.name, namespaceOf(this)) };
      json.spec = { ...schedule, jobTemplate };
      pruneController(json);
    };
    patchable(this.apiObject, finish, patchProblems);
  }
}
