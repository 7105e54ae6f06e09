import type { ClusterDns } from './cluster-dns';
import type { ClusterFactsProps } from './cluster-facts-props';
import type { Entry } from './entry';
import type { GatewayApiChannel, GatewayApiVersion } from './gateway-api-version';
import type { ILoadBalancer } from './load-balancer/load-balancer';
import type { NetworkPlugin } from './network-plugin/catalogue';

/** The facts of a cluster that a chart cannot contain. */
export interface ClusterProfileProps extends ClusterFactsProps {
  /** What people call this kind of cluster: `kubeadm`. */
  readonly name: string;

  /**
   * How pods resolve names.
   *
   * @default ClusterDns.kubeDns()
   */
  readonly dns?: ClusterDns;

  /**
   * The network plugin.
   *
   * @default - not known; taken for one that enforces network policies
   */
  readonly networkPlugin?: NetworkPlugin;

  /**
   * The ways into the cluster; the first is the default one.
   *
   * @default - none: an app that asks for a host is an error
   */
  readonly entries?: Entry[];

  /**
   * The networks of the nodes' addresses, in CIDR notation. `kubectl get nodes -o wide` shows the addresses.
   *
   * Needed by a Service that is reached from outside by way of nodes, since its pods see the node's address then. Where
   * pods have an overlay network, a node has an address in it as well, by which it forwards to the pods of other nodes.
   *
   * @default - not known: such a Service is an error
   */
  readonly nodeRanges?: string[];

  /**
   * What gives a Service of type LoadBalancer its address.
   *
   * @default LoadBalancers.conformant()
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

  /**
   * What gives a Gateway or a load balancer its address here, where that needs something to be run.
   *
   * @default - the cluster does
   */
  readonly addressHint?: string;
}
