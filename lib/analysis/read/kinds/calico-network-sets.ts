import type { ObjectRef } from '../../network/place';
import { networkIn } from '../calico/entities';
import { calicoKindReaders } from '../calico/kind-readers';
import type { Contribution } from '../draft';
import type { Field } from '../fields/field';
import { labelsIn } from '../fields/labels';
import type { KindReader } from '../kind-reader';
import { listed, onlyKnown, textIn, understood } from '../not-understood';

/**
 * NetworkSet and GlobalNetworkSet of Calico: addresses with labels, by which policies may mean them. One that isn't
 * understood may be meant by any policy.
 */
export const calicoNetworkSetReaders: readonly KindReader[] = calicoKindReaders('NetworkSet', (object, body) =>
  understood(object, () => setIn(object, body), ''),
);

function setIn(object: ObjectRef, body: Field): Contribution {
  const spec = body.at('spec');
  if (!spec.isAbsent) onlyKnown(spec, ['nets', 'allowedEgressDomains']);
  const set = {
    object,
    labels: labelsIn(body.at('metadata').at('labels')),
    blocks: listed(spec.at('nets')).map((item) => ({ cidr: networkIn(item), except: [] })),
    names: listed(spec.at('allowedEgressDomains')).map(textIn),
  };
  return { addressSets: [set] };
}
