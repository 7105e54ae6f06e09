import type { IpFamily, Protocol, TrafficPolicy } from '../../traffic';

/** What a Service asks of the load balancer in front of it. */
export interface LoadBalancerRequest {
  /** Whether it is reached from the private network only. */
  readonly isInternal: boolean;

  /** The addresses that it has to have, at most one of each family; none where any will do. */
  readonly addresses: string[];

  /** Whether it tells the pods the client's address in a header of the PROXY protocol. */
  readonly usesProxyProtocol: boolean;

  /** The clients that it lets in, in CIDR notation; none where it lets in everybody. */
  readonly sourceRanges: string[];

  /** To which pods it sends a connection. */
  readonly externalTrafficPolicy: TrafficPolicy;

  /** The protocols of the Service's ports, each once. */
  readonly protocols: Protocol[];

  /** The families of addresses that the Service asks for; none where it leaves that to the cluster. */
  readonly ipFamilies: IpFamily[];
}

/** Under whose address a connection reaches the pods behind a load balancer. */
export enum LoadBalancerSource {
  /** That of the client: it is preserved on the whole way. */
  CLIENT = 'client',
  /** That of a node, which forwards the connection. */
  NODE = 'node',
  /** That of the balancer, which opens a connection of its own. */
  BALANCER = 'balancer',
}

/** How a load balancer gives what a Service asks. */
export interface LoadBalancerAnswer {
  /** The annotations by which the Service asks for it. */
  readonly annotations: { readonly [key: string]: string };

  /**
   * The class of load balancer.
   *
   * @default - the cluster's own
   */
  readonly loadBalancerClass?: string;

  /**
   * Whether it goes by the nodes' ports. Where it doesn't, none are kept for it.
   *
   * @default true
   */
  readonly needsNodePorts?: boolean;

  /**
   * Whether it may have one number for TCP and for UDP.
   *
   * @default true
   */
  readonly tellsProtocolsApart?: boolean;

  /**
   * What this Service alone can have of it, such as `address 203.0.113.7`: two Services with the same are an error.
   *
   * @default - nothing
   */
  readonly claims?: string[];

  /** Under whose address connections reach the pods. */
  readonly source: LoadBalancerSource;

  /**
   * The balancer's own addresses in CIDR notation, from which it connects or checks the pods' health.
   *
   * @default - none: it never connects to a pod by itself
   */
  readonly balancerRanges?: string[];

  /**
   * The TCP port of the pods on which it asks after their health, from `balancerRanges`.
   *
   * @default - the ports to which it forwards, or none of the pods at all
   */
  readonly healthCheckPort?: number;
}

/**
 * The software or cloud service that gives a Service of type LoadBalancer its address.
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#loadbalancer
 */
export interface ILoadBalancer {
  /** What people call it, such as `aws-nlb`. */
  readonly name: string;

  /**
   * How it gives what a Service asks.
   *
   * @param request - what the Service asks
   * @throws when it can't: the error names what it lacks
   */
  serve(request: LoadBalancerRequest): LoadBalancerAnswer;
}
