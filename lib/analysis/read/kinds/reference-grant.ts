import type { ReferenceGrantFacts } from '../../network/routes';
import { GATEWAY_GROUP } from '../../network/routes';
import type { Field } from '../fields/field';
import type { KindReader } from '../kind-reader';

/** A ReferenceGrant: whose references into its namespace are admitted. */
export const referenceGrantReader: KindReader = {
  group: GATEWAY_GROUP,
  kind: 'ReferenceGrant',
  versions: ['v1', 'v1beta1', 'v1alpha2'],
  scope: 'Namespaced',
  read(object, body) {
    const spec = body.at('spec');
    const from = listIn(spec.at('from'), 'from').map((field) => ({
      ...groupAndKindIn(field),
      namespace: field.at('namespace').text('the namespace that references come from'),
    }));
    const to = listIn(spec.at('to'), 'to').map((field) => {
      const name = field.at('name').optionalText('the name of what is referred to');
      return { ...groupAndKindIn(field), ...(name !== undefined && { name }) };
    });
    const grant: ReferenceGrantFacts = { object, from, to };
    return { grants: [grant] };
  },
};

function listIn(field: Field, side: 'from' | 'to'): Field[] {
  const entries = field.mappings(side, `an entry of ${side}`);
  if (entries.length === 0) field.complain({ law: `"${side}" must have entries`, remedy: 'name what is meant' });
  return entries;
}

function groupAndKindIn(field: Field): { readonly group: string; readonly kind: string } {
  const group = field.at('group');
  // The core group is written as an empty text, which must be there.
  return { group: group.value === '' ? '' : group.text('a group'), kind: field.at('kind').text('a kind') };
}
