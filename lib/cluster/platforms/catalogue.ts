import type { ClusterProfile } from '../cluster-profile';
import { kind } from './kind';
import { kubeadm } from './kubeadm';
import type { ClusterProps } from './platform-props';

/** The kinds of clusters that are known here. Any other one is put together with `ClusterProfile.define()`. */
export class Clusters {
  /**
   * A plain conformant cluster, as kubeadm sets it up.
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
