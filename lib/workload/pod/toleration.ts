import type { Duration } from 'cdk8s';
import { valueError } from '../../errors';
import { checkLabelKey, checkLabelValue } from '../../traffic';
import { checkFactoryOptions } from './factory-options';
import { checkSeconds } from './seconds';

/** What a taint of a node does to pods that don't tolerate it. */
export enum TaintEffect {
  /** They don't come to the node; those that are there stay. */
  NO_SCHEDULE = 'NoSchedule',
  /** They come to the node only where no other is left. */
  PREFER_NO_SCHEDULE = 'PreferNoSchedule',
  /** They don't come to the node, and those that are there have to leave. */
  NO_EXECUTE = 'NoExecute',
}

/** Which taints are tolerated. */
export interface TolerationProps {
  /** The key of the taint, such as `dedicated`. */
  readonly key: string;

  /**
   * The value of the taint.
   *
   * @default - any, and none
   */
  readonly value?: string;

  /**
   * The effect of the taint.
   *
   * @default - any
   */
  readonly effect?: TaintEffect;

  /**
   * How long the pods stay on a node that is given such a taint. Only with TaintEffect.NO_EXECUTE.
   *
   * @default - for ever
   */
  readonly duration?: Duration;
}

/** A registered symbol, so that two copies of this library in one program know each other's. */
const TOLERATION = Symbol.for('cdk8s-networking.Toleration');

/**
 * Taints of nodes on which the pods may run all the same.
 *
 * It lets them come, and doesn't send them there: `nodeSelector` does.
 *
 * @example
 * const tolerations = [Toleration.of({ key: 'dedicated', value: 'batch', effect: TaintEffect.NO_SCHEDULE })];
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export class Toleration {
  /**
   * The taints of a key.
   *
   * @param props - which of them, and for how long
   * @throws when Kubernetes refuses the key or the value, the effect is none, or there is a time without NO_EXECUTE
   */
  public static of(props: TolerationProps): Toleration {
    checkFactoryOptions('Toleration.of', props, "Toleration.of({ key: 'dedicated', value: 'batch' })");
    const { key, value, effect, duration } = props;
    checkLabelKey(key);
    if (value !== undefined) checkLabelValue(key, value);
    checkEffect(effect);
    const seconds = checkSeconds('the `duration` of a toleration', duration, 0);
    checkTime(seconds, effect);
    return new Toleration({
      key,
      ...(value === undefined ? { operator: 'Exists' } : { value }),
      ...(effect === undefined ? {} : { effect }),
      ...(seconds === undefined ? {} : { tolerationSeconds: seconds }),
    });
  }

  /** Every taint, as what has to run on each node: a node that is about to be emptied keeps such pods. */
  public static everything(): Toleration {
    return new Toleration({ operator: 'Exists' });
  }

  /**
   * Whether this is a Toleration, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isToleration(x: unknown): boolean {
    return typeof x === 'object' && x !== null && TOLERATION in x;
  }

  private constructor(private readonly written: any) {
    Object.defineProperty(this, TOLERATION, { value: true });
  }

  /** @internal as Kubernetes writes it */
  public _manifest(): any {
    return { ...this.written };
  }
}

function checkEffect(effect: unknown): void {
  const effects: unknown[] = Object.values(TaintEffect);
  if (effect === undefined || effects.includes(effect)) return;
  throw valueError({
    law: `the \`effect\` of a toleration must be one of ${effects.join(', ')}`,
    got: effect,
    remedy: 'name one as in TaintEffect.NO_SCHEDULE, or leave it out for all of them',
  });
}

function checkTime(seconds: number | undefined, effect: TaintEffect | undefined): void {
  if (seconds === undefined || effect === TaintEffect.NO_EXECUTE) return;
  throw valueError({
    law: 'a toleration with a `duration` must be of the effect NoExecute, since no other makes pods leave',
    got: effect,
    remedy: 'write `effect: TaintEffect.NO_EXECUTE`, or leave the `duration` out',
  });
}
