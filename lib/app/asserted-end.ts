import { ApiObject } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { valueError } from '../errors';
import { clusterOf } from '../objects';
import { Connections, type IConnectable } from '../policy';
import { Cidr, type IpRange, Peer, Workload } from '../traffic';

/** Who is meant by one end of an assertion, in the words of those who read manifests. */
export interface AssertedEnd {
  /** What it is called in a failure: `shop/web`, or a peer's own name. */
  readonly name: string;
  /** What it is asked for by: one name, or the networks that make up the addresses. */
  readonly texts: readonly string[];
  /** Addresses, if it is some. */
  readonly networks: readonly Cidr[];
}

/**
 * Who is meant by what stands for an end.
 *
 * @throws when nobody is, or when no manifest of the app can tell
 */
export function assertedEnd(root: IConstruct, end: unknown): AssertedEnd {
  if (typeof end === 'string') return { name: end, texts: [end], networks: networkIn(end) };
  if (Peer.isPeer(end)) return peerEnd(root, end as Peer);
  if (end instanceof Workload) return named(end.displayName);
  const connections = (end as Partial<IConnectable> | undefined)?.connections;
  if (connections instanceof Connections) return named(connections.workload.displayName);
  if (Construct.isConstruct(end)) return named(objectName(end));
  throw noEnd(end);
}

/** `198.51.100.0/24`, `external:::/0` and `10.0.0.7` are networks; `shop/web` is none. */
function networkIn(text: string): Cidr[] {
  const address = text.replace(/^external:/, '');
  if (!/^[0-9a-fA-F.:]+(\/\d+)?$/.test(address) || !/[.:]/.test(address)) return [];
  return [address.includes('/') ? Cidr.of(address) : Cidr.host(address)];
}

function peerEnd(root: IConstruct, peer: Peer): AssertedEnd {
  const found = clusterOf(root)._find(peer).peer;
  const others = found.selections.length + found.entities.length + found.hostnames.length;
  const networks = found.isAnywhere ? [] : found.blocks.flatMap(networksOf);
  if (networks.length > 0 && others === 0) return { name: found.displayName, texts: networks.map(String), networks };
  throw valueError({
    law: 'a Peer of an assertion must be addresses, since no manifest of the app tells which pods it means',
    got: found.displayName,
    remedy: "name the workload instead, such as 'shop/web', or an address; 'outside' stands for every entry",
  });
}

/** The networks of a range that are left when its exceptions are taken out. */
function networksOf({ cidr, except }: IpRange): Cidr[] {
  const left = (network: Cidr, holes: readonly Cidr[]): Cidr[] => {
    const inside = holes.filter((hole) => hole.overlaps(network));
    if (inside.length === 0) return [network];
    if (inside.some((hole) => hole.contains(network))) return [];
    return network._halves().flatMap((half) => left(half, inside));
  };
  return left(cidr, except);
}

/** The name of the object that a construct writes, by its kind too: two kinds may share one. */
function objectName(construct: IConstruct): string {
  const object = ApiObject.of(construct);
  const namespace = object.metadata.namespace ?? object.chart.namespace ?? 'default';
  return `${namespace}/${object.kind.toLowerCase()}/${object.name}`;
}

function named(name: string): AssertedEnd {
  return { name, texts: [name], networks: [] };
}

function noEnd(end: unknown): Error {
  return valueError({
    law: 'an end of an assertion must be a workload, a Peer of addresses, or a text',
    got: end,
    remedy: "give it a construct that runs pods, Peer.cidr('203.0.113.0/24'), 'shop/web' or '203.0.113.7'",
  });
}
