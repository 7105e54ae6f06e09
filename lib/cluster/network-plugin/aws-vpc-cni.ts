import type { NetworkPluginProps } from './network-plugin-props';

/**
 * The Amazon VPC CNI, 1.14 or newer. The numbers and laws are those of its page on network policies.
 *
 * @see https://docs.aws.amazon.com/eks/latest/userguide/cni-network-policy.html
 */
export const AWS_VPC_CNI: NetworkPluginProps = {
  name: 'aws-vpc-cni',
  enforcesNetworkPolicies: true,
  judgesServiceAddresses: true,
  maxPortsPerSelector: 24,
  supportsDualStackPolicies: false,
  governsBarePods: false,
  limits: [
    'aws-vpc-cni enforces network policies only where its add-on has `enableNetworkPolicy: "true"`: `aws eks describe-addon --addon-name vpc-cni` shows its configuration',
    "aws-vpc-cni lets everything through in a pod's first seconds, unless NETWORK_POLICY_ENFORCING_MODE is `strict`; connections of those seconds may break when its policies come",
    'aws-vpc-cni enforces network policies on Linux nodes of EC2 only: pods on Fargate and on Windows stay open',
  ],
};
