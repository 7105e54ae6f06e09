import type { ObjectRef } from '../network/place';
import type { Contribution } from './draft';
import type { Field } from './fields/field';

/**
 * Understands one kind of object.
 *
 * It may assume that the object has a name, and a namespace where it is in one. What breaks a law it complains of at the
 * field; what it answers then is thrown away, unless it keeps parts.
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
  /**
   * Whether what could be read of an object counts although the rest is wrong, as with a workload: without it, nobody
   * would ask who may reach its pods. Its reader tells what isn't known.
   */
  readonly keepsParts?: boolean;
  /**
   * What two objects of one name come to that differ, since files have no order by which one would replace the other.
   *
   * @default - of policies, that nothing is known of whom they let through; of others, the first counts
   */
  readonly whenTwice?: 'both count' | 'neither counts';
  read(object: ObjectRef, body: Field): Contribution;
}
