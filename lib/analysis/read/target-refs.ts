import type { Field } from './fields/field';

/** The pod that an endpoint says it is. */
export function podOf(field: Field, namespace: string): { readonly pod?: string } {
  if (field.isAbsent || field.at('kind').value !== 'Pod') return {};
  return {
    pod: `${field.at('namespace').optionalText('a namespace') ?? namespace}/${field.at('name').text('a name')}`,
  };
}
