import { calicoKindReaders } from '../calico/kind-readers';
import { policyIn } from '../calico/policies';
import type { KindReader } from '../kind-reader';
import { understood } from '../not-understood';

/**
 * NetworkPolicy and GlobalNetworkPolicy of Calico, as its own API serves them and as they are stored. What of them isn't
 * understood makes the object opaque.
 */
export const calicoPolicyReaders: readonly KindReader[] = calicoKindReaders('NetworkPolicy', (object, body) =>
  understood(object, () => ({ pluginPolicies: [policyIn(object, body)] })),
);
