import { CILIUM_POLICY } from '../../network/policies';
import { policiesIn } from '../cilium/policies';
import type { KindReader } from '../kind-reader';
import { understood } from '../not-understood';

/**
 * CiliumNetworkPolicy and CiliumClusterwideNetworkPolicy, which have one language. What of it isn't understood makes its
 * object opaque.
 *
 * @see https://docs.cilium.io/en/stable/security/policy/language/
 */
export const ciliumNetworkPolicyReaders: readonly KindReader[] = [
  reader(CILIUM_POLICY, 'Namespaced'),
  reader('CiliumClusterwideNetworkPolicy', 'Cluster'),
];

function reader(kind: string, scope: KindReader['scope']): KindReader {
  return {
    group: 'cilium.io',
    kind,
    versions: ['v2'],
    scope,
    isPolicy: true,
    read: (object, body) => understood(object, () => ({ pluginPolicies: policiesIn(object, body) })),
  };
}
