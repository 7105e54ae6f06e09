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
}

/**
 * The software that connects the pods of a cluster, and the only one that can enforce a NetworkPolicy.
 *
 * @see https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/
 */
export class NetworkPlugin {
  /** Calico. */
  public static calico(): NetworkPlugin {
    return NetworkPlugin.of({ name: 'calico', enforcesNetworkPolicies: true });
  }

  /** Cilium. */
  public static cilium(): NetworkPlugin {
    return NetworkPlugin.of({ name: 'cilium', enforcesNetworkPolicies: true });
  }

  /** The plugin of kind; it enforces policies since kind 0.24. */
  public static kindnet(): NetworkPlugin {
    return NetworkPlugin.of({ name: 'kindnet', enforcesNetworkPolicies: true });
  }

  /** Flannel, which connects pods and enforces no policy. */
  public static flannel(): NetworkPlugin {
    return NetworkPlugin.of({ name: 'flannel', enforcesNetworkPolicies: false });
  }

  /** Any other plugin. */
  public static of(props: NetworkPluginProps): NetworkPlugin {
    return new NetworkPlugin(props.name, props.enforcesNetworkPolicies);
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
  ) {
    Object.defineProperty(this, NETWORK_PLUGIN, { value: true });
  }
}
