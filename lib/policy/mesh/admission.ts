import type { IMesh } from '../../cluster';
import { type IpRange, type PodSelection, PortSet } from '../../traffic';
import { type End, isPeer, type Way } from '../edge';
import type { ConnectionGraph } from '../graph';
import { MeshRole, type Party } from '../party';
import { type RulePeer, rulePeers } from '../rules';
import { knownIn, membersOf, sends } from './membership';
import { tcpOf } from './on-the-wire';

/** As whom the proxy of a workload knows a caller; `key` tells whether two are the same, and orders them. */
export type Caller = { readonly key: string } & (
  | { readonly kind: 'everyone' }
  | { readonly kind: 'account'; readonly namespace: string; readonly account: string }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'range'; readonly range: IpRange }
  // Whoever has no identity; among these, only the network policy tells one from the other.
  | { readonly kind: 'stranger' }
);

/** Some pods that are let in, as the proxy knows them. */
export interface Admission {
  readonly caller: Caller;
  /** The TCP ports, of which there is at least one. */
  readonly ports: PortSet;
  /** Whose pods are meant, for errors. */
  readonly pods: string;
  /** Whether all that have this identity are meant, and not only some. */
  readonly isWhole: boolean;
}

/** Who is let in to a workload of a mesh, as its proxy knows them. */
export function admissionsOf(graph: ConnectionGraph, party: Party, ways: Way[], mesh: IMesh): Admission[] {
  return ways.flatMap(({ end, ports: all }) => {
    const ports = tcpOf(all);
    return ports.isEmpty ? [] : callersOf(graph, end, party, mesh).map((each) => ({ ...each, ports }));
  });
}

type Known = Omit<Admission, 'ports'>;

function callersOf(graph: ConnectionGraph, end: End, party: Party, mesh: IMesh): Known[] {
  if (!isPeer(end)) return [sends(end, mesh) ? member(end) : stranger(end.workload().displayName)];
  return rulePeers(end).flatMap((peer) => peerCallers(graph, peer, party, mesh));
}

function peerCallers(graph: ConnectionGraph, peer: RulePeer, party: Party, mesh: IMesh): Known[] {
  switch (peer.kind) {
    case 'everyone':
      return [{ caller: { kind: 'everyone', key: '0' }, pods: 'everyone', isWhole: true }];
    case 'range': {
      const { range } = peer;
      return [{ caller: { kind: 'range', key: `3 ${range}`, range }, pods: `${range}`, isWhole: true }];
    }
    case 'pods': {
      const { namespaces, hasOthers } = membersOf(graph, peer.selection, party, mesh);
      const members = namespaces.flatMap((namespace) => membersIn(graph, namespace, peer.selection, mesh));
      return hasOthers ? [...members, stranger(`${peer.selection}`)] : members;
    }
    default:
      return [stranger(peer.key)];
  }
}

/** Workloads of the app are known by their accounts; of others only the namespace is known. */
function membersIn(graph: ConnectionGraph, namespace: string, selection: PodSelection, mesh: IMesh): Known[] {
  const { pods } = selection;
  if (pods.isEverything) return [anyOf(namespace, `${selection}`, true)];
  const found = knownIn(graph, namespace, pods).filter((party) => sends(party, mesh));
  return found.length > 0 ? found.map(member) : [anyOf(namespace, `${selection}`, false)];
}

function member(party: Party): Known {
  const { namespace, displayName: pods, serviceAccount: account } = party.workload();
  if (party.meshRole === MeshRole.UNNAMED) return anyOf(namespace, pods, false);
  const caller: Caller = { kind: 'account', key: `1 ${namespace} ${account}`, namespace, account };
  return { caller, pods, isWhole: false };
}

function anyOf(namespace: string, pods: string, isWhole: boolean): Known {
  return { caller: { kind: 'namespace', key: `2 ${namespace}`, namespace }, pods, isWhole };
}

function stranger(pods: string): Known {
  return { caller: { kind: 'stranger', key: '4' }, pods, isWhole: false };
}

/**
 * The workloads of namespaces that are let in as a whole, each as it is known by itself: what an account of theirs may do
 * beyond that, they all may.
 */
export function bystanders(graph: ConnectionGraph, admissions: Admission[], mesh: IMesh): Admission[] {
  const namespaces = admissions.flatMap(({ caller, isWhole }) =>
    isWhole && caller.kind === 'namespace' ? [caller.namespace] : [],
  );
  const ports = PortSet.none();
  return [...new Set(namespaces)].flatMap((namespace) =>
    graph
      .partiesIn(namespace)
      .filter((party) => !party.refusal && sends(party, mesh))
      .map((party) => ({ ...member(party), ports })),
  );
}

/** The ports of each caller, united, in the order of their keys. */
export function byCaller(admissions: Admission[]): { caller: Caller; ports: PortSet }[] {
  const found = new Map<string, { caller: Caller; ports: PortSet }>();
  for (const { caller, ports } of admissions) {
    const earlier = found.get(caller.key);
    found.set(caller.key, { caller, ports: earlier ? earlier.ports.union(ports) : ports });
  }
  return [...found.values()].sort((a, b) => (a.caller.key < b.caller.key ? -1 : 1));
}
