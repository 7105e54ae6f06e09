import { type ClusterDescription, described } from '../cluster-description';
import { Entry } from '../entry';
import { K3sTraefik } from '../ingress/k3s-traefik';
import { NetworkPlugin } from '../network-plugin/catalogue';
import type { ClusterProps } from './cluster-props';

/** A k3s cluster, with all that it brings: CoreDNS, Traefik, flannel for the pods and kube-router for their policies. */
export function k3s(props: ClusterProps = {}): ClusterDescription {
  return described('k3s', props, {
    networkPlugin: NetworkPlugin.kubeRouter(),
    entries: [Entry.ingress(new K3sTraefik())],
    podRanges: ['10.42.0.0/16'],
    serviceRanges: ['10.43.0.0/16'],
  });
}
