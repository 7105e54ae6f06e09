import { valueError } from '../../errors';
import { type Amount, checkAmount, isZero, roundedUp } from './amount';

/** A registered symbol, so that two copies of this library in one program know each other's. */
const BUDGET = Symbol.for('cdk8s-networking.DisruptionBudget');

/**
 * How many pods of a workload may be missing when nodes are drained, for an upgrade of the cluster or by its autoscaler.
 *
 * A PodDisruptionBudget is asked before a pod is evicted. It holds no rollout up, and saves nobody from a node that
 * dies. Pods that aren't ready may always be evicted, so that broken ones keep no node from being drained.
 *
 * @example
 * const shop = new IsolatedNamespace(new Platform(), 'shop');
 * new InternalService(shop, 'api', {
 *   image: 'ghcr.io/acme/api:1.4',
 *   port: 8080,
 *   replicas: 5,
 *   disruptionBudget: DisruptionBudget.minAvailable(3),
 * });
 *
 * @see https://kubernetes.io/docs/concepts/workloads/pods/disruptions/
 */
export class DisruptionBudget {
  /**
   * So many may be missing.
   *
   * @param amount - a number of pods, or a share such as `25%`, of which a part of a pod counts as one
   * @throws when it is no such amount, or 0, since no node with such a pod could be drained
   */
  public static maxUnavailable(amount: number | string): DisruptionBudget {
    checkAmount('`maxUnavailable`', amount);
    if (isZero(amount)) {
      throw valueError({
        law: '`maxUnavailable` of a disruption budget must be above 0, or the drain of a node would wait for ever',
        got: amount,
        remedy: 'write 1; DisruptionBudget.none() makes no budget',
      });
    }
    return new DisruptionBudget('maxUnavailable', amount);
  }

  /**
   * So many must be left. Where that is all of them, the workload is an error, since no node with such a pod could be
   * drained.
   *
   * @param amount - a number of pods, or a share such as `50%`, of which a part of a pod counts as one
   * @throws when it is no such amount
   */
  public static minAvailable(amount: number | string): DisruptionBudget {
    checkAmount('`minAvailable`', amount);
    return new DisruptionBudget('minAvailable', amount);
  }

  /** No budget: a drain may evict all pods at once. */
  public static none(): DisruptionBudget {
    return new DisruptionBudget(undefined, 0);
  }

  /**
   * Whether this is a DisruptionBudget, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isDisruptionBudget(x: unknown): boolean {
    return typeof x === 'object' && x !== null && BUDGET in x;
  }

  private constructor(
    private readonly field: 'maxUnavailable' | 'minAvailable' | undefined,
    private readonly amount: Amount,
  ) {
    Object.defineProperty(this, BUDGET, { value: true });
  }

  /** Whether there is no budget. */
  public get isNone(): boolean {
    return this.field === undefined;
  }

  /** @internal whether none of some pods could ever be evicted */
  public _blocks(pods: number): boolean {
    return this.field === 'minAvailable' && pods > 0 && roundedUp(this.amount, pods) >= pods;
  }

  /** @internal the field of the written budget */
  public get _manifest(): { [field: string]: Amount } {
    return this.field === undefined ? {} : { [this.field]: this.amount };
  }

  /** What may be missing or must be left: `minAvailable 3`. */
  public toString(): string {
    return this.field === undefined ? 'none' : `${this.field} ${this.amount}`;
  }
}
