/**
 * A peer that only Cilium knows: it has neither pods that could be selected nor addresses of its own.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/language/#entities-based
 */
export enum CiliumEntity {
  /** Cilium's own Envoy on each node, which carries what Cilium's Ingress and Gateway API support brings in. */
  INGRESS = 'ingress',
  /** The node of the pod that is judged, with every process and pod that uses its network. */
  HOST = 'host',
  /** All other nodes, with every process and pod that uses their network. */
  REMOTE_NODE = 'remote-node',
  /** The servers of the Kubernetes API, inside the cluster or outside. */
  KUBE_APISERVER = 'kube-apiserver',
}
