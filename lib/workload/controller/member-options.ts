import { constructError, type Located, located } from '../../errors';
import { checkFlags } from '../../traffic';
import { checkCount } from '../pod/count';
import type { PodProps } from '../pod/pod-props';
import { present } from './present';
import type { ReplicaOptions } from './replica-options';

/** What becomes of a member's volume when the member is gone for good. */
export enum ClaimRetention {
  /** It is kept, for a member of that number that may come again. */
  RETAIN = 'Retain',

  /** It is deleted, with what it holds. */
  DELETE = 'Delete',
}

/** What pods run that are members with names and volumes of their own. */
export interface MemberOptions extends ReplicaOptions {
  /**
   * Whether members start and end all at once, rather than one after another by their numbers. It can't be changed
   * later, and means nothing for a rollout, which is one at a time.
   *
   * @default false
   */
  readonly parallel?: boolean;

  /**
   * The number of the first member. For Kubernetes 1.31 and later.
   *
   * @default 0
   */
  readonly firstOrdinal?: number;

  /**
   * What becomes of the volumes when the whole service is deleted. For Kubernetes 1.27 and later.
   *
   * @default ClaimRetention.RETAIN
   */
  readonly claimsWhenDeleted?: ClaimRetention;

  /**
   * What becomes of the volumes of members that are no longer wanted, since there are fewer `replicas`. For Kubernetes
   * 1.27 and later.
   *
   * @default ClaimRetention.RETAIN
   */
  readonly claimsWhenScaled?: ClaimRetention;
}

/** What the pods of members are made of. */
export interface MemberPodProps extends PodProps {
  /** What users say of its pods. */
  readonly options: MemberOptions;
}

/** What can be seen of the members before there is a cluster. */
export function checkMembers(place: Located, { options }: MemberPodProps): void {
  const { parallel, firstOrdinal, claimsWhenDeleted, claimsWhenScaled } = options;
  located(place, () => {
    checkFlags({ parallel });
    checkCount('firstOrdinal', firstOrdinal, 0, 'give the number of the first member');
  });
  for (const [field, retention] of Object.entries({ claimsWhenDeleted, claimsWhenScaled })) {
    if (retention === undefined || Object.values(ClaimRetention).includes(retention)) continue;
    throw constructError(place, {
      law: `\`${field}\` must be a ClaimRetention`,
      got: retention,
      remedy: 'write it as in ClaimRetention.DELETE',
    });
  }
}

/** Checks that there are volumes of which it is said what becomes of them; `claims` are those of the members. */
export function checkRetention(place: Located, options: MemberOptions, claims: unknown[]): void {
  const { claimsWhenDeleted, claimsWhenScaled } = options;
  if (claims.length > 0 || (claimsWhenDeleted ?? claimsWhenScaled) === undefined) return;
  throw constructError(place, {
    law: 'members must have volumes of their own, if it is said what becomes of these',
    remedy: 'give `storage`, or `volumes` with Volume.perMember()',
  });
}

/** The fields of the spec of a StatefulSet that are about its members. */
export function membersManifest(options: MemberOptions): { [field: string]: unknown } {
  const { parallel, firstOrdinal, claimsWhenDeleted: whenDeleted, claimsWhenScaled: whenScaled } = options;
  const retention = present({ whenDeleted, whenScaled });
  return present({
    podManagementPolicy: parallel ? 'Parallel' : undefined,
    ordinals: firstOrdinal ? { start: firstOrdinal } : undefined,
    persistentVolumeClaimRetentionPolicy: Object.keys(retention).length > 0 ? retention : undefined,
  });
}
