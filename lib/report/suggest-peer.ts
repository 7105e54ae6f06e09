import { type SuggestedPeer, SuggestedPeerKind, type SuggestedPort } from '../analysis';
import type { CodeNames } from './suggest-names';

/** The other end of a connection in code; undefined where it is the workload itself. */
export function peerCode(peer: SuggestedPeer, names: CodeNames, reason: string): string | undefined {
  const { kind, name, namespace = '', labels = {}, cidrs = [] } = peer;
  switch (kind) {
    case SuggestedPeerKind.WORKLOAD:
      return names.workload(name);
    case SuggestedPeerKind.OWN_PODS:
      return undefined;
    case SuggestedPeerKind.PODS:
      return `Peer.pods({ namespace: ${literal(namespace)}, labels: ${labelsCode(labels)} })`;
    case SuggestedPeerKind.NAMESPACE:
      return `Peer.namespace(${literal(namespace)})`;
    case SuggestedPeerKind.HOSTNAME:
      return `Peer.hostname(${literal(name)})`;
    case SuggestedPeerKind.ADDRESSES:
      return cidrs.length === 1
        ? `Peer.cidr(${literal(cidrs[0] as string)})`
        : `Peer.cidrs([${cidrs.map(literal).join(', ')}])`;
    case SuggestedPeerKind.KUBERNETES_API:
      return 'Peer.kubernetesApi()';
    case SuggestedPeerKind.MONITORING:
      return 'Peer.monitoring()';
    case SuggestedPeerKind.DATA_PLANE:
      return 'Peer.dataPlane()';
    case SuggestedPeerKind.EVERYONE:
      return `Peer.anywhere({ reason: ${literal(reason)} })`;
  }
}

/** `[Port.tcp(8080), Port.udp(53)]`. */
export function portsCode(ports: readonly SuggestedPort[]): string {
  return `[${ports.map(({ protocol, port }) => `Port.${protocol.toLowerCase()}(${port})`).join(', ')}]`;
}

function labelsCode(labels: { readonly [key: string]: string }): string {
  const entries = Object.entries(labels).map(([key, value]) => `${literal(key)}: ${literal(value)}`);
  return `{ ${entries.join(', ')} }`;
}

/** A text as code writes it, whatever is in it. */
export function literal(text: string): string {
  const inside = JSON.stringify(text).slice(1, -1).replace(/\\"/g, '"').replace(/'/g, "\\'");
  return `'${inside}'`;
}
