import type { ILoadBalancer } from '../cluster';
import type { TrafficPolicy } from '../traffic';
import type { IpFamilies } from './ip-families';
import type { NodePortRange } from './node-ports';
import type { SessionAffinity } from './session-affinity';
import type { TrafficDistribution } from './traffic-distribution';

/** What Services of all types may say. */
export interface ServiceTypeOptions {
  /**
   * Of which families it has addresses.
   *
   * @default - of one: the cluster's first
   */
  readonly ipFamilies?: IpFamilies;

  /**
   * Whether pods that aren't ready count as well, as the members of a cluster need it to find each other at start.
   *
   * @default false
   */
  readonly publishNotReadyAddresses?: boolean;
}

/** What a headless Service may say. */
export interface HeadlessOptions extends ServiceTypeOptions {}

/** What a Service with an address of its own may say. */
export interface ClusterIpOptions extends ServiceTypeOptions {
  /**
   * Its address, one of the range that the cluster keeps for Services. It never changes while the Service exists.
   *
   * @default - the cluster chooses one
   */
  readonly clusterIp?: string;

  /**
   * How the same client gets to the same pod again.
   *
   * @default - it doesn't
   */
  readonly sessionAffinity?: SessionAffinity;

  /**
   * To which pods a connection from inside the cluster goes.
   *
   * With `TrafficPolicy.LOCAL` a client on a node without such a pod reaches nobody.
   *
   * @default TrafficPolicy.CLUSTER
   */
  readonly internalTrafficPolicy?: TrafficPolicy;

  /**
   * Which pods are preferred for a connection from inside the cluster.
   *
   * @default - none
   */
  readonly trafficDistribution?: TrafficDistribution;

  /**
   * Addresses outside the cluster that its nodes take for this Service. Whoever routes to the nodes has to bring
   * packets for these addresses there.
   *
   * They are dangerous, and a synth says so: nobody asks whose address it is, so whoever may write Services can take
   * the traffic for any address (CVE-2020-8554). Many clusters refuse them, and Kubernetes deprecates them since 1.36.
   *
   * @default - none
   * @see https://kubernetes.io/docs/concepts/services-networking/service/#external-ips
   */
  readonly externalIps?: string[];

  /**
   * To which pods a connection from outside the cluster goes, and under whose address.
   *
   * With `TrafficPolicy.CLUSTER` any of them gets it, usually under the address of the node at which it arrived; with
   * `TrafficPolicy.LOCAL` only those of that node, under the client's address. A Service that nobody reaches from
   * outside must not say it.
   *
   * @default TrafficPolicy.CLUSTER
   */
  readonly externalTrafficPolicy?: TrafficPolicy;

  /**
   * The clients outside the cluster, in CIDR notation: whom the policy of the pods lets in where they arrive under
   * their own addresses. By way of a node that is so with `TrafficPolicy.LOCAL`, and for pods on the node itself where
   * the network plugin sees the clients of its own node. Where it is never so, the Service is an error.
   *
   * @default - the `sourceRanges` of a load balancer; without them the whole world
   */
  readonly clientRanges?: string[];
}

/** What a Service that answers on a port of every node may say. */
export interface NodePortOptions extends ClusterIpOptions {
  /**
   * Which ports the cluster keeps for this: the `--service-node-port-range` of its API server.
   *
   * @default - from 30000 to 32767
   */
  readonly nodePortRange?: NodePortRange;
}

/** What a Service behind a load balancer may say. */
export interface LoadBalancerOptions extends NodePortOptions {
  /**
   * The software or cloud service that gives it its address.
   *
   * @default - the one of the cluster profile
   */
  readonly provider?: ILoadBalancer;

  /**
   * The class of load balancer, which can't be changed later. It has the syntax of a label key.
   *
   * @default - what the provider says
   */
  readonly loadBalancerClass?: string;

  /**
   * Whether it is reached from the private network only.
   *
   * @default false
   */
  readonly internal?: boolean;

  /**
   * The addresses that the load balancer has to have, at most one of each family; two need `ipFamilies` as well.
   *
   * @default - any
   */
  readonly addresses?: string[];

  /**
   * Whether the load balancer tells the pods the client's address in a header of the PROXY protocol, which they have to
   * understand.
   *
   * @default false
   */
  readonly proxyProtocol?: boolean;

  /**
   * The clients that the load balancer lets in, in CIDR notation.
   *
   * Where they arrive under their own addresses, the policy of the pods lets in these only. Where they don't, the load
   * balancer alone keeps the others out. Where `ipFamilies` is given, each of its families needs a range.
   *
   * @default - everybody
   */
  readonly sourceRanges?: string[];

  /**
   * Whether a port of every node is kept for it.
   *
   * @default - as the provider needs it
   */
  readonly allocatesNodePorts?: boolean;

  /**
   * The node port on which a node tells the load balancer whether it has such a pod. With `TrafficPolicy.LOCAL` only.
   *
   * @default - the cluster chooses one
   */
  readonly healthCheckNodePort?: number;
}
