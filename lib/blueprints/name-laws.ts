import { constructError, type Located } from '../errors';

/** How long the names of a kind may be, and why not longer. */
export interface NameLength {
  readonly kind: string;
  readonly most: number;
  readonly why: string;
}

/** Checks a name to which Kubernetes adds something. */
export function checkLength(place: Located, name: string, { kind, most, why }: NameLength): void {
  if (name.length <= most) return;
  throw constructError(place, {
    law: `the name of ${kind} must have at most ${most} characters, since ${why}`,
    got: name,
    remedy: 'give a shorter `name`',
  });
}
