import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { constructError, type Located } from '../../errors';
import { objectMetadata, patchable } from '../../objects';
import { completePod, equipPods, podProps } from '../pod/pod';
import type { PodProps } from '../pod/pod-props';
import { askForUsers } from '../pod/user-notice';
import { isZero } from './amount';
import { checkSharedClaims } from './claim-laws';
import { pruneController } from './kubernetes-defaults';
import { underOwnLabels } from './own-labels';
import { patchProblems } from './patch-problems';
import type { Rollout } from './rollout';
import { checkRollout } from './rollout-laws';
import { WORKLOAD_FIELDS } from './workload-fields';

/** What a DaemonSet is made of. */
export interface NodePodProps extends PodProps {
  /** How its pods are replaced. */
  readonly rollout?: Rollout;
}

/** A DaemonSet of cdk8s-plus under our own labels, whose patches are never filtered. */
export class PlainDaemonSet extends underOwnLabels(kplus.DaemonSet) {
  public constructor(scope: Construct, id: string, props: NodePodProps) {
    checkRollout(scope, 'DaemonSet', props.rollout);
    checkSurge(scope, props);
    super(scope, id, {
      ...podProps(scope, props),
      metadata: objectMetadata(scope, props.name),
      select: false,
    });
    equipPods(scope, this, props);
    checkSharedClaims(scope, props.options, Number.POSITIVE_INFINITY);
    askForUsers(this, props);
    const finish = (json: any) => {
      completePod(json.spec.template, this, props);
      Object.assign(json.spec, props.rollout?._manifest('DaemonSet'));
      pruneController(json);
    };
    patchable(this.apiObject, finish, patchProblems, WORKLOAD_FIELDS[this.apiObject.kind]);
  }
}

/** In the network of a node, two pods that listen on one port can't run at once. */
function checkSurge(place: Located, { hostNetwork, mainPort, options, rollout }: NodePodProps): void {
  const hasPorts = mainPort !== undefined || (options.extraPorts ?? []).length > 0;
  if (!hostNetwork || !hasPorts || isZero(rollout?._options.maxSurge ?? 0)) return;
  throw constructError(place, {
    law: '`maxSurge` must be 0 for pods that listen in the network of their node, where the old one still has the port',
    got: rollout?._options.maxSurge,
    remedy: 'give `maxUnavailable` instead',
  });
}
