import { AwsNlb } from './aws-nlb';
import type { AwsNlbProps } from './aws-nlb-props';
import { Azure, type AzureProps } from './azure';
import { Conformant, type ConformantProps } from './conformant';
import { Gcp, type GcpProps } from './gcp';
import type { ILoadBalancer } from './load-balancer';
import { Metallb, type MetallbProps } from './metallb';

/**
 * The load balancers that are known here. Any other one implements `ILoadBalancer`.
 *
 * One is given to the cluster profile, or to a single Service as its `provider`.
 *
 * @example
 * new Platform({
 *   cluster: Clusters.kubeadm({
 *     nodeRanges: ['10.0.0.0/24'],
 *     loadBalancer: LoadBalancers.metallb({ addressPool: 'public', internalAddressPool: 'private' }),
 *   }),
 * });
 */
export class LoadBalancers {
  /**
   * Network Load Balancers by the AWS Load Balancer Controller.
   *
   * @throws when an option is of the wrong kind, or a range of its subnets is no CIDR
   */
  public static awsNlb(props?: AwsNlbProps): ILoadBalancer {
    return new AwsNlb(props);
  }

  /**
   * Azure Load Balancer.
   *
   * @throws when an option is of the wrong kind
   */
  public static azure(props?: AzureProps): ILoadBalancer {
    return new Azure(props);
  }

  /**
   * Any load balancer, with no more than Kubernetes promises of all of them.
   *
   * @throws when an option is of the wrong kind
   */
  public static conformant(props?: ConformantProps): ILoadBalancer {
    return new Conformant(props);
  }

  /**
   * GKE's passthrough Network Load Balancers.
   *
   * @throws when an option is of the wrong kind
   */
  public static gcp(props?: GcpProps): ILoadBalancer {
    return new Gcp(props);
  }

  /**
   * MetalLB.
   *
   * @throws when an option is of the wrong kind
   */
  public static metallb(props?: MetallbProps): ILoadBalancer {
    return new Metallb(props);
  }

  private constructor() {}
}
