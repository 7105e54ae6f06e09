import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { namespaceOf, objectMetadata, patchable, selectorLabels } from '../../objects';
import { completePod, equipPods, podProps } from '../pod/pod';
import { askForUsers } from '../pod/user-notice';
import { claimTemplates } from '../pod/volume-claims';
import { checkSharedClaims, mostReplicas } from './claim-laws';
import { writeCompanions } from './companions';
import { pruneController } from './kubernetes-defaults';
import { checkMembers, checkRetention, type MemberPodProps, membersManifest } from './member-options';
import { underOwnLabels } from './own-labels';
import { patchProblems } from './patch-problems';
import { checkReplicas, completeReplicas, fixedReplicas } from './replicas';
import { checkRollout } from './rollout-laws';
import { WORKLOAD_FIELDS } from './workload-fields';

/** What a StatefulSet is made of. */
export interface StatefulPodProps extends MemberPodProps {
  /** The written name of the headless Service that gives its members their names. */
  readonly governingService: string;
}

/**
 * A StatefulSet of cdk8s-plus under our own labels, whose patches are never filtered, with the claims for storage that
 * cdk8s-plus can't say.
 *
 * The Service that names its members is ours, and is written elsewhere.
 */
export class PlainStatefulSet extends underOwnLabels(kplus.StatefulSet) {
  public constructor(scope: Construct, id: string, given: StatefulPodProps) {
    const props = { ...given, hasMembers: true };
    const { name, options } = props;
    checkReplicas(scope, options);
    checkRollout(scope, 'StatefulSet', options.rollout);
    checkMembers(scope, props);
    super(scope, id, {
      ...podProps(scope, props),
      metadata: objectMetadata(scope, name),
      replicas: fixedReplicas(options),
      service: new GoverningService(scope, props.governingService) as unknown as kplus.Service,
      select: false,
    });
    equipPods(scope, this, props);
    checkSharedClaims(scope, options, mostReplicas(options));
    askForUsers(this, props);
    const claims = claimTemplates(props, selectorLabels(name, namespaceOf(this)));
    checkRetention(scope, options, claims);
    const finish = (json: any) => {
      if (claims.length > 0) json.spec.volumeClaimTemplates = claims;
      completePod(json.spec.template, this, props);
      completeReplicas(json, options);
      Object.assign(json.spec, membersManifest(options), options.rollout?._manifest('StatefulSet'));
      pruneController(json);
    };
    patchable(this.apiObject, finish, patchProblems, WORKLOAD_FIELDS[this.apiObject.kind]);
    writeCompanions(scope, this, props);
  }
}

/** Stands for our headless Service where cdk8s-plus wants one of its own, which would be written as well. */
class GoverningService extends Construct {
  public constructor(
    scope: Construct,
    public readonly name: string,
  ) {
    super(scope, 'GoverningService');
  }

  public select(): void {
    // The Service itself selects the pods.
  }
}
