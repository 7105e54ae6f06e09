import { CloudMetadata } from '../cloud-metadata';
import { type ClusterDescription, described } from '../cluster-description';
import { NetworkPlugin } from '../network-plugin/catalogue';
import { WorkloadIdentity } from '../workload-identity';
import type { ClusterProps } from './cluster-props';

/**
 * An EKS cluster with nodes of EC2.
 *
 * It brings no way in, and what gives a Service of type LoadBalancer its address has to be installed as well: both are
 * the user's to say.
 */
export function eks(props: ClusterProps = {}): ClusterDescription {
  return described('eks', props, {
    networkPlugin: NetworkPlugin.awsVpcCni(),
    entries: [],
    metadata: CloudMetadata.aws(),
    workloadIdentity: WorkloadIdentity.eksPodIdentity(),
    apiPort: 443,
  });
}
