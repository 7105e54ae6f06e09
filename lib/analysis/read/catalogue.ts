import type { KindReader } from './kind-reader';
import { adminNetworkPolicyReaders } from './kinds/admin-network-policy';
import { calicoNetworkSetReaders } from './kinds/calico-network-sets';
import { calicoPolicyReaders } from './kinds/calico-policies';
import { ciliumNetworkPolicyReaders } from './kinds/cilium-network-policy';
import { clusterNetworkPolicyReader } from './kinds/cluster-network-policy';
import { endpointSliceReader } from './kinds/endpoint-slice';
import { endpointsReader } from './kinds/endpoints';
import { gatewayReaders } from './kinds/gateways';
import { ingressReader } from './kinds/ingress';
import { istioPolicyReaders } from './kinds/istio-policies';
import { linkerdPolicyReaders } from './kinds/linkerd-policies';
import { namespaceReader } from './kinds/namespace';
import { networkPolicyReader } from './kinds/network-policy';
import { referenceGrantReader } from './kinds/reference-grant';
import { routeReaders } from './kinds/routes';
import { serviceReader } from './kinds/service';
import { workloadReaders } from './kinds/workloads';

/** The kinds that are understood. */
export const KIND_READERS: readonly KindReader[] = [
  namespaceReader,
  ...workloadReaders,
  serviceReader,
  endpointSliceReader,
  endpointsReader,
  networkPolicyReader,
  ...ciliumNetworkPolicyReaders,
  ...calicoPolicyReaders,
  ...calicoNetworkSetReaders,
  ...istioPolicyReaders,
  ...linkerdPolicyReaders,
  ...adminNetworkPolicyReaders,
  clusterNetworkPolicyReader,
  ingressReader,
  ...gatewayReaders,
  ...routeReaders,
  referenceGrantReader,
];

const BY_GROUP_AND_KIND = new Map(
  KIND_READERS.flatMap((reader) =>
    [reader.group, ...(reader.formerGroups ?? [])].map((group) => [`${group}/${reader.kind}`, reader] as const),
  ),
);

/** The reader of a kind, in its group or in one that had it before. */
export function readerOf(group: string, kind: string): KindReader | undefined {
  return BY_GROUP_AND_KIND.get(`${group}/${kind}`);
}
