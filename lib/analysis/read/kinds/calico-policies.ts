import { policyIn } from '../calico/policies';
import type { KindReader } from '../kind-reader';
import { understood } from '../not-understood';

/**
 * NetworkPolicy and GlobalNetworkPolicy of Calico, as its own API serves them and as they are stored. What of them isn't
 * understood makes the object opaque.
 */
export const calicoPolicyReaders: readonly KindReader[] = [
  reader('projectcalico.org', 'v3', 'NetworkPolicy', 'Namespaced'),
  reader('projectcalico.org', 'v3', 'GlobalNetworkPolicy', 'Cluster'),
  reader('crd.projectcalico.org', 'v1', 'NetworkPolicy', 'Namespaced'),
  reader('crd.projectcalico.org', 'v1', 'GlobalNetworkPolicy', 'Cluster'),
];

function reader(group: string, version: string, kind: string, scope: KindReader['scope']): KindReader {
  return {
    group,
    kind,
    versions: [version],
    scope,
    isPolicy: true,
    read: (object, body) => understood(object, () => ({ pluginPolicies: [policyIn(object, body)] })),
  };
}
