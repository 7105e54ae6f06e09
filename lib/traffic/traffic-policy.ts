/**
 * To which of its pods a Service sends a connection.
 *
 * @see https://kubernetes.io/docs/reference/networking/virtual-ips/#traffic-policies
 */
export enum TrafficPolicy {
  /** To any of them. A connection from outside usually arrives under the address of a node. */
  CLUSTER = 'Cluster',

  /** To those of the node at which the connection arrives, and to none where that node has none. */
  LOCAL = 'Local',
}
