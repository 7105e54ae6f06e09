import type { Reference } from '../network/routes';
import type { Field } from './fields/field';

/** A reference, with what its fields are where they are left out. */
export function referenceIn(field: Field, defaults: Omit<Reference, 'name'>): Reference {
  field.isMapping('a reference');
  const group = field.at('group');
  return {
    // An empty group is the core, and so not the same as none.
    group: group.value === '' ? '' : (group.optionalText('a group') ?? defaults.group),
    kind: field.at('kind').optionalText('a kind') ?? defaults.kind,
    namespace: field.at('namespace').optionalText('a namespace') ?? defaults.namespace,
    name: field.at('name').text('the name of a reference'),
  };
}
