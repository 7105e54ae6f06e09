import { Protocol, TrafficPolicy } from '../../traffic';
import { lack, refuseProtocols, refuseProxyProtocol } from './lacks';
import {
  type ILoadBalancer,
  type LoadBalancerAnswer,
  type LoadBalancerRequest,
  LoadBalancerSource,
} from './load-balancer';
import { checkKinds, Kind } from './option-kinds';

/** What is known of a load balancer that isn't in the catalogue. */
export interface ConformantProps {
  /**
   * The protocols that it forwards.
   *
   * @default - TCP, which is all that Kubernetes promises
   */
  readonly protocols?: Protocol[];

  /**
   * The class by which a Service asks for it.
   *
   * @default - the cluster's own: the one that serves Services without a class
   */
  readonly loadBalancerClass?: string;
}

const NAME_IT = 'say which one the cluster has by `loadBalancer` in its profile';

/**
 * Any load balancer, with no more than Kubernetes promises of all of them.
 *
 * No annotation is common to two. Clients' addresses are kept where connections stay on the node at which they arrive.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer
 */
export class Conformant implements ILoadBalancer {
  public readonly name = 'conformant';
  private readonly protocols: Protocol[];
  private readonly loadBalancerClass?: string;

  public constructor(props: ConformantProps = {}) {
    checkKinds('LoadBalancers.conformant()', props, { protocols: Kind.PROTOCOLS, loadBalancerClass: Kind.TEXT });
    this.protocols = [...(props.protocols ?? [Protocol.TCP])];
    this.loadBalancerClass = props.loadBalancerClass;
  }

  public serve(request: LoadBalancerRequest): LoadBalancerAnswer {
    const isLocal = request.externalTrafficPolicy === TrafficPolicy.LOCAL;
    refuseProxyProtocol(this.name, request);
    refuseProtocols(this.name, this.protocols, request);
    if (request.isInternal) {
      throw lack(this.name, {
        service: 'with `internal`',
        must: 'keep to the private network when asked',
        remedy: `${NAME_IT}: aws-nlb, azure, gcp, or metallb with a pool of private addresses`,
      });
    }
    if (request.addresses.length > 0) {
      throw lack(this.name, {
        service: 'with `addresses`',
        must: 'take the address that it is told',
        remedy: `${NAME_IT}: aws-nlb, azure, gcp or metallb`,
      });
    }
    // Where the client's address arrives, the policy of the pods holds the ranges, whatever the balancer does.
    if (request.sourceRanges.length > 0 && !isLocal) {
      throw lack(this.name, {
        service: 'with `sourceRanges`',
        must: 'let in nobody else, which Kubernetes leaves to each',
        remedy: `${NAME_IT}; or use TrafficPolicy.LOCAL, by which the policy of the pods sees the client`,
      });
    }
    return {
      annotations: {},
      loadBalancerClass: this.loadBalancerClass,
      source: isLocal ? LoadBalancerSource.CLIENT : LoadBalancerSource.NODE,
    };
  }
}
