import { PodSecurityLevel } from '../cluster';
import { valueError } from '../errors';
import { checkKnownOptions, checkObject } from '../traffic';

/** What is said of a Pod Security level beside the level itself. */
export interface PodSecurityOptions {
  /**
   * By which version of the standards: `latest`, or one such as `v1.34`, so that an upgrade of the cluster refuses nothing
   * that runs today.
   *
   * @default - that of the cluster, which is `latest` unless its administrators say otherwise
   */
  readonly version?: string;

  /**
   * The level whose breach is recorded in the audit log: the one that is enforced, or a stricter one.
   *
   * @default - the one that is enforced
   */
  readonly audit?: PodSecurityLevel;

  /**
   * By which version breaches are recorded.
   *
   * @default - `version`
   */
  readonly auditVersion?: string;

  /**
   * The level whose breach whoever applies a manifest is warned of: the one that is enforced, or a stricter one.
   *
   * @default - the one that is enforced
   */
  readonly warn?: PodSecurityLevel;

  /**
   * By which version one is warned.
   *
   * @default - `version`
   */
  readonly warnVersion?: string;
}

/** Why pods may ask for more than "restricted" lets them. */
export interface PodSecurityReason extends PodSecurityOptions {
  /** Why, for whoever reads the manifests. */
  readonly reason: string;
}

const PREFIX = 'pod-security.kubernetes.io';
/** From the strictest to the laxest. */
const OPTIONS: (keyof PodSecurityOptions)[] = ['version', 'audit', 'auditVersion', 'warn', 'warnVersion'];
const LEVELS = [PodSecurityLevel.RESTRICTED, PodSecurityLevel.BASELINE, PodSecurityLevel.PRIVILEGED];

/** Every label that says a level or a version. */
export const POD_SECURITY_LABELS = ['audit', 'enforce', 'warn'].flatMap((mode) => [
  `${PREFIX}/${mode}`,
  `${PREFIX}/${mode}-version`,
]);

/**
 * How much the pods of a namespace may ask of their node.
 *
 * @example
 * new IsolatedNamespace(new Platform(), 'legacy', {
 *   podSecurity: PodSecurity.baseline({
 *     reason: 'the vendor image runs as root',
 *     version: 'v1.34',
 *     warn: PodSecurityLevel.RESTRICTED,
 *   }),
 * });
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-admission/
 */
export class PodSecurity {
  /**
   * The hardened level, which the workloads of this library meet.
   *
   * @param options - the version
   * @throws when a version is none, or when less is recorded or warned of than is enforced
   */
  public static restricted(options: PodSecurityOptions = {}): PodSecurity {
    return new PodSecurity(PodSecurityLevel.RESTRICTED, 'restricted', options);
  }

  /**
   * Without known privilege escalations.
   *
   * @param props - the reason, the version, and what else is recorded or warned of
   * @throws when the reason is empty, when a version is none, or when less is recorded or warned of than is enforced
   */
  public static baseline(props: PodSecurityReason): PodSecurity {
    return new PodSecurity(PodSecurityLevel.BASELINE, 'baseline', props, checked('baseline', props));
  }

  /**
   * Without any restriction.
   *
   * @param props - the reason, the version, and what else is recorded or warned of
   * @throws when the reason is empty, when a version is none, or when less is recorded or warned of than is enforced
   */
  public static privileged(props: PodSecurityReason): PodSecurity {
    return new PodSecurity(PodSecurityLevel.PRIVILEGED, 'privileged', props, checked('privileged', props));
  }

  /** The level whose breach is recorded; undefined where it is the one that is enforced. */
  public readonly audit?: PodSecurityLevel;
  /** The level whose breach one is warned of; undefined where it is the one that is enforced. */
  public readonly warn?: PodSecurityLevel;
  /** @internal the labels of a namespace that say it */
  public readonly _labels: { readonly [key: string]: string };

  private constructor(
    /** The level that is enforced. */
    public readonly level: PodSecurityLevel,
    factory: string,
    options: PodSecurityOptions,
    /** Why it is not the hardened one. */
    public readonly reason?: string,
  ) {
    checkObject(`the options of PodSecurity.${factory}()`, options);
    const known = level === PodSecurityLevel.RESTRICTED ? OPTIONS : ['reason', ...OPTIONS];
    checkKnownOptions(`PodSecurity.${factory}()`, options, known);
    const { audit, warn, version, auditVersion, warnVersion } = options;
    checkNotLaxer(`PodSecurity.${factory}()`, level, { audit, warn });
    checkVersions({ version, auditVersion, warnVersion });
    this.audit = audit;
    this.warn = warn;
    const labels = {
      audit: audit ?? level,
      'audit-version': auditVersion ?? version,
      enforce: level,
      'enforce-version': version,
      warn: warn ?? level,
      'warn-version': warnVersion ?? version,
    };
    this._labels = Object.fromEntries(
      Object.entries(labels).flatMap(([mode, value]) => (value === undefined ? [] : [[`${PREFIX}/${mode}`, value]])),
    );
  }
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

/** What is enforced is refused before anybody could be warned of it: a laxer level would say nothing. */
function checkNotLaxer(
  factory: string,
  level: PodSecurityLevel,
  modes: { [mode: string]: PodSecurityLevel | undefined },
) {
  for (const [mode, asked] of Object.entries(modes)) {
    if (asked === undefined) continue;
    if (LEVELS.includes(asked) && LEVELS.indexOf(asked) <= LEVELS.indexOf(level)) continue;
    throw valueError({
      law: `the \`${mode}\` of ${factory} must be a PodSecurityLevel, and not laxer than "${level}", which is enforced`,
      got: asked,
      remedy: 'leave it out, or name a stricter one such as PodSecurityLevel.RESTRICTED',
    });
  }
}

function checkVersions(versions: { [option: string]: string | undefined }): void {
  for (const [option, version] of Object.entries(versions)) {
    if (version === undefined || (typeof version === 'string' && /^(latest|v1\.(0|[1-9]\d*))$/.test(version))) continue;
    throw valueError({
      law: `the \`${option}\` of a Pod Security level must be "latest", or the minor version of a Kubernetes release`,
      got: version,
      remedy: 'write it as in "v1.34"',
    });
  }
}
