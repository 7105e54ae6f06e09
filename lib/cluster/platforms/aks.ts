import { CloudMetadata } from '../cloud-metadata';
import { type ClusterDescription, described } from '../cluster-description';
import { Azure } from '../load-balancer/azure';
import { WorkloadIdentity } from '../workload-identity';
import type { ClusterProps } from './cluster-props';

/**
 * An AKS cluster.
 *
 * Whether anything enforces its policies, and what, was decided when it was made; and it brings no way in by itself: both
 * are the user's to say.
 */
export function aks(props: ClusterProps = {}): ClusterDescription {
  return described('aks', props, {
    entries: [],
    loadBalancer: new Azure(),
    metadata: CloudMetadata.azure(),
    workloadIdentity: WorkloadIdentity.azure(),
    apiPort: 443,
  });
}
