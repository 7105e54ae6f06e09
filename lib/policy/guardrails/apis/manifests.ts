import { type PortSet, selectorManifest } from '../../../traffic';
import type { AdminPeer, AdminPolicy, AdminRule, Subject } from '../admin-policy';
import type { GuardrailAction } from '../guardrail';

// What both APIs write alike.

/** What an API has words of its own for. */
export interface RuleWords {
  readonly actions: { readonly [action in GuardrailAction]: string };
  /** The fields of a rule that say its ports. */
  ports(ports: PortSet): any;
}

/** The pods that are governed, or meant: by their namespaces alone where all of these are. */
export function subjectManifest({ namespaces, pods }: Subject): any {
  if (pods.isEverything) return { namespaces: selectorManifest(namespaces) };
  return { pods: { namespaceSelector: selectorManifest(namespaces), podSelector: selectorManifest(pods) } };
}

/** The rules of both directions; a direction without rules isn't written. */
export function rulesManifest({ ingress, egress }: AdminPolicy, words: RuleWords): any {
  return {
    ...(ingress.length > 0 ? { ingress: ingress.map((rule) => ruleManifest(rule, 'from', words)) } : {}),
    ...(egress.length > 0 ? { egress: egress.map((rule) => ruleManifest(rule, 'to', words)) } : {}),
  };
}

function ruleManifest({ name, action, peers, ports }: AdminRule, side: 'from' | 'to', words: RuleWords): any {
  return {
    name,
    action: words.actions[action],
    [side]: peers.map(peerManifest),
    ...(ports ? words.ports(ports) : {}),
  };
}

/** A peer: exactly one field, by which both know what is meant. */
function peerManifest(peer: AdminPeer): any {
  switch (peer.kind) {
    case 'pods':
      return subjectManifest(peer);
    case 'networks':
      return { networks: peer.networks.map((network) => network.toString()) };
    case 'nodes':
      return { nodes: {} };
    case 'domains':
      return { domainNames: [...peer.names] };
  }
}
