import { constructError, type Located } from '../../errors';
import type { PodOptions } from '../pod/pod-options';
import { singleNodeClaims } from '../pod/volume-claims';
import { isZero } from './amount';
import { Autoscaling } from './autoscaling';
import type { ReplicaOptions } from './replica-options';

const LAW = 'a volume that only the pods of one node can mount must not be';
const OTHERWISE =
  'a StatefulService with Volume.perMember(), or AccessMode.READ_WRITE_MANY where the storage class has it';

/** Checks that pods which run at once don't wait for each other's volume; `most` is how many these may be. */
export function checkSharedClaims(place: Located, options: PodOptions, most: number): void {
  const [claim] = singleNodeClaims(options);
  if (claim === undefined || most <= 1) return;
  throw constructError(place, {
    law: `${LAW} shared by several pods, of which some would never start`,
    got: claim,
    remedy: `use ${OTHERWISE}`,
  });
}

/** Checks the same of a Deployment, whose new pods run beside the old ones in most rollouts. */
export function checkDeployedClaims(place: Located, options: ReplicaOptions): void {
  checkSharedClaims(place, options, mostReplicas(options));
  const [claim] = singleNodeClaims(options);
  const { rollout } = options;
  const overlaps = rollout === undefined || (rollout._way === 'rolling' && !isZero(rollout._options.maxSurge ?? '25%'));
  if (claim === undefined || !overlaps) return;
  throw constructError(place, {
    law: `${LAW} in pods that are replaced by ones that start first, since these would wait for it`,
    got: claim,
    remedy: `write \`rollout: Rollout.recreate()\`, or use ${OTHERWISE}`,
  });
}

/** How many pods there are at most. */
export function mostReplicas({ replicas = 1 }: ReplicaOptions): number {
  return Autoscaling.isAutoscaling(replicas) ? (replicas as Autoscaling).max : (replicas as number);
}
