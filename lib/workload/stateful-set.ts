import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { namespaceOf, objectMetadata, patchable, selectorLabels } from '../objects';
import { underOwnLabels } from './own-labels';
import { patchProblems } from './patch-problems';
import { completePod, mountVolumes, podProps } from './pod';
import type { PodProps } from './pod-props';
import { claimTemplate } from './storage';
import { askForUsers } from './user-notice';

/** What a StatefulSet is made of. */
export interface StatefulPodProps extends PodProps {
  /** The written name of the headless Service that gives its members their names. */
  readonly governingService: string;
  /** Called when an autoscaler of cdk8s-plus takes over the number of members. */
  readonly autoscaled: () => void;
}

/**
 * A StatefulSet of cdk8s-plus under our own labels, whose patches are never filtered, with the claims for storage that
 * cdk8s-plus can't say.
 *
 * The Service that names its members is ours, and is written elsewhere.
 */
export class PlainStatefulSet extends underOwnLabels(kplus.StatefulSet) {
  private readonly autoscaled: () => void;

  public constructor(scope: Construct, id: string, props: StatefulPodProps) {
    super(scope, id, {
      ...podProps(scope, props),
      metadata: objectMetadata(scope, props.name),
      replicas: props.options.replicas,
      service: new GoverningService(scope, props.governingService) as unknown as kplus.Service,
      select: false,
    });
    mountVolumes(scope, this, props);
    askForUsers(this);
    this.autoscaled = props.autoscaled;
    const finish = (json: any) => {
      const labels = selectorLabels(props.name, namespaceOf(this));
      if (props.storage) json.spec.volumeClaimTemplates = [claimTemplate(props.storage, labels)];
      completePod(json, this, props);
    };
    patchable(this.apiObject, finish, patchProblems);
  }

  /** Called by the autoscaler. */
  public override markHasAutoscaler(): void {
    super.markHasAutoscaler();
    this.autoscaled();
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
