/** In whose words policies are written. */
export enum PolicyDialect {
  /** Those of Kubernetes, which every network plugin reads that enforces policies. */
  NETWORK_POLICY = 'NetworkPolicy',
  /** Cilium's own, which know hostnames and entities as well. */
  CILIUM = 'CiliumNetworkPolicy',
  /** Calico's own, which know order and denial as well. */
  CALICO = 'projectcalico.org/v3',
}
