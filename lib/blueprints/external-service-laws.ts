import type { ServicePort } from '../addressing';
import { constructError, type Fault, type Located, located } from '../errors';
import {
  Cidr,
  checkFlags,
  checkKnownOptions,
  IpFamily,
  IpRange,
  onDemand,
  Port,
  Protocol,
  SPECIAL_NETWORKS,
} from '../traffic';
import type { ExternalServiceProps } from './external-service-props';

/** What nobody means by something outside the cluster. */
const SPECIAL: { readonly [what: string]: () => readonly Cidr[] } = {
  'the metadata service of a cloud, which hands out the credentials of the node': onDemand(() =>
    ['169.254.169.254', '100.100.100.200', '168.63.129.16', '192.0.0.192', 'fd00:ec2::254'].map((address) =>
      Cidr.host(address),
    ),
  ),
  'loopback, which is the pod itself': SPECIAL_NETWORKS.loopback,
  'link-local, which is another machine on each node': SPECIAL_NETWORKS.linkLocal,
  'unspecified addresses, which are the pod itself': SPECIAL_NETWORKS.unspecified,
  'multicast, which is nobody in particular': SPECIAL_NETWORKS.multicast,
  'broadcast, which is everybody': SPECIAL_NETWORKS.broadcast,
};

const OPTIONS = ['addresses', 'hostname', 'ranges', 'port', 'protocol', 'servicePort', 'ports', 'headless', 'name'];

/** What can be seen of the props alone: either form is whole, and neither has a part of the other. */
export function checkExternal(place: Located, props: ExternalServiceProps): void {
  if (typeof props !== 'object' || props === null) {
    throw constructError(place, { law: 'an ExternalService must be given where it is', got: props, remedy: HOW });
  }
  located(place, () => {
    checkKnownOptions('an ExternalService', props, OPTIONS);
    checkFlags({ headless: props.headless });
  });
  const fault = formFault(props) ?? portFault(props);
  if (fault) throw constructError(place, fault);
}

function formFault({ addresses, hostname, ranges, headless, servicePort }: ExternalServiceProps): Fault | undefined {
  if ((addresses === undefined) === (hostname === undefined)) {
    const got = addresses === undefined ? 'neither' : 'both';
    return {
      law: `an ExternalService must have either \`addresses\` or a \`hostname\`, but it has ${got}`,
      remedy: HOW,
    };
  }
  const list = addresses ?? ranges;
  if (list !== undefined && !(Array.isArray(list) && list.length > 0)) {
    const what = addresses === undefined ? 'ranges' : 'addresses';
    return { law: `the \`${what}\` of an ExternalService must be a list with one in it`, got: list, remedy: HOW };
  }
  if (addresses !== undefined && ranges !== undefined) {
    return {
      law: 'the `ranges` of an ExternalService must be those of a `hostname`, since `addresses` say all by themselves',
      remedy: 'leave `ranges` out',
    };
  }
  const unfit = headless ? 'headless' : servicePort === undefined ? undefined : 'servicePort';
  const idle = hostname === undefined ? undefined : unfit;
  if (idle) {
    return {
      law: `an ExternalService with a \`hostname\` must have no \`${idle}\`, since it is an alias in DNS and nothing more`,
      remedy: `leave \`${idle}\` out, or give \`addresses\``,
    };
  }
  return undefined;
}

const HOW = "write it as in { addresses: ['10.9.0.12'], port: 1521 } or { hostname: 'db.example.com', port: 5432 }";

function portFault({ port, ports, protocol, servicePort }: ExternalServiceProps): Fault | undefined {
  if ((port === undefined) === (ports === undefined)) {
    const got = port === undefined ? 'neither' : 'both';
    return { law: `an ExternalService must have either a \`port\` or \`ports\`, but it has ${got}`, remedy: HOW };
  }
  if (ports !== undefined && (protocol !== undefined || servicePort !== undefined)) {
    return {
      law: 'the `protocol` and the `servicePort` of an ExternalService must be those of its one `port`',
      remedy: "say them in `ports`, as in [{ name: 'dns', target: Port.udp(53) }]",
    };
  }
  if (protocol !== undefined && !Object.values(Protocol).includes(protocol)) {
    return {
      law: 'the protocol of an ExternalService must be TCP, UDP or SCTP',
      got: protocol,
      remedy: 'leave it out for TCP',
    };
  }
  return undefined;
}

/** The ports of the Service, each with the one that is meant by it. */
export function externalPorts(place: Located, props: ExternalServiceProps): ServicePort[] {
  const { port, ports, protocol = Protocol.TCP, servicePort } = props;
  if (ports !== undefined) return ports;
  return [{ target: located(place, () => Port._range(protocol, port as number, port as number)), port: servicePort }];
}

/** The ports themselves where there is no Service that would check them. */
export function checkAliased(place: Located, ports: ServicePort[]): void {
  const isFit = (each: ServicePort) =>
    Port.isPort(each?.target) && !each.target.isNamed && (each.port === undefined || each.port === each.target.first);
  if (Array.isArray(ports) && ports.length > 0 && ports.every(isFit)) return;
  throw constructError(place, {
    law: 'the ports behind a `hostname` must be numbers, and the same for clients, since an alias translates none',
    got: ports,
    remedy: 'write them as in [{ target: Port.tcp(5432) }]',
  });
}

/** The addresses, each as a network of its own. What is no address is left out: the Service without selector refuses it. */
export function addressRanges(place: Located, addresses: string[]): IpRange[] {
  const networks = addresses.flatMap((address) => networkOf(address) ?? []);
  for (const network of networks) checkOutside(place, 'addresses', network);
  return networks.map((network) => IpRange.of(network));
}

/** The networks that the addresses behind a name are in. */
export function nameRanges(place: Located, ranges: string[]): IpRange[] {
  const networks = located(place, () => ranges.map((range) => Cidr.of(range)));
  for (const network of networks) checkOutside(place, 'ranges', network);
  return networks.map((network) => IpRange.of(network));
}

/** A name of the cluster's own is an alias for a Service, whose pods a policy knows by their labels. */
export function checkOutsideName(place: Located, hostname: string, clusterDomain: string): void {
  if (!`.${hostname}`.replace(/\.$/, '').endsWith(`.${clusterDomain}`)) return;
  throw constructError(place, {
    law: 'the `hostname` of an ExternalService must be outside the cluster',
    got: hostname,
    remedy: 'connect to the workload behind that Service, which is known by its own name',
  });
}

function networkOf(address: string): Cidr | undefined {
  try {
    return Cidr.host(address);
  } catch {
    return undefined;
  }
}

function checkOutside(place: Located, what: string, network: Cidr): void {
  const special = Object.entries(SPECIAL).find(([, networks]) =>
    networks()
      .flatMap(waysTo)
      .some((each) => each.overlaps(network)),
  );
  if (!special) return;
  throw constructError(place, {
    law: `the \`${what}\` of an ExternalService must not contain ${special[0]}`,
    got: network.toString(),
    remedy: 'name the networks of the service itself; for all public addresses, connect to Peer.internet()',
  });
}

/** The networks by which pods reach one: NAT64 leads to each IPv4 address by one of IPv6. */
function waysTo(network: Cidr): Cidr[] {
  return network.family === IpFamily.IPV6 ? [network] : [network, network._throughNat64()];
}
