import { PodSecurityLevel } from '../cluster';
import { valueError } from '../errors';

/** Why pods may ask for more than "restricted" lets them. */
export interface PodSecurityReason {
  /** Why, for whoever reads the manifests. */
  readonly reason: string;
}

/**
 * How much the pods of a namespace may ask of their node.
 *
 * @example
 * new IsolatedNamespace(new Platform(), 'legacy', {
 *   podSecurity: PodSecurity.baseline({ reason: 'the vendor image runs as root' }),
 * });
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export class PodSecurity {
  /** The hardened level, which the workloads of this library meet. */
  public static restricted(): PodSecurity {
    return new PodSecurity(PodSecurityLevel.RESTRICTED);
  }

  /**
   * Without known privilege escalations.
   *
   * @throws when the reason is empty
   */
  public static baseline(props: PodSecurityReason): PodSecurity {
    return new PodSecurity(PodSecurityLevel.BASELINE, checked('baseline', props));
  }

  /**
   * Without any restriction.
   *
   * @throws when the reason is empty
   */
  public static privileged(props: PodSecurityReason): PodSecurity {
    return new PodSecurity(PodSecurityLevel.PRIVILEGED, checked('privileged', props));
  }

  private constructor(
    /** The level that is enforced. */
    public readonly level: PodSecurityLevel,
    /** Why it is not the hardened one. */
    public readonly reason?: string,
  ) {}
}

function checked(factory: string, props: PodSecurityReason): string {
  const { reason } = props ?? {};
  if (typeof reason === 'string' && reason.trim()) return reason;
  throw valueError({
    law: `PodSecurity.${factory}() must give a reason, since pods may then ask for more`,
    got: reason,
    remedy: `say why: PodSecurity.${factory}({ reason: 'the node agent reads host files' })`,
  });
}
