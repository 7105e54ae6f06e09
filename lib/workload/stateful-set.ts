import { ApiObjectMetadataDefinition } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { namespaceOf, objectLabels, objectMetadata, patchable, selectorLabels } from '../objects';
import { checkContainerName, given, withoutResources } from './added';
import { podSelectorConfig } from './deployment';
import { completePod, mountVolumes, type PodProps, podProps } from './pod';
import { claimTemplate } from './storage';
import { askForUsers } from './user-notice';

/** What a StatefulSet is made of. */
export interface StatefulPodProps extends PodProps {
  /** The written name of the headless Service that gives its members their names. */
  readonly governingService: string;
}

/**
 * A StatefulSet of cdk8s-plus under our own labels, with the claims for storage that cdk8s-plus can't say.
 *
 * The Service that names its members is ours, and is written elsewhere.
 */
export class PlainStatefulSet extends kplus.StatefulSet {
  private readonly selecting: { [key: string]: string };
  private ownMetadata?: ApiObjectMetadataDefinition;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: StatefulPodProps,
  ) {
    super(scope, id, {
      ...podProps(scope, props),
      metadata: objectMetadata(scope, props.name),
      replicas: props.options.replicas,
      service: new GoverningService(scope, props.governingService) as unknown as kplus.Service,
      select: false,
    });
    this.selecting = selectorLabels(props.name, namespaceOf(scope));
    this.select(kplus.LabelSelector.of({ labels: this.selecting }));
    mountVolumes(scope, this, props);
    askForUsers(this);
    patchable(this.apiObject, (json) => {
      if (props.storage) json.spec.volumeClaimTemplates = [claimTemplate(props.storage, this.selecting)];
      completePod(json, this, props);
    });
  }

  public override get podMetadata(): ApiObjectMetadataDefinition {
    this.ownMetadata ??= new ApiObjectMetadataDefinition({
      labels: objectLabels(this.props.name, namespaceOf(this)),
      apiObject: this.apiObject,
    });
    return this.ownMetadata;
  }

  /** As cdk8s-plus does, but for a name that is taken, and for what nobody asked for. */
  public override addContainer(container: kplus.ContainerProps): kplus.Container {
    return given(super.addContainer(withoutResources(container)), container);
  }

  public override attachContainer(container: kplus.Container): void {
    checkContainerName(this, container.name);
    super.attachContainer(container);
  }

  /** As cdk8s-plus does, but for a name that is taken, and for what nobody asked for. */
  public override addInitContainer(container: kplus.ContainerProps): kplus.Container {
    const name = container.name ?? `init-${this.initContainers.length}`;
    checkContainerName(this, name);
    return given(super.addInitContainer(withoutResources({ ...container, name })), container);
  }

  public override toPodSelectorConfig(): kplus.PodSelectorConfig {
    return podSelectorConfig(this, this.selecting);
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
