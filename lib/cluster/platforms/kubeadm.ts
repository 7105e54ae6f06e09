import { ClusterProfile } from '../cluster-profile';
import { Entry } from '../entry';
import { EnvoyGateway } from '../gateway/envoy-gateway';
import type { ClusterProps } from './platform-props';

/** A plain conformant cluster, as kubeadm sets it up: it comes without a network plugin and without a way in. */
export function kubeadm(props: ClusterProps = {}): ClusterProfile {
  return ClusterProfile.define({
    name: 'kubeadm',
    dns: props.dns,
    networkPlugin: props.networkPlugin,
    entries: props.entries ?? [Entry.gateway(new EnvoyGateway())],
  });
}
