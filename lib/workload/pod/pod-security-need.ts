import { PodSecurityLevel } from '../../cluster';
import { ownContainers } from './own-container';
import type { PodProps } from './pod-props';
import type { Privileges } from './privileges';

/** The strictest level that some pods pass, and what keeps them from a stricter one. */
export interface PodSecurityNeed {
  /** The level. */
  readonly level: PodSecurityLevel;
  /** What asks for it, such as `the capability IPC_LOCK`; empty for "restricted". */
  readonly because: string[];
}

/** What a pod asks for, and the strictest level that lets it. */
interface Demand {
  readonly level: PodSecurityLevel;
  readonly what: string;
}

/** From the strictest to the laxest. */
const LEVELS = [PodSecurityLevel.RESTRICTED, PodSecurityLevel.BASELINE, PodSecurityLevel.PRIVILEGED];

/** The only capability that "restricted" lets a container add. */
const RESTRICTED_CAPABILITY = 'NET_BIND_SERVICE';

/**
 * What "baseline" lets a container add.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline
 */
const BASELINE_CAPABILITIES = [
  'AUDIT_WRITE',
  'CHOWN',
  'DAC_OVERRIDE',
  'FOWNER',
  'FSETID',
  'KILL',
  'MKNOD',
  RESTRICTED_CAPABILITY,
  'SETFCAP',
  'SETGID',
  'SETPCAP',
  'SETUID',
  'SYS_CHROOT',
];

/** The strictest level of the Pod Security Standards that the pods pass. */
export function neededPodSecurity(props: PodProps): PodSecurityNeed {
  const demands = demandsOf(props).filter(({ level }) => level !== PodSecurityLevel.RESTRICTED);
  const level = LEVELS[Math.max(0, ...demands.map((demand) => LEVELS.indexOf(demand.level)))];
  const because = demands.filter((demand) => demand.level === level).map(({ what }) => what);
  return { level, because: [...new Set(because)] };
}

function demandsOf(props: PodProps): Demand[] {
  const { hostNetwork, options } = props;
  const containers = ownContainers(props).flatMap(({ options: { privileges } }) => privileges ?? []);
  const hostPaths = Object.values(options.volumes ?? {}).some((volume) => volume._isOfHost);
  return [
    ...(hostNetwork ? [{ level: PodSecurityLevel.PRIVILEGED, what: 'the network of the node' }] : []),
    ...(hostPaths ? [{ level: PodSecurityLevel.PRIVILEGED, what: 'files of the node' }] : []),
    ...containers.flatMap(privilegeDemands),
  ];
}

function privilegeDemands(privileges: Privileges): Demand[] {
  const { capabilities, root, escalation, privileged, unconfinedSeccomp } = privileges;
  return [
    ...(privileged ? [{ level: PodSecurityLevel.PRIVILEGED, what: 'a privileged container' }] : []),
    ...(unconfinedSeccomp ? [{ level: PodSecurityLevel.PRIVILEGED, what: 'an unconfined seccomp profile' }] : []),
    ...capabilities.map((name) => ({ level: capabilityLevel(name), what: `the capability ${name}` })),
    ...(escalation ? [{ level: PodSecurityLevel.BASELINE, what: 'privilege escalation' }] : []),
    ...(root ? [{ level: PodSecurityLevel.BASELINE, what: 'root' }] : []),
  ];
}

function capabilityLevel(capability: string): PodSecurityLevel {
  if (capability === RESTRICTED_CAPABILITY) return PodSecurityLevel.RESTRICTED;
  return BASELINE_CAPABILITIES.includes(capability) ? PodSecurityLevel.BASELINE : PodSecurityLevel.PRIVILEGED;
}
