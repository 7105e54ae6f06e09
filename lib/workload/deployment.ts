import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { objectMetadata, patchable } from '../objects';
import { underOwnLabels } from './own-labels';
import { patchProblems } from './patch-problems';
import { completePod, mountVolumes, podProps } from './pod';
import type { PodProps } from './pod-props';
import { askForUsers } from './user-notice';

/** A Deployment of cdk8s-plus under our own labels, whose patches are never filtered. */
export class PlainDeployment extends underOwnLabels(kplus.Deployment) {
  public constructor(scope: Construct, id: string, props: PodProps) {
    super(scope, id, {
      ...podProps(scope, props),
      metadata: objectMetadata(scope, props.name),
      replicas: props.options.replicas,
      select: false,
    });
    mountVolumes(scope, this, props);
    askForUsers(this);
    patchable(this.apiObject, (json) => completePod(json, this, props), patchProblems);
  }
}
