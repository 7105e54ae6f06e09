/** What this library has to know of a network plugin. */
export interface NetworkPluginProps {
  /** What people call it: `calico`. */
  readonly name: string;

  /**
   * Whether it enforces NetworkPolicy objects.
   *
   * Kubernetes accepts policies in any case; without enforcement they change nothing.
   */
  readonly enforcesNetworkPolicies: boolean;

  /**
   * Whether the address block of a policy (`ipBlock`) matches the nodes in it.
   *
   * Where it doesn't, a connection that a node forwards from outside is taken for one of the world, whatever its
   * address.
   *
   * @default true
   */
  readonly matchesNodesByAddress?: boolean;

  /**
   * Whether pods on the node that was dialled are judged by the client's own address, although the node forwards the
   * connection under its own.
   *
   * kube-proxy puts the node's address in the place of the client's last of all. Where the plugin judges before that, the
   * policy of a pod on the same node sees the client, and that of a pod on another node sees the first node.
   *
   * @default - not known: a policy lets in the nodes alone, and a synth says so
   */
  readonly seesClientsOfOwnNode?: boolean;

  /**
   * Whether policies of its own kind can name a hostname outside the cluster.
   *
   * @default false
   */
  readonly matchesHostnames?: boolean;

  /**
   * Whether policies of its own kind can name Cilium's entities.
   *
   * @default false
   */
  readonly matchesEntities?: boolean;

  /**
   * Whether it judges a connection to a Service by the port of the Service, so that the port of the pods has to be the
   * same.
   *
   * @default false
   */
  readonly judgesServiceAddresses?: boolean;

  /**
   * How many pairs of port and protocol it takes at most for one peer.
   *
   * @default - no limit that is known
   */
  readonly maxPortsPerSelector?: number;

  /**
   * Whether it enforces rules for IPv4 and for IPv6 in one cluster.
   *
   * @default true
   */
  readonly supportsDualStackPolicies?: boolean;

  /**
   * Whether its policies govern pods that no controller owns.
   *
   * @default true
   */
  readonly governsBarePods?: boolean;

  /**
   * Whether it enforces policies towards the metadata service of the cloud.
   *
   * @default true
   */
  readonly enforcesTowardsMetadata?: boolean;

  /**
   * What else its policies don't do, a sentence each. A synth tells them.
   *
   * @default - nothing
   */
  readonly limits?: string[];
}
