import { AWS_VPC_CNI } from './aws-vpc-cni';
import { AZURE } from './azure';
import { CALICO } from './calico';
import { CALICO_ENTERPRISE } from './calico-enterprise';
import { CILIUM } from './cilium';
import { FLANNEL } from './flannel';
import { GKE_DATAPLANE_V2 } from './gke-dataplane-v2';
import { KINDNET } from './kindnet';
import { KUBE_ROUTER } from './kube-router';
import { checkPlugin } from './network-plugin-laws';
import type { NetworkPluginProps } from './network-plugin-props';
import { OVN_KUBERNETES } from './ovn-kubernetes';

const NETWORK_PLUGIN = Symbol.for('cdk8s-networking.NetworkPlugin');

/**
 * The software that connects the pods of a cluster, and the only one that can enforce a NetworkPolicy.
 *
 * @see https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/
 */
export class NetworkPlugin {
  /**
   * The Amazon VPC CNI of EKS.
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
   */
  public static awsVpcCni(): NetworkPlugin {
    return NetworkPlugin.of(AWS_VPC_CNI);
  }

  /**
   * Azure CNI with Azure Network Policy Manager. "Azure CNI powered by Cilium" is `cilium()`.
   *
   * @see https://learn.microsoft.com/azure/aks/use-network-policies
   */
  public static azure(): NetworkPlugin {
    return NetworkPlugin.of(AZURE);
  }

  /** Calico. */
  public static calico(): NetworkPlugin {
    return NetworkPlugin.of(CALICO);
  }

  /**
   * Calico Enterprise or Calico Cloud.
   *
   * @see https://docs.tigera.io/calico-enterprise/latest/network-policy/domain-based-policy
   */
  public static calicoEnterprise(): NetworkPlugin {
    return NetworkPlugin.of(CALICO_ENTERPRISE);
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
    return NetworkPlugin.of(CILIUM);
  }

  /** Flannel, which connects pods and enforces no policy. */
  public static flannel(): NetworkPlugin {
    return NetworkPlugin.of(FLANNEL);
  }

  /**
   * GKE Dataplane V2. It is made of Cilium, but takes none of Cilium's own policies.
   *
   * @see https://cloud.google.com/kubernetes-engine/docs/concepts/dataplane-v2
   */
  public static gkeDataplaneV2(): NetworkPlugin {
    return NetworkPlugin.of(GKE_DATAPLANE_V2);
  }

  /** The plugin of kind; it enforces policies since kind 0.24. */
  public static kindnet(): NetworkPlugin {
    return NetworkPlugin.of(KINDNET);
  }

  /**
   * kube-router, which enforces policies in k3s.
   *
   * @see https://docs.k3s.io/networking/networking-services#network-policy-controller
   */
  public static kubeRouter(): NetworkPlugin {
    return NetworkPlugin.of(KUBE_ROUTER);
  }

  /**
   * OVN-Kubernetes, the plugin of OpenShift.
   *
   * @see https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/network_security/network-policy
   */
  public static ovnKubernetes(): NetworkPlugin {
    return NetworkPlugin.of(OVN_KUBERNETES);
  }

  /**
   * Any other plugin.
   *
   * @throws when a fact is of the wrong kind
   */
  public static of(props: NetworkPluginProps): NetworkPlugin {
    return new NetworkPlugin(props);
  }

  /**
   * Whether this is a NetworkPlugin, of this or another copy of this library.
   *
   * @internal
   */
  public static _isNetworkPlugin(x: unknown): boolean {
    return typeof x === 'object' && x !== null && NETWORK_PLUGIN in x;
  }

  /** What people call it. */
  public readonly name: string;
  /** Whether it enforces NetworkPolicy objects. */
  public readonly enforcesNetworkPolicies: boolean;
  /** Whether the address block of a policy matches the nodes in it. */
  public readonly matchesNodesByAddress: boolean;
  /** Whether pods on the node that was dialled are judged by the client's own address; undefined where not known. */
  public readonly seesClientsOfOwnNode?: boolean;
  /** Whether policies of its own kind can name a hostname outside the cluster. */
  public readonly matchesHostnames: boolean;
  /** Whether policies of its own kind can name Cilium's entities. */
  public readonly matchesEntities: boolean;
  /** Whether the port of a Service has to be that of its pods, since it judges by the former. */
  public readonly judgesServiceAddresses: boolean;
  /** How many pairs of port and protocol it takes at most for one peer; undefined where no limit is known. */
  public readonly maxPortsPerSelector?: number;
  /** Whether it enforces rules for IPv4 and for IPv6 in one cluster. */
  public readonly supportsDualStackPolicies: boolean;
  /** Whether its policies govern pods that no controller owns. */
  public readonly governsBarePods: boolean;
  /** Whether it enforces policies towards the metadata service of the cloud. */
  public readonly enforcesTowardsMetadata: boolean;
  /** What else its policies don't do, a sentence each. Frozen. */
  public readonly limits: string[];

  private constructor(props: NetworkPluginProps) {
    Object.defineProperty(this, NETWORK_PLUGIN, { value: true });
    checkPlugin(props);
    this.name = props.name;
    this.enforcesNetworkPolicies = props.enforcesNetworkPolicies;
    this.matchesNodesByAddress = props.matchesNodesByAddress ?? true;
    this.seesClientsOfOwnNode = props.seesClientsOfOwnNode;
    this.matchesHostnames = props.matchesHostnames ?? false;
    this.matchesEntities = props.matchesEntities ?? false;
    this.judgesServiceAddresses = props.judgesServiceAddresses ?? false;
    this.maxPortsPerSelector = props.maxPortsPerSelector;
    this.supportsDualStackPolicies = props.supportsDualStackPolicies ?? true;
    this.governsBarePods = props.governsBarePods ?? true;
    this.enforcesTowardsMetadata = props.enforcesTowardsMetadata ?? true;
    this.limits = [...(props.limits ?? [])];
    Object.freeze(this.limits);
  }
}
