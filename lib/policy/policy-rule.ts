import type { IConstruct } from 'constructs';
import { type Fault, valueError } from '../errors';
import { clusterOf } from '../objects';
import { checkKnownOptions, computedOnce, Direction, Peer, type Port, PortSet } from '../traffic';
import { sideFault, wordFault } from './dialect-laws';
import { inOneLine } from './reasons';
import { type Allowance, rulePeers } from './rules';

/** Peers, and the pod ports on which connections from or to them are let through. */
export interface PolicyRule {
  /** Who; at least one. Everyone is `Peer.anywhere({ reason })`. */
  readonly peers: Peer[];
  /** On which ports **of the pods**; at least one. Every port is `Port.allTcp()` and its kin. */
  readonly ports: Port[];
}

/**
 * What the rules of one direction let through. They may come from JavaScript, and be anything.
 *
 * @param scope - below which profile of a cluster the peers are found
 */
export function allowancesOf(scope: IConstruct, direction: Direction, rules: PolicyRule[]): Allowance[] {
  if (!Array.isArray(rules)) throw malformed(direction, 'must be a list', rules);
  return rules.map((rule) => allowanceOf(scope, direction, rule));
}

function allowanceOf(scope: IConstruct, direction: Direction, rule: PolicyRule): Allowance {
  if (typeof rule !== 'object' || rule === null) throw malformed(direction, 'must each have peers and ports', rule);
  checkKnownOptions('a rule of a NetworkPolicy', rule, ['peers', 'ports']);
  const { peers, ports } = rule;
  const fault = faultOf(peers, ports);
  if (fault) throw valueError(fault);
  const found = peers.map((peer) => clusterOf(scope)._find(peer).peer);
  for (const peer of found) {
    const unsayable = sideFault(peer, direction) ?? wordFault(peer, scope);
    if (unsayable) throw valueError(unsayable);
  }
  return { peers: found.flatMap(rulePeers), ports: setOf(ports) };
}

function malformed(direction: Direction, law: string, got: unknown): Error {
  return valueError({
    law: `the ${direction.toLowerCase()} rules of a NetworkPolicy ${law}`,
    got,
    remedy: 'write them as in `[{ peers: [Peer.sameNamespace()], ports: [Port.tcp(8080)] }]`',
  });
}

/** Those of a cluster are the same list in each of its namespaces. */
function setOf(ports: Port[]): PortSet {
  return Object.isFrozen(ports) ? frozenSet(ports) : PortSet.of(...ports);
}

const frozenSet = computedOnce((ports: Port[]) => PortSet.of(...ports));

/** Why rules let everyone through, a line for each peer with a reason. */
export function reasonsOf(direction: Direction, rules: PolicyRule[]): string[] {
  return rules.flatMap(({ peers, ports }) =>
    peers.flatMap((peer) => {
      if (peer.reason === undefined) return [];
      const way = direction === Direction.INGRESS ? `${peer.displayName} ->` : `-> ${peer.displayName}`;
      return `${way} ${PortSet.of(...ports)}: ${inOneLine(peer.reason)}`;
    }),
  );
}

/** What would be written as a hole, or as something else than what was meant. */
function faultOf(peers: unknown, ports: unknown): Fault | undefined {
  if (!Array.isArray(peers) || peers.length === 0) {
    return {
      law: 'a rule must name its peers, since a rule without any lets everyone through',
      remedy: "write Peer.anywhere({ reason: '...' }) if that is what you mean",
    };
  }
  if (!peers.every((peer) => Peer.isPeer(peer))) {
    return {
      law: 'the peers of a rule must be Peers',
      got: peers.find((peer) => !Peer.isPeer(peer)),
      remedy: 'for a workload, use `connections.allowTo()` or `allowFrom()`',
    };
  }
  if (!Array.isArray(ports) || ports.length === 0) {
    return {
      law: 'a rule must name its ports, since a rule without any opens them all',
      remedy: 'write Port.allTcp(), Port.allUdp() or Port.allSctp() if that is what you mean',
    };
  }
  return undefined;
}
