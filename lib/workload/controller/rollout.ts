import type { Duration } from 'cdk8s';
import { valueError } from '../../errors';
import { checkCount } from '../pod/count';
import { checkFactoryOptions } from '../pod/factory-options';
import { checkSeconds } from '../pod/seconds';
import { checkAmount, isZero } from './amount';
import { present } from './present';

/** What every change of a workload's pods is like. */
export interface RolloutOptions {
  /**
   * How long a new pod has to be ready until it counts.
   *
   * @default - Kubernetes' own: no time
   */
  readonly minReady?: Duration;

  /**
   * How many former versions are kept, to which one may return.
   *
   * @default - Kubernetes' own: 10
   */
  readonly revisionHistoryLimit?: number;
}

/** How a workload's pods are replaced step by step. Not every kind of workload has all of it. */
export interface RollingOptions extends RolloutOptions {
  /**
   * How many new pods may run beside the old ones: a number, or a share such as `25%`. Not of a StatefulSet, whose
   * members have one name each.
   *
   * @default - Kubernetes' own: 25% for a Deployment, 0 for a DaemonSet
   */
  readonly maxSurge?: number | string;

  /**
   * How many pods may be missing meanwhile: a number, or a share such as `25%`. Not of a StatefulSet, where it is one
   * at a time: clusters before Kubernetes 1.35 forget it without a word.
   *
   * @default - Kubernetes' own: 25% for a Deployment; for a DaemonSet 1, or 0 where `maxSurge` is given
   */
  readonly maxUnavailable?: number | string;

  /**
   * After which time without progress a change counts as failed. It is told, not undone. Of a Deployment only.
   *
   * @default - Kubernetes' own: 10 minutes
   */
  readonly progressDeadline?: Duration;

  /**
   * The first member that is replaced: those of a lower number stay as they are. Of a StatefulSet only.
   *
   * @default - Kubernetes' own: 0, all of them
   */
  readonly partition?: number;
}

/** A registered symbol, so that two copies of this library in one program know each other's. */
const ROLLOUT = Symbol.for('cdk8s-networking.Rollout');

const TYPES = { rolling: 'RollingUpdate', recreate: 'Recreate', onDelete: 'OnDelete' };

/**
 * How the pods of a workload are replaced when it changes.
 *
 * @example
 * const oneAtATime = Rollout.rolling({ maxSurge: 1, maxUnavailable: 0, minReady: Duration.seconds(10) });
 * const allAtOnce = Rollout.recreate();
 *
 * @see https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#strategy
 */
export class Rollout {
  /**
   * Step by step, so that some of the pods always run.
   *
   * @param options - how many at a time, and how long each step may take
   * @throws when an amount, time or number breaks its law, or when no pod could ever be replaced, since none may be
   * missing and none may be added
   */
  public static rolling(options: RollingOptions = {}): Rollout {
    checkFactoryOptions('Rollout.rolling', options, 'Rollout.rolling({ maxSurge: 1, maxUnavailable: 0 })');
    checkRolling(options);
    return new Rollout('rolling', options);
  }

  /**
   * All old pods end before a new one starts, and meanwhile nobody answers. Of a Deployment only, for what must not run
   * twice at once, such as something with a volume that one node alone can mount.
   *
   * @param options - how long a pod has to be ready, and what is kept
   */
  public static recreate(options: RolloutOptions = {}): Rollout {
    checkFactoryOptions('Rollout.recreate', options, 'Rollout.recreate()');
    checkShared(options);
    return new Rollout('recreate', options);
  }

  /**
   * A pod is replaced when somebody deletes it, and not before. Of a StatefulSet or DaemonSet only.
   *
   * @param options - how long a pod has to be ready, and what is kept
   */
  public static onDelete(options: RolloutOptions = {}): Rollout {
    checkFactoryOptions('Rollout.onDelete', options, 'Rollout.onDelete()');
    checkShared(options);
    return new Rollout('onDelete', options);
  }

  /**
   * Whether this is a Rollout, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isRollout(x: unknown): boolean {
    return typeof x === 'object' && x !== null && ROLLOUT in x;
  }

  /** @internal the way in which pods are replaced */
  public readonly _way: 'rolling' | 'recreate' | 'onDelete';
  /** @internal what was given */
  public readonly _options: RollingOptions;

  private constructor(way: 'rolling' | 'recreate' | 'onDelete', options: RollingOptions) {
    Object.defineProperty(this, ROLLOUT, { value: true });
    this._way = way;
    this._options = options;
  }

  /** @internal the fields of the spec of a written workload */
  public _manifest(kind: string): any {
    const { maxSurge, maxUnavailable, minReady, partition, progressDeadline, revisionHistoryLimit } = this._options;
    // A DaemonSet must not do both, and would fill in that a pod may be missing.
    const missing = kind === 'DaemonSet' && maxSurge !== undefined && !isZero(maxSurge) ? 0 : maxUnavailable;
    const rollingUpdate = present({ maxSurge, maxUnavailable: missing, partition });
    return {
      [kind === 'Deployment' ? 'strategy' : 'updateStrategy']: {
        type: TYPES[this._way],
        ...(Object.keys(rollingUpdate).length > 0 ? { rollingUpdate } : {}),
      },
      ...present({
        minReadySeconds: minReady?.toSeconds(),
        progressDeadlineSeconds: progressDeadline?.toSeconds(),
        revisionHistoryLimit,
      }),
    };
  }
}

function checkShared({ minReady, revisionHistoryLimit }: RolloutOptions): void {
  checkSeconds('`minReady`', minReady, 0);
  checkCount('revisionHistoryLimit', revisionHistoryLimit, 0, 'give the number of versions to which one may return');
}

function checkRolling(options: RollingOptions): void {
  const { maxSurge, maxUnavailable, progressDeadline, partition } = options;
  checkShared(options);
  checkSeconds('`progressDeadline`', progressDeadline, 1);
  checkCount('partition', partition, 0, 'give the number of the first member that is replaced');
  if (maxSurge !== undefined) checkAmount('`maxSurge`', maxSurge);
  if (maxUnavailable !== undefined) checkAmount('`maxUnavailable`', maxUnavailable);
  if (maxSurge === undefined || maxUnavailable === undefined || !isZero(maxSurge) || !isZero(maxUnavailable)) return;
  throw valueError({
    law: '`maxSurge` and `maxUnavailable` must not both be 0, since no pod could be replaced then',
    remedy: 'let one be 1',
  });
}
