import { PodSecurityLevel } from '../../cluster';

/** The strictest level that some pods pass, and what keeps them from a stricter one. */
export interface PodSecurityNeed {
  /** The level. */
  readonly level: PodSecurityLevel;
  /** What asks for it, such as `the capability IPC_LOCK`; empty for "restricted". */
  readonly because: string[];
}

/** What a pod asks for, by the strictest level that lets it. */
interface Demands {
  readonly baseline: string[];
  readonly privileged: string[];
}

/** The only capability that "restricted" lets a container add. */
const RESTRICTED_CAPABILITY = 'NET_BIND_SERVICE';

/** What "baseline" lets a container add. */
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

/** The volumes that "restricted" lets pods have. */
const RESTRICTED_VOLUMES = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'image',
  'persistentVolumeClaim',
  'projected',
  'secret',
];

/** What "baseline" lets pods say of their kernel. */
const BASELINE_SYSCTLS = [
  'kernel.shm_rmid_forced',
  'net.ipv4.ip_local_port_range',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ping_group_range',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.tcp_wmem',
];

/** The types of SELinux that "baseline" lets containers have. */
const BASELINE_SELINUX = ['container_t', 'container_init_t', 'container_kvm_t', 'container_engine_t'];

/**
 * The strictest level of the Pod Security Standards that a written pod passes, patches and containers included that were
 * added to it late. What depends on the version that a cluster enforces is left to its API server.
 *
 * @param pod - the spec of the pod; anything that a patch may have made of it
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export function neededPodSecurity(pod: any): PodSecurityNeed {
  const containers = [pod?.containers, pod?.initContainers, pod?.ephemeralContainers].flatMap((list) => list ?? []);
  const demands = [
    podDemands(pod ?? {}),
    contextDemands(pod?.securityContext ?? {}),
    ...containers.map((container) => containerDemands(container ?? {}, pod?.securityContext ?? {})),
  ];
  const reasons = (level: keyof Demands) => [...new Set(demands.flatMap((each) => each[level]))];
  const [privileged, baseline] = [reasons('privileged'), reasons('baseline')];
  if (privileged.length > 0) return { level: PodSecurityLevel.PRIVILEGED, because: privileged };
  const level = baseline.length > 0 ? PodSecurityLevel.BASELINE : PodSecurityLevel.RESTRICTED;
  return { level, because: baseline };
}

function podDemands({ hostNetwork, hostPID, hostIPC, volumes, securityContext }: any): Demands {
  const kinds = (volumes ?? []).flatMap((volume: any) => Object.keys(volume ?? {}).filter((field) => field !== 'name'));
  const sysctls = (securityContext?.sysctls ?? []).map(({ name }: any) => name);
  return {
    privileged: [
      ...(hostNetwork ? ['the network of the node'] : []),
      ...(hostPID ? ['the processes of the node'] : []),
      ...(hostIPC ? ['the memory that processes of the node share'] : []),
      ...(kinds.includes('hostPath') ? ['files of the node'] : []),
      ...outside(sysctls, BASELINE_SYSCTLS).map((name) => `the sysctl ${name}`),
    ],
    baseline: outside(kinds, [...RESTRICTED_VOLUMES, 'hostPath']).map((kind) => `a volume of the kind ${kind}`),
  };
}

/** What pods and containers alike may say. */
function contextDemands({ seccompProfile, appArmorProfile, seLinuxOptions, windowsOptions, ...user }: any): Demands {
  const selinux = seLinuxOptions ?? {};
  const isOwnSelinux = (selinux.type && !BASELINE_SELINUX.includes(selinux.type)) || selinux.user || selinux.role;
  return {
    privileged: [
      ...(seccompProfile?.type === 'Unconfined' ? ['an unconfined seccomp profile'] : []),
      ...(appArmorProfile?.type === 'Unconfined' ? ['an unconfined AppArmor profile'] : []),
      ...(isOwnSelinux ? ['SELinux options'] : []),
      ...(windowsOptions?.hostProcess ? ['a process of the node'] : []),
    ],
    baseline: user.runAsUser === 0 || user.runAsNonRoot === false ? ['root'] : [],
  };
}

function containerDemands({ securityContext, ports }: any, ofPod: any): Demands {
  const own = securityContext ?? {};
  const { add, drop } = own.capabilities ?? {};
  const common = contextDemands(own);
  const named = (capabilities: string[]) => capabilities.map((name) => `the capability ${name}`);
  return {
    privileged: [
      ...((ports ?? []).some(({ hostPort }: any) => hostPort) ? ['a port of the node'] : []),
      ...(own.privileged ? ['a privileged container'] : []),
      ...named(outside(add, BASELINE_CAPABILITIES)),
      ...((own.procMount ?? 'Default') === 'Default' ? [] : ['an unmasked /proc']),
      ...common.privileged,
    ],
    baseline: [
      ...named(outside(add, [RESTRICTED_CAPABILITY])),
      ...(drop?.includes('ALL') ? [] : ['capabilities that are not dropped']),
      ...(own.allowPrivilegeEscalation === false ? [] : ['privilege escalation']),
      ...((own.runAsNonRoot ?? ofPod.runAsNonRoot) === true ? [] : ['root']),
      ...common.baseline,
      ...((own.seccompProfile ?? ofPod.seccompProfile)?.type ? [] : ['no seccomp profile']),
    ],
  };
}

function outside(names: string[] | undefined, allowed: string[]): string[] {
  return (names ?? []).filter((name) => !allowed.includes(name));
}
