import { valueError } from '../../errors';
import {
  Direction,
  type LabelSelector,
  NAMESPACE_NAME,
  type PodSelection,
  Port,
  PortSet,
  selectorManifest,
} from '../../traffic';
import type { HttpAccess } from '../http-access';
import { type Allowance, mergedRules, type RulePeer } from '../rules';
import type { Dialect, IntendedPolicy } from './dialect';

/** As many ports may stand in one list. */
const MOST_PORTS = 40;

/** The label that Cilium gives each pod for its namespace, and what those of the namespace start with. */
const NAMESPACE = 'k8s:io.kubernetes.pod.namespace';
const NAMESPACE_LABEL = 'k8s:io.cilium.k8s.namespace.labels.';

/**
 * The CiliumNetworkPolicy, which knows nodes, the Kubernetes API and names as well.
 *
 * Policies of this and of Kubernetes' own kind add up: each is a list of what is allowed.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/language/
 * @see https://docs.cilium.io/en/stable/network/kubernetes/policy/
 */
export function cilium(knowsHostnames: boolean): Dialect {
  return {
    apiVersion: 'cilium.io/v2',
    kind: 'CiliumNetworkPolicy',
    names: ({ kind }) => kind !== 'hostname' || knowsHostnames,
    spec(policy) {
      const { pods, directions, ingress } = policy;
      return {
        endpointSelector: selectorManifest(pods),
        ...(directions.includes(Direction.INGRESS) ? { ingress: section(ruleManifests('from', ingress)) } : {}),
        ...(directions.includes(Direction.EGRESS) ? { egress: section(egressRules(policy)) } : {}),
      };
    },
  };
}

/** A section closes its direction; one without rules has an empty one, which lets nobody through. */
function section(rules: any[]): any[] {
  return rules.length > 0 ? rules : [{}];
}

/** Where hosts are named, the answers of DNS have to pass by Cilium, or it knows no address of theirs. */
function egressRules({ egress, resolvers }: IntendedPolicy): any[] {
  const hasNames = egress.some(({ peers }) => peers.some(({ kind }) => kind === 'hostname'));
  if (!hasNames) return ruleManifests('to', egress);
  const inspected = new Map(resolvers.flatMap(({ peers, ports }) => peers.map(({ key }) => [key, ports] as const)));
  const others = egress.flatMap(({ peers, ports }) =>
    peers
      .map((peer) => ({ peers: [peer], ports: without(ports, inspected.get(peer.key)) }))
      .filter((each) => !each.ports.isEmpty),
  );
  return [...ruleManifests('to', resolvers, inspectedLists), ...ruleManifests('to', others)];
}

/** The ports of a peer that aren't looked into; what a name stands for, only the peer knows. */
function without(ports: PortSet, inspected: PortSet = PortSet.none()): PortSet {
  const [named, numbers] = [true, false].map((isNamed) =>
    PortSet.of(...ports.ports.filter((port) => port.isNamed === isNamed)),
  ) as [PortSet, PortSet];
  return named.union(numbers.difference(inspected));
}

/** Of DNS, Cilium takes no ranges of ports. */
function inspectedLists({ ports }: PortSet): any[] {
  const single = ports.flatMap((port) =>
    port.isNamed ? [port] : numbersOf(port).map((number) => Port._range(port.protocol, number, number)),
  );
  return listsOf(single).map((list) => ({ ...list, rules: { dns: [{ matchPattern: '*' }] } }));
}

function numbersOf({ first, last }: Port): number[] {
  const [from, to] = [first as number, last as number];
  if (to - from < MOST_PORTS) return Array.from({ length: to - from + 1 }, (_, index) => from + index);
  throw valueError({
    law: `the ports of the cluster DNS must be named one by one on Cilium, where hosts are named, but they are ${from}-${to}`,
    remedy: 'give `ports` in ClusterDns.of() as those of the DNS pods',
  });
}

/** Cilium takes one sort of peers in a rule, and looks into the requests of all of them alike. */
function ruleManifests(side: 'from' | 'to', allowances: Allowance[], portLists = plainLists): any[] {
  return mergedRules(allowances).flatMap(({ peers, ports }) => {
    const sorts = new Map<string, { sort: string; http?: HttpAccess[]; named: any[] }>();
    for (const peer of peers) {
      const [sort, manifest] = peerManifest(side, peer);
      const key = `${sort} ${JSON.stringify(peer.http)}`;
      const known = sorts.get(key) ?? { sort, http: peer.http, named: [] };
      known.named.push(manifest);
      sorts.set(key, known);
    }
    return [...sorts.values()].map(({ sort, http, named }) => ({
      [sort]: named,
      toPorts: portLists(ports).map((list) => (http ? { ...list, rules: { http } } : list)),
    }));
  });
}

function peerManifest(side: 'from' | 'to', peer: RulePeer): [string, any] {
  switch (peer.kind) {
    case 'everyone':
      return [`${side}Entities`, 'all'];
    case 'entity':
      return [`${side}Entities`, peer.entity];
    case 'range': {
      const { cidr, except } = peer.range;
      const holes = except.length > 0 ? { except: except.map((hole) => hole.toString()) } : {};
      return [`${side}CIDRSet`, { cidr: cidr.toString(), ...holes }];
    }
    case 'hostname':
      return [`${side}FQDNs`, { [peer.hostname.startsWith('*') ? 'matchPattern' : 'matchName']: peer.hostname }];
    case 'pods':
      return [`${side}Endpoints`, endpointSelector(peer.selection)];
  }
}

/** To a policy of a namespace, pods whose namespace isn't said are those of its own. */
function endpointSelector({ namespaces, pods }: PodSelection): any {
  const own = selectorManifest(pods);
  if (namespaces === undefined) return own;
  const home = homeSelector(namespaces);
  const labels = { ...home.matchLabels, ...own.matchLabels };
  const expressions = [...(home.matchExpressions ?? []), ...(own.matchExpressions ?? [])];
  return {
    ...(Object.keys(labels).length > 0 ? { matchLabels: labels } : {}),
    ...(expressions.length > 0 ? { matchExpressions: expressions } : {}),
  };
}

function homeSelector(namespaces: LabelSelector): any {
  const { matchLabels = {}, matchExpressions = [] } = selectorManifest(namespaces);
  const { [NAMESPACE_NAME]: name, ...others } = matchLabels;
  const labels = Object.entries(others).map(([key, value]) => [`${NAMESPACE_LABEL}${key}`, value]);
  const expressions = matchExpressions.map((each: any) => ({ ...each, key: keyOf(each.key) }));
  return {
    matchLabels: { ...(name === undefined ? {} : { [NAMESPACE]: name }), ...Object.fromEntries(labels) },
    // Without a word of the namespace itself, its own one would be meant.
    matchExpressions: [...(name === undefined ? [{ key: NAMESPACE, operator: 'Exists' }] : []), ...expressions],
  };
}

function keyOf(label: string): string {
  return label === NAMESPACE_NAME ? NAMESPACE : `${NAMESPACE_LABEL}${label}`;
}

function plainLists({ ports }: PortSet): any[] {
  return listsOf(ports);
}

function listsOf(ports: Port[]): any[] {
  const written = ports.map(portManifest);
  const lists = Array.from({ length: Math.ceil(written.length / MOST_PORTS) }, (_, list) =>
    written.slice(list * MOST_PORTS, (list + 1) * MOST_PORTS),
  );
  return lists.map((list) => ({ ports: list }));
}

/** A number is written as a text here; a range needs Cilium 1.16. */
function portManifest({ protocol, first, last, name }: Port): any {
  if (name !== undefined) return { port: name, protocol };
  return { port: String(first), protocol, ...(last !== first ? { endPort: last } : {}) };
}
