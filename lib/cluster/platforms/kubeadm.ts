import { ClusterProfile } from '../cluster-profile';
import { Entry } from '../entry';
import { EnvoyGateway } from '../gateway/envoy-gateway';
import type { ClusterProps } from './cluster-props';

/**
 * A plain conformant cluster, as kubeadm sets it up.
 *
 * kubeadm installs neither a network plugin nor a way in; Envoy Gateway is assumed to be added.
 */
export function kubeadm(props: ClusterProps = {}): ClusterProfile {
  return ClusterProfile.define({
    ...props,
    name: 'kubeadm',
    entries: props.entries ?? [Entry.gateway(new EnvoyGateway())],
  });
}
