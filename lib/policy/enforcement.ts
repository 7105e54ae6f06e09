import { valueError } from '../errors';
import { Direction } from '../traffic';

/** Why the policies of a namespace don't count yet, or not in both directions. */
export interface EnforcementReason {
  /** Why, for whoever reads the manifests. */
  readonly reason: string;
}

/** A registered symbol, so that two copies of this library in one program know each other's. */
const ENFORCEMENT = Symbol.for('cdk8s-networking.Enforcement');

/**
 * How far the policies of a namespace count: the steps by which one that is in use is closed.
 *
 * What isn't enforced isn't written, since Kubernetes has no policy that only watches. The connections are declared all
 * the same, and a `Platform` tells with each synth what the next step would cut.
 *
 * @example
 * new IsolatedNamespace(new Platform(), 'legacy', {
 *   enforcement: Enforcement.none({ reason: 'its clients are being counted' }),
 * });
 */
export class Enforcement {
  /** In both directions. */
  public static all(): Enforcement {
    return new Enforcement('all', [Direction.INGRESS, Direction.EGRESS]);
  }

  /**
   * Nobody reaches the pods but as declared; the pods reach everybody.
   *
   * @param props - why they may
   * @throws when the reason is empty
   */
  public static ingress(props: EnforcementReason): Enforcement {
    return new Enforcement('ingress', [Direction.INGRESS], checked('ingress', props));
  }

  /**
   * Not at all: the namespace is as open as one without policies.
   *
   * @param props - why it is
   * @throws when the reason is empty
   */
  public static none(props: EnforcementReason): Enforcement {
    return new Enforcement('none', [], checked('none', props));
  }

  /**
   * Whether this is an Enforcement, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isEnforcement(x: unknown): boolean {
    return typeof x === 'object' && x !== null && ENFORCEMENT in x;
  }

  private constructor(
    /** Its name, as the namespace's annotation has it: `all`, `ingress` or `none`. */
    public readonly name: string,
    /** The directions in which policies are written. Frozen. */
    public readonly directions: Direction[],
    /** Why it isn't all. */
    public readonly reason?: string,
  ) {
    Object.freeze(this.directions);
    Object.defineProperty(this, ENFORCEMENT, { value: true });
  }

  /** @internal the step that comes next; undefined where none does */
  public get _next(): Enforcement | undefined {
    if (this.name === 'all') return undefined;
    return this.name === 'none' ? Enforcement.ingress({ reason: this.reason as string }) : Enforcement.all();
  }
}

function checked(factory: string, props: EnforcementReason): string {
  const { reason } = props ?? {};
  if (typeof reason === 'string' && reason.trim()) return reason;
  throw valueError({
    law: `Enforcement.${factory}() must give a reason, since connections that nobody declared are then possible`,
    got: reason,
    remedy: `say why: Enforcement.${factory}({ reason: 'the clients of the old shop are being counted' })`,
  });
}
