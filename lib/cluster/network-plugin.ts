const NETWORK_PLUGIN = Symbol.for('cdk8s-networking.NetworkPlugin');

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
}

/**
 * The software that connects the pods of a cluster, and the only one that can enforce a NetworkPolicy.
 *
 * @see https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/
 */
export class NetworkPlugin {
  /** Calico. */
  public static calico(): NetworkPlugin {
    return NetworkPlugin.of({ name: 'calico', enforcesNetworkPolicies: true, seesClientsOfOwnNode: true });
  }

  /**
   * Cilium, which knows nodes by identities: no address block matches them.
   *
   * With tunnels, a connection that a node forwards from outside counts as one of the world, and is let in as such. With
   * native routing it counts as one of a node, which no NetworkPolicy lets in: give Services `TrafficPolicy.LOCAL` there.
   *
   * @see https://docs.cilium.io/en/stable/security/policy/caveats/
   */
  public static cilium(): NetworkPlugin {
    return NetworkPlugin.of({
      name: 'cilium',
      enforcesNetworkPolicies: true,
      matchesNodesByAddress: false,
      seesClientsOfOwnNode: false,
    });
  }

  /** The plugin of kind; it enforces policies since kind 0.24. */
  public static kindnet(): NetworkPlugin {
    return NetworkPlugin.of({ name: 'kindnet', enforcesNetworkPolicies: true, seesClientsOfOwnNode: true });
  }

  /** Flannel, which connects pods and enforces no policy. */
  public static flannel(): NetworkPlugin {
    return NetworkPlugin.of({ name: 'flannel', enforcesNetworkPolicies: false, seesClientsOfOwnNode: false });
  }

  /** Any other plugin. */
  public static of(props: NetworkPluginProps): NetworkPlugin {
    return new NetworkPlugin(
      props.name,
      props.enforcesNetworkPolicies,
      props.matchesNodesByAddress ?? true,
      props.seesClientsOfOwnNode,
    );
  }

  /**
   * Whether this is a NetworkPlugin, of this or another copy of this library.
   *
   * @internal
   */
  public static _isNetworkPlugin(x: unknown): boolean {
    return typeof x === 'object' && x !== null && NETWORK_PLUGIN in x;
  }

  private constructor(
    /** What people call it. */
    public readonly name: string,
    /** Whether it enforces NetworkPolicy objects. */
    public readonly enforcesNetworkPolicies: boolean,
    /** Whether the address block of a policy matches the nodes in it. */
    public readonly matchesNodesByAddress: boolean,
    /** Whether pods on the node that was dialled are judged by the client's own address; undefined where not known. */
    public readonly seesClientsOfOwnNode: boolean | undefined,
  ) {
    Object.defineProperty(this, NETWORK_PLUGIN, { value: true });
  }
}
