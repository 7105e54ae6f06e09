import { valueError } from '../errors';
import { checkDnsLabel, checkDnsSubdomain, checkServiceName } from '../traffic';

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
 * The name by which pods find a Service, as a value: no string has to be put together by hand.
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
    return new DnsName(service, namespace, clusterDomain);
  }

  private constructor(
    private readonly service: string,
    private readonly namespace: string | undefined,
    private readonly clusterDomain: string,
  ) {}

  /** The name alone, such as `api`: it resolves in the Service's own namespace. */
  public get short(): string {
    return this.service;
  }

  /** The name with its namespace and the cluster's domain: it resolves everywhere in the cluster. */
  public get full(): string {
    return this.namespace ? `${this.service}.${this.namespace}.svc.${this.clusterDomain}` : this.service;
  }

  /**
   * The shortest name that resolves for the pods of a namespace: `api` in its own, `api.shop` in others.
   *
   * @param namespace - the namespace of the pods that ask
   */
  public seenFrom(namespace: string): string {
    return this.namespace === undefined || namespace === this.namespace
      ? this.service
      : `${this.service}.${this.namespace}`;
  }

  /**
   * The name of one member of a StatefulSet, under the headless Service that this is the name of.
   *
   * @param statefulSet - the name of the StatefulSet
   * @param ordinal - the member's number, from 0
   * @throws when the ordinal is no such number
   */
  public member(statefulSet: string, ordinal: number): string {
    if (!Number.isInteger(ordinal) || ordinal < 0) {
      throw valueError({
        law: 'the ordinal of a member must be a whole number from 0',
        got: ordinal,
        remedy: 'the first member of a StatefulSet has the number 0',
      });
    }
    return `${statefulSet}-${ordinal}.${this.full}`;
  }

  /** The full name. */
  public toString(): string {
    return this.full;
  }
}
