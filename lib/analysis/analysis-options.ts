import type { ClusterProfile } from '../cluster';
import type { PodSelection } from '../traffic';

/** What no manifest says, and answers depend on. What isn't given and has no default here makes them unknown. */
export interface AnalysisOptions {
  /**
   * The cluster: where its DNS is, and where the pods of its ingress controllers and Gateways are.
   *
   * @default - DNS as kubeadm sets it up; where controllers are isn't known
   */
  readonly cluster?: ClusterProfile;

  /**
   * Where the pods of an ingress controller or of Gateways are, by the name of the IngressClass or GatewayClass.
   *
   * They come before those of `cluster`. Only one namespace and plain labels can be made use of.
   *
   * @default - none
   */
  readonly entryPods?: { readonly [className: string]: PodSelection };

  /**
   * Whether an `ipBlock` of a NetworkPolicy holds pods by their addresses: so it is with Calico and OVN-Kubernetes, and
   * it isn't with Cilium. Where it does and `podCidrs` doesn't say which addresses pods have, `0.0.0.0/0` is taken to
   * hold them all, as if they had IPv4 addresses.
   *
   * @default - not known
   */
  readonly ipBlockMatchesPods?: boolean;

  /**
   * The networks from which pods have their addresses, in CIDR notation.
   *
   * @default - not known; taken to be among the private networks 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16,
   * 100.64.0.0/10 and fc00::/7
   */
  readonly podCidrs?: string[];

  /**
   * The networks of the nodes' addresses, in CIDR notation: under these a connection from outside reaches pods where a
   * node forwards it. Of no use with a network plugin such as Cilium, which doesn't know nodes by their addresses.
   *
   * @default - those of `cluster`
   */
  readonly nodeCidrs?: string[];
}
