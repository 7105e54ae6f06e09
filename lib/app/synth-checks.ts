import type { App } from 'cdk8s';
import { constructError, valueError } from '../errors';
import { checkStockApp, isChecked } from './checked-app';

/** Why nothing is checked. */
export interface NoSynthChecks {
  /** Why, for whoever reads the code; it is told with each synth. */
  readonly reason: string;
}

/** A registered symbol, so that two copies of this library in one program know each other's. */
const SYNTH_CHECKS = Symbol.for('cdk8s-networking.SynthChecks');

/**
 * What is looked for in manifests before they are written.
 *
 * `checks.Checks.recommended()` look for what a cluster accepts in silence, and what is declared of the connections
 * of workloads is compared with what the manifests allow. An error of either keeps the app from being written;
 * warnings are told on the standard error stream, and notes by the command line's `check` alone.
 * `checks.Checks.of(scope)` acknowledges a finding, or adds a check.
 *
 * @example
 * const app = new App();
 * SynthChecks.attach(app);
 * new Platform({ checks: SynthChecks.none({ reason: 'the manifests are checked after Kustomize' }) });
 */
export class SynthChecks {
  /** Those that are recommended, and those that are added. */
  public static recommended(): SynthChecks {
    return new SynthChecks();
  }

  /**
   * None: the manifests are written as they are.
   *
   * @param props - why
   * @throws when the reason is empty
   */
  public static none(props: NoSynthChecks): SynthChecks {
    const reason: unknown = props?.reason;
    if (typeof reason === 'string' && reason.trim()) return new SynthChecks(reason);
    throw valueError({
      law: 'SynthChecks.none() must give a reason, since mistakes are then written as they are',
      got: reason,
      remedy: "say why: SynthChecks.none({ reason: 'the manifests are checked after Kustomize' })",
    });
  }

  /**
   * Has a stock cdk8s App checked whenever it is validated, so before it writes anything. A `Platform` is checked
   * already.
   *
   * @param app - the root of the construct tree
   * @throws when the app is a Platform, or is checked already
   */
  public static attach(app: App): void {
    if (isChecked(app)) {
      throw constructError(app, {
        law: 'an app must be checked once, and this one is a Platform, or is checked already',
        remedy: 'leave SynthChecks.attach() out; for a Platform, `checks` says how',
      });
    }
    checkStockApp(app);
  }

  /**
   * Whether this is a SynthChecks, of this or another copy of this library.
   *
   * @param x - anything
   */
  public static isSynthChecks(x: unknown): boolean {
    return typeof x === 'object' && x !== null && SYNTH_CHECKS in x;
  }

  private constructor(
    /** Why nothing is checked; undefined where the recommended checks are run. */
    public readonly reason?: string,
  ) {
    Object.defineProperty(this, SYNTH_CHECKS, { value: true });
  }
}
