import { type ClusterDescription, described } from '../cluster-description';
import { Entry } from '../entry';
import { EnvoyGateway } from '../gateway/envoy-gateway';
import { NetworkPlugin } from '../network-plugin/catalogue';
import type { ClusterProps } from './cluster-props';

/** A kind cluster: kubeadm's, with kindnet, on a machine where nothing hands out load balancer addresses. */
export function kind(props: ClusterProps = {}): ClusterDescription {
  return described('kind', props, {
    networkPlugin: NetworkPlugin.kindnet(),
    entries: [Entry.gateway(new EnvoyGateway())],
    addressHint: 'kind gives load balancers no address by itself: run cloud-provider-kind beside the cluster',
  });
}
