import { checkHostname } from '../../../traffic';
import type { Field } from './field';

/** A host, with or without `*.` in front. */
export function hostIn(field: Field): string {
  const host = field.text('a hostname');
  if (host === '') return '';
  try {
    checkHostname(host);
  } catch (error) {
    field.note((error as Error).message);
  }
  return host;
}

/** A host that may be left out, which means every host. */
export function optionalHostIn(field: Field): string {
  return field.isAbsent || field.value === '' ? '' : hostIn(field);
}
