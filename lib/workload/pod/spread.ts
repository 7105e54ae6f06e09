import { valueError } from '../../errors';
import { checkFlags, checkLabelKey } from '../../traffic';
import { checkFactoryOptions } from './factory-options';

/** How evenly pods are spread. */
export interface SpreadOptions {
  /**
   * By how many pods two places may differ, 1 or above.
   *
   * @default 1
   */
  readonly maxSkew?: number;

  /**
   * Whether a pod that would break this waits, rather than run where it can.
   *
   * @default false
   */
  readonly isRequired?: boolean;
}

/** A registered symbol, so that two copies of this library in one program know each other's. */
const SPREAD = Symbol.for('cdk8s-networking.Spread');

/** Labels that the nodes of every cluster have; those of zones where it knows zones. */
const ZONE = 'topology.kubernetes.io/zone';
const NODE = 'kubernetes.io/hostname';

/**
 * That the pods of a workload are spread evenly over places, so that the loss of one takes few of them.
 *
 * @example
 * const spread = [Spread.overZones({ isRequired: true }), Spread.overNodes()];
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/topology-spread-constraints/
 */
export class Spread {
  /**
   * Over the zones of a cloud.
   *
   * @param options - how evenly
   * @throws when `maxSkew` is no whole number, 1 or above
   */
  public static overZones(options: SpreadOptions = {}): Spread {
    checkFactoryOptions('Spread.overZones', options, 'Spread.overZones({ maxSkew: 2 })');
    return new Spread(ZONE, options);
  }

  /**
   * Over the nodes.
   *
   * @param options - how evenly
   * @throws when `maxSkew` is no whole number, 1 or above
   */
  public static overNodes(options: SpreadOptions = {}): Spread {
    checkFactoryOptions('Spread.overNodes', options, 'Spread.overNodes({ maxSkew: 2 })');
    return new Spread(NODE, options);
  }

  /**
   * Over the values of a label of nodes. Nodes without it get none of the pods where the spread is required.
   *
   * @param topologyKey - the key of the label, such as `topology.kubernetes.io/region`
   * @param options - how evenly
   * @throws when Kubernetes refuses the key, or `maxSkew` is no whole number, 1 or above
   */
  public static over(topologyKey: string, options: SpreadOptions = {}): Spread {
    checkLabelKey(topologyKey);
    checkFactoryOptions('Spread.over', options, "Spread.over('topology.kubernetes.io/region', { maxSkew: 2 })");
    return new Spread(topologyKey, options);
  }

  /**
   * Whether this is a Spread, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isSpread(x: unknown): boolean {
    return typeof x === 'object' && x !== null && SPREAD in x;
  }

  /** The key of the label of nodes over whose values the pods are spread. */
  public readonly topologyKey: string;
  /** By how many pods two places may differ. */
  public readonly maxSkew: number;
  /** Whether a pod that would break this waits. */
  public readonly isRequired: boolean;

  private constructor(topologyKey: string, { maxSkew = 1, isRequired }: SpreadOptions) {
    if (!(Number.isInteger(maxSkew) && maxSkew >= 1)) {
      throw valueError({
        law: '`maxSkew` must be a whole number, 1 or above',
        got: maxSkew,
        remedy: 'give the number of pods by which two places may differ',
      });
    }
    checkFlags({ isRequired });
    Object.defineProperty(this, SPREAD, { value: true });
    this.topologyKey = topologyKey;
    this.maxSkew = maxSkew;
    this.isRequired = isRequired === true;
  }

  /** @internal as Kubernetes writes it; `labels` select the pods that are spread */
  public _manifest(labels: { [key: string]: string }): any {
    return {
      maxSkew: this.maxSkew,
      topologyKey: this.topologyKey,
      whenUnsatisfiable: this.isRequired ? 'DoNotSchedule' : 'ScheduleAnyway',
      labelSelector: { matchLabels: { ...labels } },
    };
  }
}
