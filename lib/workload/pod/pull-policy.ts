/**
 * When a node pulls an image.
 *
 * @see https://kubernetes.io/docs/concepts/containers/images/#image-pull-policy
 */
export enum PullPolicy {
  /** Whenever a container starts; what the node has of it already isn't pulled again. */
  ALWAYS = 'Always',
  /** Where the node doesn't have it. */
  IF_NOT_PRESENT = 'IfNotPresent',
  /** Never: the node has it, or the container doesn't start. */
  NEVER = 'Never',
}
