import { checkDnsLabel } from './dns-label';
import { LabelSelector } from './label-selector';

/** The label that the API server itself keeps on every namespace, so nobody can lend a namespace another's name. */
export const NAMESPACE_NAME = 'kubernetes.io/metadata.name';

/** Which pods, and in which namespaces. */
export interface PodSelectionProps {
  /**
   * The namespaces, by their labels.
   *
   * @default - the namespace of whoever asks
   */
  readonly namespaces?: LabelSelector;

  /** The pods, by their labels. `LabelSelector.everything()` means every pod of the namespaces. */
  readonly pods: LabelSelector;
}

/**
 * Pods by their labels, in namespaces by theirs. Both must match.
 *
 * @example
 * const ledger = PodSelection.inNamespace('payments', LabelSelector.of({ labels: { app: 'ledger' } }));
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#behavior-of-to-and-from-selectors
 */
export class PodSelection {
  /**
   * Pods in the namespaces that match, or in the namespace of whoever asks.
   *
   * @param props - which pods, and in which namespaces
   */
  public static of(props: PodSelectionProps): PodSelection {
    return new PodSelection(props.pods, props.namespaces);
  }

  /**
   * Pods in the namespace of this name.
   *
   * The namespace is found by its label `kubernetes.io/metadata.name`, which Kubernetes keeps on all of them.
   *
   * @param name - the name of the namespace
   * @param pods - which pods of the namespace
   * @throws when the name is no DNS-1123 label
   * @see https://kubernetes.io/docs/reference/labels-annotations-taints/#kubernetes-io-metadata-name
   */
  public static inNamespace(name: string, pods: LabelSelector): PodSelection {
    checkDnsLabel('a namespace name', name);
    return new PodSelection(pods, LabelSelector.of({ labels: { [NAMESPACE_NAME]: name } }));
  }

  /** The namespaces, by their labels. Absent, it is the namespace of whoever asks. */
  public readonly namespaces?: LabelSelector;

  /** The pods, by their labels. */
  public readonly pods: LabelSelector;

  private constructor(pods: LabelSelector, namespaces?: LabelSelector) {
    this.pods = pods;
    this.namespaces = namespaces;
  }

  /**
   * Whether both select by the same conditions.
   *
   * @param other - another selection
   */
  public sameAs(other: PodSelection): boolean {
    return this.toString() === other.toString();
  }

  /** The selection as reports show it: `pods app=ledger in namespace payments`, `the same namespace`. */
  public toString(): string {
    const place = placeOf(this.namespaces);
    return this.pods.isEverything ? place : `pods ${this.pods} in ${place}`;
  }
}

function placeOf(namespaces?: LabelSelector): string {
  if (namespaces === undefined) return 'the same namespace';
  if (namespaces.isEverything) return 'every namespace';
  const name = namespaces.labels[NAMESPACE_NAME];
  const isOne = name !== undefined && namespaces.toString() === `${NAMESPACE_NAME}=${name}`;
  return isOne ? `namespace ${name}` : `namespaces ${namespaces}`;
}
