import type { ApiObjectMetadataDefinition } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { constructError } from '../../errors';
import { InnerMetadata, namespaceOf, objectLabels, selectorLabels } from '../../objects';
import { checkContainerName, given, withoutResources } from '../pod/added-containers';

type WorkloadClass = new (...args: any[]) => kplus.Workload;

/**
 * A workload class of cdk8s-plus under our own labels.
 *
 * cdk8s-plus selects pods by a hash of the construct path, so that moving a construct would change a selector, which
 * Kubernetes forbids. Here the pods are labelled and selected by name and namespace, also in what cdk8s-plus itself
 * makes of them: its Services, policies and schedulings. And what is added later is given nothing that nobody asked for.
 */
export function underOwnLabels<Base extends WorkloadClass>(base: Base): Base {
  // What is abstract here, the base class has.
  abstract class OwnLabels extends base {
    private ownMetadata?: ApiObjectMetadataDefinition;

    public constructor(...args: any[]) {
      super(...args);
      super.select(kplus.LabelSelector.of({ labels: selectorLabels(this.name, namespaceOf(this)) }));
    }

    /** Pods that lack one of the labels would be refused, and Services and policies follow the selector as it is. */
    public override select(...selectors: kplus.LabelSelector[]): void {
      throw constructError(this, {
        law: 'the selector of a workload must stay as it is, since its Services and policies follow it',
        got: selectors.map((each) => each._toKube()),
        remedy: 'give the workload another `name`, or its pods more `labels`',
      });
    }

    public override get podMetadata(): ApiObjectMetadataDefinition {
      this.ownMetadata ??= new InnerMetadata({
        labels: objectLabels(this.name, namespaceOf(this)),
        apiObject: this.apiObject,
      });
      return this.ownMetadata;
    }

    public override toPodSelectorConfig(): kplus.PodSelectorConfig {
      const namespace = namespaceOf(this);
      return {
        labelSelector: kplus.LabelSelector.of({ labels: selectorLabels(this.name, namespace) }),
        namespaces: namespace ? { names: [namespace] } : undefined,
      };
    }

    /** As a subject of a role binding, which names the namespace: without one, the API server refuses it. */
    public override toSubjectConfiguration(): kplus.SubjectConfiguration {
      return { ...super.toSubjectConfiguration(), namespace: namespaceOf(this) };
    }

    public override addContainer(container: kplus.ContainerProps): kplus.Container {
      return given(super.addContainer(withoutResources(container)), container);
    }

    public override attachContainer(container: kplus.Container): void {
      checkContainerName(this, container.name);
      super.attachContainer(container);
    }

    public override addInitContainer(container: kplus.ContainerProps): kplus.Container {
      const name = container.name ?? `init-${this.initContainers.length}`;
      checkContainerName(this, name);
      return given(super.addInitContainer(withoutResources({ ...container, name })), container);
    }
  }
  return OwnLabels as unknown as Base;
}
