import type { NetworkPluginProps } from './network-plugin-props';

/**
 * kube-router's controller of network policies, which k3s brings beside flannel.
 *
 * @see https://docs.k3s.io/networking/networking-services#network-policy-controller
 * @see https://github.com/cloudnativelabs/kube-router/issues/873
 */
export const KUBE_ROUTER: NetworkPluginProps = {
  name: 'kube-router',
  enforcesNetworkPolicies: true,
  limits: [
    'kube-router enforces network policies some seconds after a pod has started: until then it lets everything through, and for others a new pod is a stranger',
  ],
};
