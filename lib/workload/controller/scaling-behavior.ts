import type { Duration } from 'cdk8s';
import { valueError } from '../../errors';
import { checkObject, isObject } from '../../traffic';
import { checkSeconds } from '../pod/seconds';
import { present } from './present';

/** Which of several steps an autoscaler takes. */
export enum ScalingChoice {
  /** The one that changes the most. */
  MOST = 'Max',

  /** The one that changes the least. */
  LEAST = 'Min',

  /** None: in this direction nothing is scaled. */
  NONE = 'Disabled',
}

/** How many pods may come or go in some time. */
export interface ScalingStep {
  /** A number of pods such as 4, or a share of those that run such as `50%`. */
  readonly amount: number | string;

  /** In which time, from 1 second to 30 minutes. */
  readonly period: Duration;
}

/** How fast an autoscaler goes in one direction. */
export interface ScalingBehavior {
  /**
   * How long a smaller, or larger, number must have been wanted before it is followed, up to an hour.
   *
   * @default - Kubernetes' own: 5 minutes down, no time up
   */
  readonly stabilizationWindow?: Duration;

  /**
   * How many pods may come or go in some time.
   *
   * @default - Kubernetes' own: down all at once; up 4 pods, or twice as many, in 15 seconds
   */
  readonly steps?: ScalingStep[];

  /**
   * Which of several steps is taken.
   *
   * @default ScalingChoice.MOST
   */
  readonly takes?: ScalingChoice;
}

const WINDOW = 3600;
const PERIOD = 1800;

/** The rules of one direction as Kubernetes writes them, checked. */
export function behaviorManifest(direction: string, behavior: ScalingBehavior): any {
  checkObject(`\`${direction}\``, behavior, 'write it as in { stabilizationWindow: Duration.minutes(10) }');
  const { stabilizationWindow, steps, takes } = behavior;
  const window = checkSeconds(`\`${direction}.stabilizationWindow\``, stabilizationWindow, 0);
  if (window !== undefined && window > WINDOW) {
    throw valueError({
      law: `\`${direction}.stabilizationWindow\` must be an hour at most`,
      got: `${window} s`,
      remedy: 'shorten it',
    });
  }
  if (takes !== undefined && !Object.values(ScalingChoice).includes(takes)) {
    throw valueError({
      law: `\`${direction}.takes\` must be a ScalingChoice`,
      got: takes,
      remedy: 'write it as in ScalingChoice.LEAST',
    });
  }
  if (steps !== undefined && !(Array.isArray(steps) && steps.length > 0 && steps.every(isObject))) {
    throw valueError({
      law: `\`${direction}.steps\` must be a list of at least one step`,
      got: steps,
      remedy: 'write it as in [{ amount: 1, period: Duration.minutes(1) }]; ScalingChoice.NONE scales nothing',
    });
  }
  return present({
    stabilizationWindowSeconds: window,
    policies: steps?.map((step) => stepManifest(direction, step)),
    selectPolicy: takes,
  });
}

function stepManifest(direction: string, { amount, period }: ScalingStep): any {
  const share = /^([1-9]\d*)%$/.exec(String(amount))?.[1];
  if (share === undefined && !(Number.isInteger(amount) && (amount as number) >= 1)) {
    throw valueError({
      law: `a step of \`${direction}\` must be a whole number of pods, or a share of them, above 0`,
      got: amount,
      remedy: 'write it as in 4 or "50%"; ScalingChoice.NONE scales nothing',
    });
  }
  const periodSeconds = checkSeconds(`the period of a step of \`${direction}\``, period ?? null, 1) as number;
  if (periodSeconds > PERIOD) {
    throw valueError({
      law: `the period of a step of \`${direction}\` must be 30 minutes at most`,
      got: `${periodSeconds} s`,
      remedy: 'shorten it, as in Duration.minutes(1)',
    });
  }
  return share === undefined
    ? { type: 'Pods', value: amount, periodSeconds }
    : { type: 'Percent', value: Number(share), periodSeconds };
}
