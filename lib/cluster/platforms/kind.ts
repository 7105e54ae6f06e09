import { ClusterProfile } from '../cluster-profile';
import { Entry } from '../entry';
import { EnvoyGateway } from '../gateway/envoy-gateway';
import { NetworkPlugin } from '../network-plugin/catalogue';
import type { ClusterProps } from './cluster-props';

/** A kind cluster: kubeadm's, with kindnet, on a machine where nothing hands out load balancer addresses. */
export function kind(props: ClusterProps = {}): ClusterProfile {
  return ClusterProfile.define({
    ...props,
    name: 'kind',
    networkPlugin: props.networkPlugin ?? NetworkPlugin.kindnet(),
    entries: props.entries ?? [Entry.gateway(new EnvoyGateway())],
    addressHint: 'kind gives load balancers no address by itself: run cloud-provider-kind beside the cluster',
  });
}
