import { constructError, type Located } from '../errors';

/** JavaScript lets props be forgotten, and takes anything for them. */
export function checkProps(place: Located, kind: string, props: unknown): void {
  if (typeof props === 'object' && props !== null) return;
  throw constructError(place, {
    law: `${kind} must be given what it runs`,
    got: props,
    remedy: "write it as in { image: 'ghcr.io/acme/api:1.4', port: 8080 }",
  });
}
