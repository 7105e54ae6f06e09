import { valueError } from '../../errors';
import { checkQualifiedName, checkText, isObject } from '../../traffic';

/** Checks every key and every value of annotations. */
export function checkAnnotations(annotations: { readonly [key: string]: string }): void {
  if (!isObject(annotations)) {
    throw valueError({
      law: 'annotations must be texts by their keys',
      got: annotations,
      remedy: "write them as in { 'example.com/owner': 'shop' }",
    });
  }
  for (const [key, value] of Object.entries(annotations)) {
    // The API server takes upper case before the "/" as well, which labels must not have.
    checkQualifiedName('the key of an annotation', key.toLowerCase(), 'eks.amazonaws.com/role-arn');
    checkText(`the annotation ${key}`, value, "'true'");
  }
}
