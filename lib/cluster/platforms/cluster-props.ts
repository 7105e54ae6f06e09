import type { ClusterDns } from '../cluster-dns';
import type { ClusterFactsProps } from '../cluster-facts-props';
import type { Entry } from '../entry';
import type { GatewayApiChannel, GatewayApiVersion } from '../gateway-api-version';
import type { ILoadBalancer } from '../load-balancer/load-balancer';
import type { NetworkPlugin } from '../network-plugin/catalogue';
import type { NodeLocalDnsProps } from '../node-local-dns';

/** What one may say of a cluster where it differs from the usual one of its kind. */
export interface ClusterProps extends ClusterFactsProps {
  /**
   * How pods resolve names.
   *
   * @default - ClusterDns.kubeDns(); on OpenShift its own DNS, and on GKE as `dnsProvider` has it
   */
  readonly dns?: ClusterDns;

  /**
   * The cache on each node that answers in the place of the DNS pods.
   *
   * @default - none
   */
  readonly nodeLocalDns?: NodeLocalDnsProps;

  /**
   * The network plugin.
   *
   * @default - kindnet on kind, kube-router on k3s, the Amazon VPC CNI on EKS, OVN-Kubernetes on OpenShift; on GKE as
   * `dataplaneV2` has it; not known on kubeadm and AKS
   */
  readonly networkPlugin?: NetworkPlugin;

  /**
   * The ways into the cluster; the first is the default one.
   *
   * @default - Envoy Gateway in its default deployment, with the GatewayClass `eg`, on kubeadm and kind; Traefik on k3s;
   * GKE's Gateways; OpenShift's router; none on EKS and AKS, where an app that asks for a host is an error
   */
  readonly entries?: Entry[];

  /**
   * The networks of the nodes' addresses, in CIDR notation. `kubectl get nodes -o wide` shows the addresses; where pods
   * have an overlay network, a node has one in it as well, by which it forwards to the pods of other nodes.
   *
   * @default - not known: a Service whose connections come by way of nodes is an error
   */
  readonly nodeRanges?: string[];

  /**
   * What gives a Service of type LoadBalancer its address.
   *
   * @default - that of GKE and AKS there, otherwise LoadBalancers.conformant()
   */
  readonly loadBalancer?: ILoadBalancer;

  /**
   * The version of the Gateway API's definitions in the cluster. The annotation `gateway.networking.k8s.io/bundle-version`
   * shows it: `kubectl get crd httproutes.gateway.networking.k8s.io -o yaml`.
   *
   * @default - not known: only what every version from 1.2 on has is written, and anything newer is an error
   */
  readonly gatewayApiVersion?: GatewayApiVersion;

  /**
   * Which of the Gateway API's definitions the cluster has. The annotation `gateway.networking.k8s.io/channel` shows it.
   *
   * @default GatewayApiChannel.STANDARD
   */
  readonly gatewayApiChannel?: GatewayApiChannel;
}
