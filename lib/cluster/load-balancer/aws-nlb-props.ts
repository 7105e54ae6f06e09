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
   * An address belongs to one balancer, so give it where one Service alone uses this one.
   *
   * @default - any addresses
   */
  readonly elasticIps?: string[];

  /**
   * The IPv4 addresses of an internal balancer, one for each subnet and out of its network.
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
   * Whether it sends connections to targets in all zones, and not just in the one where they arrive.
   *
   * @default false
   */
  readonly isCrossZone?: boolean;
}
