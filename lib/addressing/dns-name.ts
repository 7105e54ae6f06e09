import { valueError } from '../errors';
import { checkDnsLabel, checkDnsSubdomain, checkServiceName, Port, Protocol } from '../traffic';

const DNS_NAME = Symbol.for('cdk8s-networking.DnsName');

/** What a DNS name of a Service is made of. */
export interface DnsNameProps {
  /** The name of the Service. */
  readonly service: string;

  /**
   * The namespace of the Service.
   *
   * @default - not known: only the short name can be written, which works in the Service's own namespace
   */
  readonly namespace?: string;

  /**
   * The domain of the cluster.
   *
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
}

/**
 * The name by which pods find a Service, or one of its pods, as a value: no string has to be put together by hand.
 *
 * Resolvers in pods try a name below the domains of the cluster first where it has fewer dots than their `ndots` says,
 * which is 5. So the short forms resolve, and the full one costs some queries that find nothing; `absolute` costs one.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * new Worker(shop, 'mailer', {
 *   image: 'ghcr.io/acme/mailer:1.0',
 *   env: { API_ADDR: `${api.service.dnsName.short}:8080` }, // api:8080
 * });
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/
 */
export class DnsName {
  /**
   * The DNS name of a Service.
   *
   * @throws when one of its parts breaks Kubernetes' syntax
   */
  public static of(props: DnsNameProps): DnsName {
    const { service, namespace, clusterDomain = 'cluster.local' } = props;
    checkServiceName('the name of a Service', service);
    if (namespace !== undefined) checkDnsLabel('the namespace of a Service', namespace);
    checkDnsSubdomain('the cluster domain', clusterDomain);
    return new DnsName(service, service, namespace, clusterDomain);
  }

  /**
   * Whether this is a DnsName, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isDnsName(x: unknown): boolean {
    return typeof x === 'object' && x !== null && DNS_NAME in x;
  }

  private constructor(
    /** The name alone, such as `api`: it resolves in the Service's own namespace. */
    public readonly short: string,
    /** The name of the Service. */
    public readonly service: string,
    /** The namespace of the Service; undefined where it isn't known. */
    public readonly namespace: string | undefined,
    private readonly clusterDomain: string,
  ) {
    Object.defineProperty(this, DNS_NAME, { value: true });
  }

  /** The name with its namespace and the cluster's domain: it resolves everywhere in the cluster. */
  public get full(): string {
    return this.namespace ? `${this.short}.${this.namespace}.svc.${this.clusterDomain}` : this.short;
  }

  /**
   * The full name with the dot that ends it: resolvers try nothing else, which saves the queries that `ndots` costs.
   *
   * Not every program takes it: in a URL, some send the dot along as part of the host.
   *
   * @throws when the namespace isn't known
   */
  public get absolute(): string {
    if (this.namespace) return `${this.full}.`;
    throw valueError({
      law: `an absolute name must have a namespace, but that of ${this.short} isn't known`,
      remedy: 'give the chart a `namespace`, or take the short name',
    });
  }

  /**
   * The shortest name that resolves for the pods of a namespace: `api` in its own, `api.shop` in others.
   *
   * @param namespace - the namespace of the pods that ask
   */
  public seenFrom(namespace: string): string {
    return this.namespace === undefined || namespace === this.namespace
      ? this.short
      : `${this.short}.${this.namespace}`;
  }

  /**
   * The name of the SRV records of a port: those who ask for it get the port's number as well, and of a headless
   * Service the names of its pods.
   *
   * @param portName - the name of a port of the Service; one without a name has no such record
   * @param protocol - its protocol; TCP unless given
   * @throws when this is not the name of a Service itself, or that is no name or protocol
   */
  public srv(portName: string, protocol: Protocol = Protocol.TCP): DnsName {
    checkDnsLabel('the name of a port', portName);
    const { protocol: checked } = Port.named('any', protocol);
    return this.below(`_${portName}._${checked.toLowerCase()}`, 'SRV records');
  }

  /**
   * The name of one member of a StatefulSet, under the headless Service that this is the name of.
   *
   * @param statefulSet - the name of the StatefulSet
   * @param ordinal - the member's number, from 0
   * @throws when the ordinal is no such number, the member's name is no host's, or this is not the name of a Service
   */
  public member(statefulSet: string, ordinal: number): DnsName {
    if (!Number.isInteger(ordinal) || ordinal < 0) {
      throw valueError({
        law: 'the ordinal of a member must be a whole number from 0',
        got: ordinal,
        remedy: 'the first member of a StatefulSet has the number 0',
      });
    }
    return this.pod(`${statefulSet}-${ordinal}`);
  }

  /**
   * The name of the pod with this `hostname`, under the headless Service that this is the name of. The pod's
   * `subdomain` has to be the Service's name.
   *
   * @param hostname - the pod's hostname
   * @throws when it is no DNS-1123 label, or this is not the name of a Service itself
   */
  public pod(hostname: string): DnsName {
    checkDnsLabel('the hostname of a pod', hostname);
    return this.below(hostname, 'pods');
  }

  /** The full name. */
  public toString(): string {
    return this.full;
  }

  private below(prefix: string, what: string): DnsName {
    if (this.short === this.service) {
      return new DnsName(`${prefix}.${this.service}`, this.service, this.namespace, this.clusterDomain);
    }
    throw valueError({
      law: `only the name of a Service must be asked for the names of its ${what}`,
      got: this.full,
      remedy: 'take the `dnsName` of the Service',
    });
  }
}
