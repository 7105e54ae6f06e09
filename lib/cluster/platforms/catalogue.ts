import type { ClusterProfile } from '../cluster-profile';
import type { ClusterProps } from './cluster-props';
import { kind } from './kind';
import { kubeadm } from './kubeadm';

/** The kinds of clusters that are known here. Any other one is put together with `ClusterProfile.define()`. */
export class Clusters {
  /**
   * A plain conformant cluster, as kubeadm sets it up.
   *
   * kubeadm installs neither a network plugin nor a way in; Envoy Gateway is assumed to be added.
   *
   * @see https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/
   */
  public static kubeadm(props?: ClusterProps): ClusterProfile {
    return kubeadm(props);
  }

  /**
   * A kind cluster. A Gateway gets its address there from cloud-provider-kind, which has to be run beside it.
   *
   * @see https://kind.sigs.k8s.io/docs/user/loadbalancer/
   */
  public static kind(props?: ClusterProps): ClusterProfile {
    return kind(props);
  }

  private constructor() {}
}
