import { valueError } from '../../errors';
import { checkFlags } from '../../traffic';

/** What a container may do beyond Pod Security "restricted", and why. */
export interface PrivilegesProps {
  /** Why, for whoever reads the manifests: it is written to an annotation of the pods. */
  readonly reason: string;

  /**
   * The Linux capabilities it gets, without `CAP_`, such as `NET_BIND_SERVICE`. All others stay dropped.
   *
   * @default - none
   */
  readonly capabilities?: string[];

  /**
   * Whether it may run as root, which it does where its image says so, or names no user.
   *
   * @default false
   */
  readonly root?: boolean;

  /**
   * Whether its processes may get more privileges than their parents, as by `sudo`.
   *
   * @default - only with `privileged`, or the capability SYS_ADMIN, which imply it
   */
  readonly escalation?: boolean;

  /**
   * Whether it may do to its node whatever root can: all capabilities, all devices, no seccomp profile.
   *
   * @default false
   */
  readonly privileged?: boolean;

  /**
   * Whether it may make any system call, without the seccomp profile of the container runtime.
   *
   * @default false
   */
  readonly unconfinedSeccomp?: boolean;
}

/** A registered symbol, so that two copies of this library in one program know each other's. */
const PRIVILEGES = Symbol.for('cdk8s-networking.Privileges');

/** Without this capability there is no point in withholding more privileges. */
const SYS_ADMIN = 'SYS_ADMIN';

/**
 * More than Pod Security "restricted" lets a container do, with the reason.
 *
 * @example
 * // The image starts as root and becomes another user by itself.
 * const privileges = Privileges.of({
 *   root: true,
 *   capabilities: ['CHOWN', 'SETGID', 'SETUID'],
 *   reason: 'the image gives its files to its user and drops root at its start',
 * });
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export class Privileges {
  /**
   * These privileges, and no others.
   *
   * @param props - what, and why
   * @throws when there is no reason, or nothing that it is for, or no container runtime knows such a capability
   */
  public static of(props: PrivilegesProps): Privileges {
    return new Privileges(props ?? {});
  }

  /**
   * Whether this is a Privileges, of this or another copy of the library.
   *
   * @param x - anything
   */
  public static isPrivileges(x: unknown): boolean {
    return typeof x === 'object' && x !== null && PRIVILEGES in x;
  }

  /** Why they are needed. */
  public readonly reason: string;
  /** The Linux capabilities that are added: sorted, each once, frozen. */
  public readonly capabilities: string[];
  /** Whether the container may run as root. */
  public readonly root: boolean;
  /** Whether its processes may get more privileges than their parents. */
  public readonly escalation: boolean;
  /** Whether it may do to its node whatever root can. */
  public readonly privileged: boolean;
  /** Whether it may make any system call. */
  public readonly unconfinedSeccomp: boolean;

  private constructor(props: PrivilegesProps) {
    checkReason(props);
    const { reason, capabilities = [], root, escalation, privileged, unconfinedSeccomp } = props;
    checkCapabilities(capabilities);
    checkFlags({ root, escalation, privileged, unconfinedSeccomp });
    checkAny(props);
    Object.defineProperty(this, PRIVILEGES, { value: true });
    this.reason = reason;
    this.capabilities = [...new Set(capabilities)].sort();
    Object.freeze(this.capabilities);
    this.root = root === true;
    this.privileged = privileged === true;
    this.escalation = escalation === true || this.privileged || this.capabilities.includes(SYS_ADMIN);
    this.unconfinedSeccomp = unconfinedSeccomp === true;
  }
}

function checkReason({ reason }: PrivilegesProps): void {
  if (typeof reason === 'string' && reason.trim()) return;
  throw valueError({
    law: 'Privileges.of() must give a reason, since the pods may then do more to their node',
    got: reason,
    remedy: "say why: Privileges.of({ capabilities: ['IPC_LOCK'], reason: 'the heap is locked in memory' })",
  });
}

function checkCapabilities(capabilities: unknown): void {
  if (!Array.isArray(capabilities)) {
    throw valueError({
      law: '`capabilities` must be a list of texts',
      got: capabilities,
      remedy: "write it as in capabilities: ['IPC_LOCK']",
    });
  }
  for (const capability of capabilities) checkCapability(capability);
}

function checkCapability(capability: unknown): void {
  if (capability === 'ALL') {
    throw valueError({
      law: 'capabilities must be named one by one',
      got: capability,
      remedy: 'name those that are needed, or use `privileged: true`, which is what all of them come to',
    });
  }
  if (typeof capability === 'string' && /^(?!CAP_)[A-Z][A-Z_]*[A-Z]$/.test(capability)) return;
  const better = typeof capability === 'string' ? capability.toUpperCase().replace(/^CAP_/, '') : 'IPC_LOCK';
  throw valueError({
    law: 'a capability must be written in upper case, without CAP_',
    got: capability,
    remedy: `write it as in "${better}"`,
  });
}

/** A reason alone would lower nothing, but look as if it did. */
function checkAny(props: PrivilegesProps): void {
  const { capabilities = [], root, escalation, privileged, unconfinedSeccomp } = props;
  if (capabilities.length > 0 || root || escalation || privileged || unconfinedSeccomp) return;
  throw valueError({
    law: 'privileges must name something that is allowed, which these do not',
    got: props,
    remedy: 'name it as in `root: true`, or leave `privileges` out',
  });
}
