import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { constructError, type Located, located, placeOf } from '../errors';
import { clusterOf, NameLaw, namespaceOf, objectMetadata, patchable, resourceName } from '../objects';
import { type IpFamily, type Port, type Protocol, TrafficPolicy } from '../traffic';
import { Address } from './address';
import { claim } from './claims';
import { checkClientsAreSeen } from './clients';
import { DnsName } from './dns-name';
import { type Endpoint, type PlacedEndpoint, placedEndpoints } from './endpoint';
import { endpointSlice } from './endpoint-slice';
import { warnOfExternalIps } from './external-ips';
import { IpFamilies } from './ip-families';
import { checkPorts } from './port-laws';
import { portless, targetOf } from './served-port';
import type { ServicePort } from './service-port';
import type { IService } from './service-reference';
import { ServiceType } from './service-type';
import { slicesOf } from './slices-of';
import { checkAddress, checkFamilies } from './type-laws';
import { typeSpec } from './type-spec';

/** What a Service without selector is. */
export interface SelectorlessServiceProps {
  /** What stands behind it, at least one address. The order doesn't count. */
  readonly endpoints: Endpoint[];

  /**
   * Its ports, at least one. What stands behind it has no names for ports: each target is a number.
   *
   * @default - none, for a headless Service
   */
  readonly ports?: ServicePort[];

  /**
   * Its name, a DNS-1035 label: it must start with a letter.
   *
   * @default - the construct's id
   */
  readonly name?: string;

  /**
   * How it is found: by an address inside the cluster, or headless.
   *
   * @default ServiceType.clusterIp()
   */
  readonly type?: ServiceType;
}

/**
 * A stable name for addresses that are no pods of this cluster: a Service without selector, and its EndpointSlices.
 *
 * Nobody watches whether the addresses answer. The default settings of Argo CD leave EndpointSlices out: a Service that
 * it applies has no endpoints then.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * const db = new SelectorlessService(shop, 'legacy-db', {
 *   endpoints: [{ address: '10.9.0.12' }, { address: '10.9.0.13' }],
 *   ports: [{ target: Port.tcp(1521) }],
 * });
 * db.dnsName.short; // legacy-db
 *
 * @see https://kubernetes.io/docs/concepts/services-networking/service/#services-without-selectors
 */
export class SelectorlessService extends ApiObject implements IService {
  /** The Service itself. */
  public readonly object: ApiObject = this;
  /** The name by which pods find it. */
  public readonly dnsName: DnsName;
  /** Its ports. */
  public readonly ports: ServicePort[];
  /** How it is found. */
  public readonly type: ServiceType;
  /** What stands behind it. */
  public readonly endpoints: Endpoint[];
  /** The objects that hold the endpoints, at most a hundred each: first those of IPv4. */
  public readonly endpointSlices: ApiObject[];

  /**
   * @throws when the name is no DNS-1035 label, an endpoint is none that others can reach or is there twice, a port
   * breaks a law or has no number, the Service has no address of a family that an endpoint is of, or an endpoint could
   * never be reached
   */
  public constructor(scope: Construct, id: string, props: SelectorlessServiceProps) {
    const name = resourceName(scope, id, { kind: 'a Service', name: props.name, law: NameLaw.DNS_1035 });
    const { ports = [], type = ServiceType.clusterIp() } = props;
    const place = placeOf(scope, id);
    checkType(place, type);
    checkPorts(place, ports, type);
    checkTargets(place, ports);
    const endpoints = placedEndpoints(place, props.endpoints);
    checkReachedLocally(place, type, endpoints);
    const families = familiesOf(place, type, endpoints);
    located(place, () => checkAddresses(type, families));
    const profile = clusterOf(scope);
    checkClientsAreSeen(place, type, undefined, profile);
    super(scope, id, {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: objectMetadata(scope, name),
      spec: {
        ...typeSpec(type, undefined),
        ...(families?._spec ?? {}),
        ...(ports.length > 0 ? { ports: ports.map(portSpec) } : {}),
      },
    });
    this.ports = [...ports];
    this.type = type;
    this.endpoints = [...props.endpoints];
    this.dnsName = DnsName.of({
      service: name,
      namespace: namespaceOf(scope),
      clusterDomain: profile.dns.clusterDomain,
    });
    this.endpointSlices = slicesOf(endpoints).map((slice) => endpointSlice(this, this.ports, slice));
    claim(this, this, profile);
    warnOfExternalIps(this, type);
    patchable(this);
  }

  /** The number of the Service's first port, which is meant where none is named. */
  public get defaultPort(): number {
    const [first] = this.ports;
    if (!first) throw portless(this);
    return numberOf(first);
  }

  /**
   * The endpoints' port behind a port of the Service.
   *
   * @param port - the Service's port; without it, the first one
   * @param protocol - its protocol; TCP unless given
   * @throws when the Service has no such port, or its first one is of another protocol
   */
  public targetPort(port?: number, protocol?: Protocol): Port {
    const ports = this.ports.map((each) => ({ target: each.target, number: numberOf(each) }));
    return targetOf(this, ports, port, protocol);
  }
}

/** Its own addresses are of the families that follow from its endpoints. */
function checkAddresses({ _options }: ServiceType, families: IpFamilies | undefined): void {
  const { clusterIp, externalIps } = _options;
  if (clusterIp !== undefined) checkAddress(clusterIp, families);
  if (externalIps) checkFamilies('an external IP', externalIps, families);
}

function portSpec(port: ServicePort): any {
  const { name, appProtocol, target } = port;
  return {
    ...(name === undefined ? {} : { name }),
    ...(appProtocol === undefined ? {} : { appProtocol }),
    protocol: target.protocol,
    port: numberOf(port),
    targetPort: target.first,
  };
}

function numberOf({ port, target }: ServicePort): number {
  return port ?? (target.first as number);
}

function checkType(place: Located, type: unknown): void {
  const isFit = ServiceType.isServiceType(type) && ['ClusterIP', 'Headless'].includes((type as ServiceType).name);
  if (isFit) return;
  throw constructError(place, {
    law: 'a Service without selector must have an address inside the cluster, or be headless',
    got: ServiceType.isServiceType(type) ? `${type}` : type,
    remedy: 'take ServiceType.clusterIp() or ServiceType.headless(); whoever is outside connects to the addresses',
  });
}

function checkTargets(place: Located, ports: ServicePort[]): void {
  const named = ports.find(({ target }) => target.isNamed);
  if (!named) return;
  throw constructError(place, {
    law: 'the target of a port must be a number where no pods stand behind the Service',
    got: `${named.target}`,
    remedy: 'write it as in Port.tcp(1521)',
  });
}

/** A node that keeps to its own endpoints knows them by their node. */
function checkReachedLocally(place: Located, { _options }: ServiceType, endpoints: PlacedEndpoint[]): void {
  const { internalTrafficPolicy, externalTrafficPolicy } = _options;
  if (internalTrafficPolicy !== TrafficPolicy.LOCAL && externalTrafficPolicy !== TrafficPolicy.LOCAL) return;
  const homeless = endpoints.find(({ endpoint }) => endpoint.nodeName === undefined);
  if (!homeless) return;
  throw constructError(place, {
    law: 'with TrafficPolicy.LOCAL an endpoint must be on a node, since every other node keeps to its own',
    got: homeless.address.text,
    remedy: 'give its `nodeName`, or leave the traffic policy out',
  });
}

/**
 * The families of the Service, which have to be those of its endpoints: kube-proxy never leads from an address of the
 * one family to one of the other. A headless Service has no address, and names the endpoints of both.
 */
function familiesOf(place: Located, type: ServiceType, endpoints: PlacedEndpoint[]): IpFamilies | undefined {
  const given = type._options.ipFamilies;
  if (type.isHeadless) return given;
  const [first, second] = [...new Set(endpoints.map(({ address }) => address.family))].sort();
  if (given === undefined) {
    const { clusterIp } = type._options;
    // The address of a Service is of its first family.
    const address = clusterIp === undefined ? undefined : Address.of('the cluster IP of a Service', clusterIp);
    return second ? IpFamilies.preferBoth(address?.family) : IpFamilies.only(first as IpFamily);
  }
  const missing = [first, second].find((family) => family !== undefined && !given.families.includes(family));
  if (missing === undefined) return given;
  throw constructError(place, {
    law: `a Service must have an address of the family of each endpoint, but it has none of ${missing}`,
    remedy: 'give IpFamilies.preferBoth(), or leave `ipFamilies` out',
  });
}
