import { checkLoadBalancer } from './balancer-laws';
import { nodePortRange } from './node-ports';
import type {
  ClusterIpOptions,
  HeadlessOptions,
  LoadBalancerOptions,
  NodePortOptions,
  ServiceTypeOptions,
} from './service-type-options';
import { checkClusterIp, checkCommon, checkReachable } from './type-laws';

const SERVICE_TYPE = Symbol.for('cdk8s-networking.ServiceType');

/**
 * How a Service is found, and by whom. Each type takes only what makes sense for it.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const mailer = new Worker(shop, 'mailer', { image: 'ghcr.io/acme/mailer:1.0', extraPorts: [{ name: 'smtp', port: 2525 }] });
 * new Service(shop, 'smtp', {
 *   workload: mailer,
 *   ports: [{ port: 25, target: Port.named('smtp'), nodePort: 30025 }],
 *   type: ServiceType.nodePort({ externalTrafficPolicy: TrafficPolicy.LOCAL }),
 * });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types
 */
export class ServiceType {
  /**
   * One stable address inside the cluster, which the cluster balances over the pods.
   *
   * @throws when an option is of the wrong kind or another type's, an address is none, or an option is about traffic
   * from outside, where there is none
   */
  public static clusterIp(options: ClusterIpOptions = {}): ServiceType {
    checkCommon('ClusterIP', options);
    checkClusterIp(options);
    checkReachable(options);
    return new ServiceType('ClusterIP', options);
  }

  /**
   * No address of its own: its name resolves to the pods themselves. Nothing is balanced, and no port is translated.
   *
   * @throws when an option is of the wrong kind or another type's
   */
  public static headless(options: HeadlessOptions = {}): ServiceType {
    checkCommon('Headless', options);
    return new ServiceType('Headless', options);
  }

  /**
   * A port on every node, beside an address inside the cluster.
   *
   * @throws when an option is of the wrong kind or another type's, or an address is none
   */
  public static nodePort(options: NodePortOptions = {}): ServiceType {
    checkCommon('NodePort', options);
    checkClusterIp(options);
    nodePortRange(options.nodePortRange);
    return new ServiceType('NodePort', options);
  }

  /**
   * A load balancer outside the cluster, beside an address inside.
   *
   * @throws when an option is of the wrong kind or breaks its law, an address or a network is none, or a health check
   * is asked for, which only `TrafficPolicy.LOCAL` has
   */
  public static loadBalancer(options: LoadBalancerOptions = {}): ServiceType {
    checkCommon('LoadBalancer', options);
    checkClusterIp(options);
    checkLoadBalancer(options);
    return new ServiceType('LoadBalancer', options);
  }

  /**
   * Whether this is a ServiceType, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isServiceType(x: unknown): boolean {
    return typeof x === 'object' && x !== null && SERVICE_TYPE in x;
  }

  /** How people call it: `ClusterIP`, `Headless`, `NodePort` or `LoadBalancer`. */
  public readonly name: string;

  /** @internal what was said of it: each type has some of these options */
  public readonly _options: LoadBalancerOptions;

  private constructor(name: string, options: ServiceTypeOptions) {
    Object.defineProperty(this, SERVICE_TYPE, { value: true });
    this.name = name;
    this._options = Object.freeze({ ...options });
  }

  /** Whether the name of such a Service resolves to the pods themselves. */
  public get isHeadless(): boolean {
    return this.name === 'Headless';
  }

  /** @internal whether clients outside the cluster dial the nodes themselves, with no load balancer in between */
  public get _isDialled(): boolean {
    return this.name === 'NodePort' || this._options.externalIps !== undefined;
  }

  /** @internal whether clients outside the cluster reach it at all */
  public get _isPublished(): boolean {
    return this.name === 'LoadBalancer' || this._isDialled;
  }

  /** The same as its name. */
  public toString(): string {
    return this.name;
  }
}
