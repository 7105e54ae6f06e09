import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { objectMetadata, patchable } from '../../objects';
import { refuseLastingSidecars } from '../pod/lasting-sidecars';
import { completePod, equipPods, podProps } from '../pod/pod';
import { askForUsers } from '../pod/user-notice';
import { checkSharedClaims } from './claim-laws';
import { checkJob, jobManifest, restartPolicy } from './job-manifest';
import type { JobPodProps } from './job-options';
import { underOwnLabels } from './own-labels';
import { patchProblems } from './patch-problems';

/**
 * A Job of cdk8s-plus under our own labels, whose patches are never filtered.
 *
 * It has no selector: its controller makes one for itself. Its pods have our labels all the same, by which policies and
 * Services select them.
 */
export class PlainJob extends underOwnLabels(kplus.Job) {
  public constructor(scope: Construct, id: string, props: JobPodProps) {
    checkJob(scope, props);
    super(scope, id, {
      ...podProps(scope, props),
      metadata: objectMetadata(scope, props.name),
      restartPolicy: restartPolicy(props.options),
      select: false,
    });
    refuseLastingSidecars(scope, props.options);
    equipPods(scope, this, props);
    checkSharedClaims(scope, props.options, props.options.parallelism ?? 1);
    askForUsers(this, props);
    const finish = (json: any) => {
      completePod(json.spec.template, this, props);
      Object.assign(json.spec, jobManifest(props.options));
    };
    patchable(this.apiObject, finish, patchProblems);
  }
}
