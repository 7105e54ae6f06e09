/** Where a Network Load Balancer sends connections. */
export enum NlbTarget {
  /** To a port of the nodes, which forward them. */
  INSTANCE = 'instance',
  /** To the pods themselves. They need addresses of the VPC, as the Amazon VPC CNI gives them. */
  IP = 'ip',
}

/** How Network Load Balancers are used. */
export interface AwsNlbProps {
  /**
   * Where it sends connections.
   *
   * @default NlbTarget.INSTANCE
   */
  readonly targetType?: NlbTarget;

  /**
   * The networks of the balancer's subnets, in CIDR notation: its health checks come from there, and the connections of
   * clients whose addresses it doesn't preserve. `aws ec2 describe-subnets` shows them.
   *
   * @default - not known: a Service for which they matter is an error
   */
  readonly subnetRanges?: string[];

  /**
   * The ids or names of the balancer's subnets, one for each availability zone.
   *
   * @default - the controller finds them by their tags
   */
  readonly subnets?: string[];

  /**
   * The allocation ids of elastic IP addresses for a balancer that faces the internet, one for each subnet.
   *
   * An address belongs to one balancer, so two Services by this one are an error.
   *
   * @default - any addresses
   */
  readonly elasticIps?: string[];

  /**
   * The IPv4 addresses of an internal balancer, one for each subnet and out of its network. Two Services by this one are
   * an error, too.
   *
   * @default - any addresses
   */
  readonly privateIps?: string[];

  /**
   * Whether targets see the address of the client. It can't be turned off for UDP.
   *
   * @default - as AWS has it: yes for instances, and for pods where the Service has a UDP port
   */
  readonly preservesClientIp?: boolean;

  /**
   * The TCP port on which each target answers health checks: of the pods, or of the nodes where these are its targets,
   * such as 10256 of kube-proxy. A Service with UDP ports needs it, since no health is checked by UDP.
   *
   * With nodes and `TrafficPolicy.LOCAL` it has no effect, since the cluster has a port of its own for it then.
   *
   * @default - the port to which connections go
   */
  readonly healthCheckPort?: number;

  /**
   * Whether it sends connections to targets in all zones, and not just in the one where they arrive.
   *
   * @default false
   */
  readonly isCrossZone?: boolean;
}
