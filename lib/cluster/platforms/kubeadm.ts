import { type ClusterDescription, described } from '../cluster-description';
import { Entry } from '../entry';
import { EnvoyGateway } from '../gateway/envoy-gateway';
import type { ClusterProps } from './cluster-props';

/**
 * A plain conformant cluster, as kubeadm sets it up.
 *
 * kubeadm installs neither a network plugin nor a way in; Envoy Gateway is assumed to be added.
 */
export function kubeadm(props: ClusterProps = {}): ClusterDescription {
  return described('kubeadm', props, { entries: [Entry.gateway(new EnvoyGateway())] });
}
