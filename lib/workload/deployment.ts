import { ApiObjectMetadataDefinition } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import type { Construct } from 'constructs';
import { namespaceOf, objectLabels, objectMetadata, patchable, selectorLabels } from '../objects';
import { completePod, mountVolumes, type PodProps, podProps } from './pod';

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
      replicas: props.options.replicas ?? 1,
      select: false,
    });
    this.selecting = selectorLabels(props.name, namespaceOf(scope));
    this.select(kplus.LabelSelector.of({ labels: this.selecting }));
    mountVolumes(scope, this, props);
    patchable(this.apiObject, (json) => completePod(json, props));
  }

  public override get podMetadata(): ApiObjectMetadataDefinition {
    this.ownMetadata ??= new ApiObjectMetadataDefinition({
      labels: objectLabels(this.props.name, namespaceOf(this)),
      apiObject: this.apiObject,
    });
    return this.ownMetadata;
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
