import type { Construct } from 'constructs';
import { constructError, type Located } from '../errors';
import { namespaceOf } from '../objects';

/** What needs a namespace, and for what. */
export interface Need {
  /** What it is, for errors: `a Gateway`. */
  readonly kind: string;
  /** Why it must be known: `its data plane's labels tell it`. */
  readonly why: string;
}

/** The namespace of an object that is about to be made, where others have to know it. */
export function knownNamespace(place: Located, scope: Construct, { kind, why }: Need): string {
  const namespace = namespaceOf(scope);
  if (namespace !== undefined) return namespace;
  throw constructError(place, {
    law: `the namespace of ${kind} must be known, since ${why}`,
    remedy: 'give its chart a `namespace`, or use an IsolatedNamespace',
  });
}
