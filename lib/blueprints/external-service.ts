import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import {
  type DnsName,
  ExternalNameService,
  type IService,
  SelectorlessService,
  type ServicePort,
  ServiceType,
} from '../addressing';
import { constructError } from '../errors';
import { clusterOf, withdrawn } from '../objects';
import type { IExternalBackend } from '../routing';
import { Peer, type Port } from '../traffic';
import {
  addressRanges,
  checkAliased,
  checkExternal,
  checkOutsideName,
  externalPorts,
  nameRanges,
} from './external-service-laws';
import type { ExternalServiceProps } from './external-service-props';

/**
 * A database, an API or anything else outside the cluster, with a name inside and the addresses that policies need.
 *
 * Nobody connects to it unless allowed. By `addresses` it is a Service without selector and its EndpointSlices, and where
 * it moves, this is the only place that changes. By `hostname` it is an alias in DNS; clients that speak HTTP or TLS must
 * go on using the outer name, which its certificate has.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const api = new InternalService(shop, 'api', { image: 'ghcr.io/acme/api:1.4', port: 8080 });
 * const legacyDb = new ExternalService(shop, 'legacy-db', { addresses: ['10.9.0.12'], port: 1521 });
 * const crm = new ExternalService(shop, 'crm', {
 *   hostname: 'crm.example.com',
 *   ranges: ['203.0.113.0/24'],
 *   port: 443,
 * });
 * api.connections.allowTo(legacyDb, { reason: 'orders before 2019' });
 * api.connections.allowTo(crm);
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
 */
export class ExternalService extends Construct implements IExternalBackend {
  /** The Service: one without selector, or of type ExternalName. */
  public readonly serviceObject: ApiObject;
  /** The name by which pods find it. */
  public readonly dnsName: DnsName;
  /** The ports on which it answers, which are meant where a connection to it names none. */
  public readonly peerPorts: Port[];
  private readonly known?: Peer;
  private readonly hostname?: string;
  private readonly routed?: IService;

  /**
   * @throws when it has both addresses and a hostname, or neither, or an option that there isn't; when an address, a
   * range, a name or a port breaks its law; when an address is nobody's outside, such as loopback, link-local, multicast
   * or that of a cloud's metadata service; or when the hostname is one of the cluster's own
   */
  public constructor(scope: Construct, id: string, props: ExternalServiceProps) {
    super(scope, id);
    try {
      checkExternal(this, props);
      const { hostname, addresses = [], ranges = [], name = id } = props;
      const ports = externalPorts(this, props);
      const networks = hostname === undefined ? addressRanges(this, addresses) : nameRanges(this, ranges);
      if (hostname === undefined) {
        const endpoints = addresses.map((address) => ({ address }));
        const type = props.headless ? ServiceType.headless() : ServiceType.clusterIp();
        this.routed = new SelectorlessService(this, 'Service', { name, endpoints, ports, type });
      }
      const service = this.routed ?? this.alias(name, hostname as string, ports);
      this.serviceObject = service.object;
      this.dnsName = service.dnsName;
      this.peerPorts = ports.map(({ target }) => target);
      this.hostname = hostname;
      this.known = networks.length > 0 ? Peer.ranges(...networks) : undefined;
    } catch (error) {
      throw withdrawn(this, error);
    }
  }

  /**
   * The Service that routes name.
   *
   * @throws when it is known by a hostname: a proxy would take an alias for the pods of a Service, or refuse it
   */
  public get service(): IService {
    if (this.routed) return this.routed;
    throw constructError(this, {
      law: 'what a route leads to must have addresses, and a `hostname` is an alias in DNS',
      remedy: 'give `addresses`',
    });
  }

  /**
   * Whom a policy names for it: its addresses, or the host itself where the network plugin knows names. Pods have to
   * ask for the host by its own name then: what the alias leads to, the plugin doesn't follow.
   *
   * @throws when it is known by a hostname alone, and the network plugin knows no names
   */
  public get peer(): Peer {
    if (this.known) return this.known;
    if (this.hostname !== undefined && clusterOf(this).networkPlugin?.matchesHostnames) {
      return Peer.hostname(this.hostname);
    }
    throw constructError(this, {
      law: 'what a policy allows must be known by its addresses, since a NetworkPolicy knows no names',
      remedy:
        'give the `ranges` behind the `hostname`, as its provider publishes them, or `addresses`; ' +
        'Cilium and Calico Enterprise know names, where the profile says that it is one of them',
    });
  }

  private alias(name: string, hostname: string, ports: ServicePort[]): ExternalNameService {
    checkAliased(this, ports);
    const service = new ExternalNameService(this, 'Service', { name, hostname });
    checkOutsideName(this, hostname, clusterOf(this).dns.clusterDomain);
    return service;
  }
}
