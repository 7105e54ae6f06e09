import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { objectMetadata, patchable } from '../../objects';
import { completePod, equipPods, podProps } from '../pod/pod';
import { askForUsers } from '../pod/user-notice';
import { checkDeployedClaims } from './claim-laws';
import { writeCompanions } from './companions';
import { pruneController } from './kubernetes-defaults';
import { underOwnLabels } from './own-labels';
import { patchProblems } from './patch-problems';
import type { ReplicatedProps } from './replica-options';
import { checkReplicas, completeReplicas, fixedReplicas } from './replicas';
import { checkRollout } from './rollout-laws';
import { WORKLOAD_FIELDS } from './workload-fields';

/** A Deployment of cdk8s-plus under our own labels, whose patches are never filtered. */
export class PlainDeployment extends underOwnLabels(kplus.Deployment) {
  public constructor(scope: Construct, id: string, props: ReplicatedProps) {
    const { name, options } = props;
    checkReplicas(scope, options);
    checkRollout(scope, 'Deployment', options.rollout);
    const pods = podProps(scope, props);
    super(scope, id, {
      metadata: objectMetadata(scope, name),
      replicas: fixedReplicas(options),
      select: false,
      // Last, since an object that goes on after a spread is of a shape that no other one has, which is slow.
      ...pods,
    });
    equipPods(scope, this, props);
    checkDeployedClaims(scope, options);
    askForUsers(this, props);
    const finish = (json: any) => {
      completePod(json.spec.template, this, props);
      completeReplicas(json, options);
      Object.assign(json.spec, options.rollout?._manifest('Deployment'));
      pruneController(json);
    };
    patchable(this.apiObject, finish, patchProblems, WORKLOAD_FIELDS[this.apiObject.kind]);
    writeCompanions(scope, this, props);
  }
}
