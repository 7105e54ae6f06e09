/**
 * A peer that only Cilium knows: it has neither pods that could be selected nor addresses of its own.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/language/#entities-based
 */
export enum CiliumEntity {
  /** Cilium's own Envoy on each node, which carries what Cilium's Ingress and Gateway API support brings in. */
  INGRESS = 'ingress',
}
