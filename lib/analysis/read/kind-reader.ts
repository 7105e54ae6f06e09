import type { ObjectRef } from '../network/place';
import type { Contribution } from './draft';
import type { Field } from './fields/field';

/**
 * Understands one kind of object.
 *
 * It may assume that the object has a name, and a namespace where it is in one. What breaks a law it complains of at the
 * field; what it answers then is thrown away.
 */
export interface KindReader {
  /** The API group; empty for the core. */
  readonly group: string;
  readonly kind: string;
  /** The versions that it understands, the one to write first. */
  readonly versions: readonly string[];
  /** Groups that had the kind before, and that clusters no longer serve. */
  readonly formerGroups?: readonly string[];
  readonly scope: 'Namespaced' | 'Cluster';
  /**
   * Whether it is a policy. One that can't be read may deny or allow anything: dropping it in silence could turn what is
   * denied into something allowed.
   */
  readonly isPolicy?: boolean;
  read(object: ObjectRef, body: Field): Contribution;
}
