import type { ObjectRef } from '../network/place';

/** An object that was read, with all that stands in it, whether that is understood or not. */
export interface ManifestObject extends ObjectRef {
  readonly body: any;
}
