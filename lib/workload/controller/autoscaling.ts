import { valueError } from '../../errors';
import { checkFactoryOptions } from '../pod/factory-options';
import { AutoscalingMetric, type Utilization } from './autoscaling-metric';
import { checkPercent } from './percent';
import { behaviorManifest, type ScalingBehavior } from './scaling-behavior';

/** What an autoscaler looks at, and how fast it goes. Of several metrics, the one that wants the most pods counts. */
export interface AutoscalingOptions {
  /**
   * The CPU of the pods, in percent of what they request. Each of their containers must request some then, sidecars too;
   * without it the autoscaler knows no share, and does nothing.
   *
   * @default - not looked at
   */
  readonly cpu?: number;

  /**
   * The memory of the pods, in percent of what they request. Each of their containers must request some then.
   *
   * @default - not looked at
   */
  readonly memory?: number;

  /**
   * What else is looked at.
   *
   * @default - nothing
   */
  readonly metrics?: AutoscalingMetric[];

  /**
   * How fast pods go.
   *
   * @default - Kubernetes' own: after five minutes in which fewer would do
   */
  readonly scaleDown?: ScalingBehavior;

  /**
   * How fast pods come.
   *
   * @default - Kubernetes' own: at once
   */
  readonly scaleUp?: ScalingBehavior;
}

/** A registered symbol, so that two copies of this library in one program know each other's. */
const AUTOSCALING = Symbol.for('cdk8s-networking.Autoscaling');

/**
 * A number of pods that follows how much there is to do: a HorizontalPodAutoscaler of the workload's name.
 *
 * It is given in place of a number, so that there is never both. The workload itself names no number then, which each
 * apply would set again. Where it named one until now, the first apply without it may leave one pod for a moment.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * new InternalService(shop, 'api', {
 *   image: 'ghcr.io/acme/api:1.4',
 *   port: 8080,
 *   resources: { cpuRequest: '250m' },
 *   replicas: Autoscaling.between(2, 10, {
 *     cpu: 70,
 *     scaleDown: { stabilizationWindow: Duration.minutes(10), steps: [{ amount: 1, period: Duration.minutes(1) }] },
 *   }),
 * });
 *
 * @see https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/
 */
export class Autoscaling {
  /**
   * A number of pods within limits.
   *
   * @param min - the fewest pods, 1 or above
   * @param max - the most pods, `min` or above
   * @param options - what is looked at: at least one of `cpu`, `memory` and `metrics`
   * @throws when a number, time or quantity breaks its law, or when nothing is looked at
   */
  public static between(min: number, max: number, options: AutoscalingOptions): Autoscaling {
    checkLimits(min, max);
    checkFactoryOptions('Autoscaling.between', options, 'Autoscaling.between(2, 10, { cpu: 70 })');
    return new Autoscaling(min, max, options);
  }

  /**
   * Whether this is an Autoscaling, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isAutoscaling(x: unknown): boolean {
    return typeof x === 'object' && x !== null && AUTOSCALING in x;
  }

  /** @internal what is looked at, and how fast it goes, as Kubernetes writes it */
  public readonly _manifest: any;
  /** @internal the requests that it is measured against */
  public readonly _utilizations: Utilization[];

  private constructor(
    /** The fewest pods. */
    public readonly min: number,
    /** The most pods. */
    public readonly max: number,
    options: AutoscalingOptions,
  ) {
    Object.defineProperty(this, AUTOSCALING, { value: true });
    const shares = Object.entries({ cpu: options.cpu, memory: options.memory }).filter(
      ([, share]) => share !== undefined,
    );
    const metrics = checkedMetrics(options.metrics);
    if (shares.length + metrics.length === 0) {
      throw valueError({
        law: 'an autoscaler must have something to look at',
        remedy: 'write it as in Autoscaling.between(2, 10, { cpu: 70 })',
      });
    }
    for (const [resource, share] of shares) checkPercent(`\`${resource}\``, share);
    this._utilizations = [
      ...shares.map(([resource]) => ({ resource })),
      ...metrics.flatMap(({ _utilization }) => _utilization ?? []),
    ];
    const behavior = behaviorOf(options);
    this._manifest = {
      metrics: [
        ...shares.map(([name, averageUtilization]) => ({
          type: 'Resource',
          resource: { name, target: { type: 'Utilization', averageUtilization } },
        })),
        ...metrics.map(({ _manifest }) => _manifest),
      ],
      ...(Object.keys(behavior).length > 0 ? { behavior } : {}),
    };
  }

  /** The limits: `2 to 10`. */
  public toString(): string {
    return `${this.min} to ${this.max}`;
  }
}

function checkLimits(min: number, max: number): void {
  if (!Number.isInteger(min) || min < 1) {
    throw valueError({
      law: 'the fewest pods of an autoscaler must be a whole number, 1 or above',
      got: min,
      remedy: 'write it as in Autoscaling.between(2, 10, { cpu: 70 })',
    });
  }
  if (Number.isInteger(max) && max >= min) return;
  throw valueError({
    law: `the most pods of an autoscaler must be a whole number, and not below the fewest (${min})`,
    got: max,
    remedy: 'raise it',
  });
}

/** From JavaScript, anything may come. */
function checkedMetrics(metrics: AutoscalingMetric[] = []): AutoscalingMetric[] {
  if (Array.isArray(metrics) && metrics.every(AutoscalingMetric.isAutoscalingMetric)) return metrics;
  throw valueError({
    law: '`metrics` must be a list of AutoscalingMetrics',
    got: metrics,
    remedy: "write it as in [AutoscalingMetric.cpuPerPod('500m')]",
  });
}

function behaviorOf({ scaleDown, scaleUp }: AutoscalingOptions): any {
  return {
    ...(scaleDown === undefined ? {} : { scaleDown: behaviorManifest('scaleDown', scaleDown) }),
    ...(scaleUp === undefined ? {} : { scaleUp: behaviorManifest('scaleUp', scaleUp) }),
  };
}
