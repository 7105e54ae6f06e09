import { LabelSelector, Peer, PodSelection } from '../../traffic';
import type { GatewayReference } from './gateway-implementation';

/**
 * The label that the pods of a Gateway's proxy have, where they run in the Gateway's namespace: its name is the Gateway
 * API's, and several implementations give it.
 *
 * @see https://gateway-api.sigs.k8s.io/geps/gep-1762/
 */
export function proxyLabels({ name }: GatewayReference): { [key: string]: string } {
  return { 'gateway.networking.k8s.io/gateway-name': name };
}

/** Those pods. */
export function proxiesOf(gateway: GatewayReference): Peer {
  const pods = LabelSelector.of({ labels: proxyLabels(gateway) });
  return Peer.selecting(PodSelection.inNamespace(gateway.namespace, pods));
}
