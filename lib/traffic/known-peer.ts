/**
 * Someone of whom only the profile of a cluster tells where it is.
 *
 * A `Peer` names it; what a policy writes for it is found when the connection is declared.
 */
export enum KnownPeer {
  /** The servers of the Kubernetes API. */
  KUBERNETES_API = 'Kubernetes API',
  /** The metadata service of the cloud, which hands out the credentials of the node. */
  CLOUD_METADATA = 'cloud metadata',
  /** What hands out the credentials of a pod's own identity. */
  WORKLOAD_IDENTITY = 'workload identity',
  /** The nodes, with all that uses their network. */
  NODES = 'nodes',
  /** What scrapes metrics. */
  MONITORING = 'monitoring',
  /** The pods, or addresses, from which an entry's requests come. */
  DATA_PLANE = 'data plane',
  /** Every public address, without the cluster's own. */
  INTERNET = 'internet',
}
