import type { ClusterDns } from '../cluster-dns';
import type { Entry } from '../entry';
import type { NetworkPlugin } from '../network-plugin';

/** What one may say of a cluster where it differs from the usual one of its kind. */
export interface ClusterProps {
  /**
   * How pods resolve names.
   *
   * @default ClusterDns.kubeDns()
   */
  readonly dns?: ClusterDns;

  /**
   * The network plugin.
   *
   * @default - kindnet on kind; not known on kubeadm
   */
  readonly networkPlugin?: NetworkPlugin;

  /**
   * The ways into the cluster; the first is the default one.
   *
   * @default - Envoy Gateway in its default deployment, with the GatewayClass `eg`
   */
  readonly entries?: Entry[];
}
