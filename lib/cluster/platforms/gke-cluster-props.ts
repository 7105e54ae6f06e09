import type { ClusterProps } from './cluster-props';

/** Who resolves names in a GKE cluster. */
export enum GkeDns {
  /** The pods of kube-dns. */
  KUBE_DNS = 'kube-dns',
  /** Cloud DNS, which answers at an address of the node. */
  CLOUD_DNS = 'cloud-dns',
}

/** What one may say of a GKE cluster where it differs from the usual one. */
export interface GkeClusterProps extends ClusterProps {
  /**
   * Whether the cluster has Dataplane V2. `gcloud container clusters describe NAME --format="value(
   * networkConfig.datapathProvider)"` shows ADVANCED_DATAPATH then. Without it, Calico enforces policies, where their
   * enforcement was switched on.
   *
   * @default - not known, and with it the network plugin
   */
  readonly dataplaneV2?: boolean;

  /**
   * Who resolves names. `gcloud container clusters describe NAME --format="value(networkConfig.dnsConfig.clusterDns)"`
   * shows it: nothing stands for kube-dns.
   *
   * @default GkeDns.KUBE_DNS
   */
  readonly dnsProvider?: GkeDns;
}
