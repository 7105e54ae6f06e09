import { valueError } from '../../errors';
import { checkFactoryOptions } from './factory-options';
import { checkNameservers, checkResolver, checkSearches, MOST_NAMESERVERS } from './pod-dns-laws';
import type { PodDnsOptions, ResolverOptions } from './pod-dns-options';

/** A registered symbol, so that two copies of this library in one program know each other's. */
const POD_DNS = Symbol.for('cdk8s-networking.PodDns');

const CLUSTER_FIRST = 'ClusterFirst';
/** The same for pods in the network of their node, for which Kubernetes would silently take the node's. */
const CLUSTER_FIRST_ON_HOST = 'ClusterFirstWithHostNet';

/** Nobody but those that are given. */
const NOBODY = 'None';

/**
 * Whom the pods ask for names, and how.
 *
 * @example
 * const dns = PodDns.ofCluster({ ndots: 1 });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-s-dns-policy
 */
export class PodDns {
  /**
   * The cluster's DNS, which knows Services, and asks others for the rest. Also for pods in the network of their node.
   *
   * @param options - what comes on top of it
   * @throws when a name server is no address, a name is none, or there are more than a pod may have
   */
  public static ofCluster(options: PodDnsOptions = {}): PodDns {
    checkFactoryOptions('PodDns.ofCluster', options, 'PodDns.ofCluster({ ndots: 1 })');
    return new PodDns(CLUSTER_FIRST, options);
  }

  /**
   * The name servers of the node, which don't know Services.
   *
   * @param options - what comes on top of it
   * @throws when a name server is no address, a name is none, or there are more than a pod may have
   */
  public static ofNode(options: PodDnsOptions = {}): PodDns {
    checkFactoryOptions('PodDns.ofNode', options, 'PodDns.ofNode({ ndots: 1 })');
    return new PodDns('Default', options);
  }

  /**
   * These name servers, and no others.
   *
   * A policy that isolates the pods doesn't know them: allow them as peers on port 53.
   *
   * @param nameservers - one to three, by their address
   * @param options - how they are asked
   * @throws when there is no name server, one is no address, a name is none, or there are more than a pod may have
   */
  public static of(nameservers: string[], options: ResolverOptions = {}): PodDns {
    checkFactoryOptions('PodDns.of', options, "PodDns.of(['192.0.2.53'], { ndots: 1 })");
    checkNameservers(nameservers);
    if (nameservers?.length > 0) return new PodDns(NOBODY, { ...options, nameservers });
    throw valueError({
      law: 'pods that ask neither the cluster nor the node must have a name server',
      got: nameservers,
      remedy: "write it as in PodDns.of(['192.0.2.53'])",
    });
  }

  /**
   * Whether this is a PodDns, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isPodDns(x: unknown): boolean {
    return typeof x === 'object' && x !== null && POD_DNS in x;
  }

  private constructor(
    private readonly policy: string,
    private readonly options: PodDnsOptions,
  ) {
    // Those that are asked anyway come first, and are one at least.
    checkNameservers(options.nameservers, policy === NOBODY ? MOST_NAMESERVERS : MOST_NAMESERVERS - 1);
    checkSearches(options.searches);
    checkResolver(options);
    Object.defineProperty(this, POD_DNS, { value: true });
  }

  /** @internal adds it to a written pod; what is there already was said to the cdk8s-plus object, and holds as well */
  public _write(pod: any, hostNetwork: boolean): void {
    pod.dnsPolicy = hostNetwork && this.policy === CLUSTER_FIRST ? CLUSTER_FIRST_ON_HOST : this.policy;
    const { nameservers = [], searches = [], ndots, options: further = {} } = this.options;
    const options = [
      ...(ndots === undefined ? [] : [{ name: 'ndots', value: `${ndots}` }]),
      ...Object.entries(further).map(([name, value]) => (value === '' ? { name } : { name, value })),
    ];
    for (const [field, list] of Object.entries({ nameservers, searches, options })) {
      if (list.length > 0) pod.dnsConfig = { ...pod.dnsConfig, [field]: [...list, ...(pod.dnsConfig?.[field] ?? [])] };
    }
  }
}
