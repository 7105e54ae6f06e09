/**
 * A side of a connection, seen from the pod that a policy governs.
 *
 * A connection needs the leave of both ends: egress at the one that opens it,
 * ingress at the one that answers. Replies need none of their own.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export enum Direction {
  /** Connections that others open to the pod. */
  INGRESS = 'Ingress',

  /** Connections that the pod opens to others. */
  EGRESS = 'Egress',
}
