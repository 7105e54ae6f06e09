/**
 * How much a pod may ask of its node, by the Pod Security Standards.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export enum PodSecurityLevel {
  /** No restriction. */
  PRIVILEGED = 'privileged',
  /** No known privilege escalation. */
  BASELINE = 'baseline',
  /** Hardened: no root, no capabilities, a seccomp profile. */
  RESTRICTED = 'restricted',
}
