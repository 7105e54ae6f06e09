import { selectorManifest } from '../../../traffic';
import type { AdminPeer, Subject } from '../admin-policy';

/** What both APIs write alike. */
export function subjectManifest({ namespaces, pods }: Subject): any {
  if (pods.isEverything) return { namespaces: selectorManifest(namespaces) };
  return { pods: { namespaceSelector: selectorManifest(namespaces), podSelector: selectorManifest(pods) } };
}

/** A peer: exactly one field, by which both know what is meant. */
export function peerManifest(peer: AdminPeer): any {
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
