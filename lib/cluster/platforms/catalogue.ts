import { ClusterProfile } from '../cluster-profile';
import { aks } from './aks';
import type { ClusterProps } from './cluster-props';
import { eks } from './eks';
import { gke } from './gke';
import type { GkeClusterProps } from './gke-cluster-props';
import { k3s } from './k3s';
import { kind } from './kind';
import { kubeadm } from './kubeadm';
import { openshift } from './openshift';

/** The kinds of clusters that are known here. Any other one is put together with `ClusterProfile.define()`. */
export class Clusters {
  /**
   * An AKS cluster. It has no way in and no network plugin that would be known: both have to be said.
   *
   * @see https://learn.microsoft.com/azure/aks/use-network-policies
   */
  public static aks(props?: ClusterProps): ClusterProfile {
    return ClusterProfile._of(aks(props));
  }

  /**
   * An EKS cluster with nodes of EC2, and the Amazon VPC CNI. It has no way in until one is installed and said here.
   *
   * @example
   * const cluster = Clusters.eks({
   *   networkPlugin: NetworkPlugin.cilium(),
   *   nodeLocalDns: { clusterIp: '172.20.0.10' },
   *   monitoring: Monitoring.kubePrometheusStack({ namespace: 'monitoring' }),
   *   entries: [Entry.gateway(GatewayImplementations.envoyGateway())],
   * });
   *
   * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
   */
  public static eks(props?: ClusterProps): ClusterProfile {
    return ClusterProfile._of(eks(props));
  }

  /**
   * A GKE cluster with GKE's own Gateways.
   *
   * @example
   * const cluster = Clusters.gke({ dataplaneV2: true, dnsProvider: GkeDns.CLOUD_DNS });
   *
   * @see https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy
   */
  public static gke(props?: GkeClusterProps): ClusterProfile {
    return ClusterProfile._of(gke(props));
  }

  /**
   * A k3s cluster with the parts that it brings: Traefik, and kube-router for policies.
   *
   * @see https://docs.k3s.io/networking
   */
  public static k3s(props?: ClusterProps): ClusterProfile {
    return ClusterProfile._of(k3s(props));
  }

  /**
   * A plain conformant cluster, as kubeadm sets it up.
   *
   * kubeadm installs neither a network plugin nor a way in; Envoy Gateway is assumed to be added.
   *
   * @see https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/
   */
  public static kubeadm(props?: ClusterProps): ClusterProfile {
    return ClusterProfile._of(kubeadm(props));
  }

  /**
   * A kind cluster. A Gateway gets its address there from cloud-provider-kind, which has to be run beside it.
   *
   * @see https://kind.sigs.k8s.io/docs/user/loadbalancer/
   */
  public static kind(props?: ClusterProps): ClusterProfile {
    return ClusterProfile._of(kind(props));
  }

  /**
   * An OpenShift cluster with its own DNS, router and monitoring. Its router takes no exact paths, no rules without a host,
   * and no wildcards.
   *
   * @see https://docs.redhat.com/en/documentation/openshift_container_platform/4.18/html/network_security/network-policy
   */
  public static openshift(props?: ClusterProps): ClusterProfile {
    return ClusterProfile._of(openshift(props));
  }

  private constructor() {}
}
