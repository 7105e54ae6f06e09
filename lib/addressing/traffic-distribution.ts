/**
 * Which of its pods a Service prefers for a connection from inside the cluster.
 *
 * It is a preference: where no pod is that near, another one answers. Pods near many clients get more of the load.
 *
 * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-distribution
 */
export enum TrafficDistribution {
  /** The older name of `PREFER_SAME_ZONE`. Known since Kubernetes 1.31, which takes no other. */
  PREFER_CLOSE = 'PreferClose',

  /** Those in the zone of the client. Known since Kubernetes 1.34: older ones refuse the Service. */
  PREFER_SAME_ZONE = 'PreferSameZone',

  /**
   * Those on the node of the client, then those in its zone. Known since Kubernetes 1.34: older ones refuse the
   * Service.
   */
  PREFER_SAME_NODE = 'PreferSameNode',
}
