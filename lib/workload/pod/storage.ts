/**
 * A volume of its own for each member, which outlives the pod: the short form of `Volume.perMember()`.
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#volume-claim-templates
 */
export interface Storage {
  /** Its size, such as `10Gi`. */
  readonly size: string;

  /** Where the container finds it. */
  readonly mountPath: string;

  /**
   * The storage class.
   *
   * @default - the default one of the cluster
   */
  readonly storageClass?: string;
}

/** The name of the claim and its volume. */
export const STORAGE_VOLUME = 'data';
