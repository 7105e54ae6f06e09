import { Direction, type PortSet, selectorManifest } from '../../traffic';
import { type Allowance, mergedRules, type RulePeer } from '../rules';
import type { Dialect } from './dialect';

/**
 * The NetworkPolicy that every cluster takes.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/
 */
export const KUBERNETES: Dialect = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  names: ({ kind, http }) => kind !== 'entity' && kind !== 'hostname' && !http,
  spec({ pods, directions, ingress, egress }) {
    const [from, to] = [ruleManifests('from', ingress), ruleManifests('to', egress)];
    return {
      podSelector: selectorManifest(pods),
      policyTypes: [Direction.INGRESS, Direction.EGRESS].filter((direction) => directions.includes(direction)),
      ...(from.length > 0 ? { ingress: from } : {}),
      ...(to.length > 0 ? { egress: to } : {}),
    };
  },
};

function ruleManifests(side: string, allowances: Allowance[]): any[] {
  return mergedRules(allowances).map(({ peers, ports }) => {
    const named = peers.flatMap(peerManifest);
    return named.length > 0 ? { [side]: named, ports: portManifests(ports) } : { ports: portManifests(ports) };
  });
}

/** None for everyone: where nobody is named, everybody is meant. */
function peerManifest(peer: RulePeer): any[] {
  if (peer.kind === 'range') {
    const { cidr, except } = peer.range;
    const holes = except.length > 0 ? { except: except.map((hole) => hole.toString()) } : {};
    return [{ ipBlock: { cidr: cidr.toString(), ...holes } }];
  }
  if (peer.kind !== 'pods') return [];
  const { namespaces, pods } = peer.selection;
  // Alone, the selector of a whole namespace has to be written.
  if (!namespaces) return [{ podSelector: selectorManifest(pods) }];
  const namespaceSelector = selectorManifest(namespaces);
  // The namespace and the labels stand in one peer: as two peers, each would admit more than is meant.
  return [pods.isEverything ? { namespaceSelector } : { namespaceSelector, podSelector: selectorManifest(pods) }];
}

/** Ports as Kubernetes writes them; every port of a protocol is the protocol alone. */
function portManifests(ports: PortSet): any[] {
  return ports.ports.map(({ protocol, first, last, name }) => {
    if (name !== undefined) return { protocol, port: name };
    if (first === 1 && last === 65535) return { protocol };
    return { protocol, port: first, ...(last !== first ? { endPort: last } : {}) };
  });
}
