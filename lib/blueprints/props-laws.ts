import { constructError, type Located, located } from '../errors';
import { checkKnownOptions } from '../traffic';

/** JavaScript lets props be forgotten or misspelt, and takes anything for them. */
export function checkProps(place: Located, kind: string, props: unknown, known: ReadonlySet<string>): void {
  if (typeof props === 'object' && props !== null) {
    located(place, () => checkKnownOptions(kind, props, known));
    return;
  }
  throw constructError(place, {
    law: `${kind} must be given what it runs`,
    got: props,
    remedy: "write it as in { image: 'ghcr.io/acme/api:1.4', port: 8080 }",
  });
}
