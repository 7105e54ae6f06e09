import { ApiObjectMetadataDefinition } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { namespaceOf, objectLabels, objectMetadata, patchable, selectorLabels } from '../objects';
import { checkContainerName, given, withoutResources } from './added';
import { completePod, mountVolumes, type PodProps, podProps } from './pod';
import { askForUsers } from './user-notice';

/**
 * A Deployment of cdk8s-plus under our own labels.
 *
 * cdk8s-plus selects pods by a hash of the construct path, so that moving a construct would change a selector, which
 * Kubernetes forbids; and it filters patches. Here neither happens.
 */
export class PlainDeployment extends kplus.Deployment {
  private readonly selecting: { [key: string]: string };
  private ownMetadata?: ApiObjectMetadataDefinition;

  public constructor(
    scope: Construct,
    id: string,
    private readonly props: PodProps,
  ) {
    super(scope, id, {
      ...podProps(scope, props),
      metadata: objectMetadata(scope, props.name),
      replicas: props.options.replicas,
      select: false,
    });
    this.selecting = selectorLabels(props.name, namespaceOf(scope));
    this.select(kplus.LabelSelector.of({ labels: this.selecting }));
    mountVolumes(scope, this, props);
    askForUsers(this);
    patchable(this.apiObject, (json) => completePod(json, this, props));
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

/** How the policies and schedulings of cdk8s-plus select the pods. */
export function podSelectorConfig(
  workload: kplus.Workload,
  labels: { [key: string]: string },
): kplus.PodSelectorConfig {
  const { namespace } = workload.metadata;
  return {
    labelSelector: kplus.LabelSelector.of({ labels }),
    namespaces: namespace ? { names: [namespace] } : undefined,
  };
}
