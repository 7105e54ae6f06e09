import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { podSpecsIn } from '../pod-specs';
import { servedByPods } from '../service-stakes';
import { Severity } from '../severity';
import { mappingsAt, textAt } from '../written';

/**
 * Tells of settings of the network that a pod asks its node for, and that kubelets refuse unless they are told otherwise:
 * those of `net` that aren't among the ones that Kubernetes calls safe, and any of them for pods on the network of their node.
 *
 * Some of the safe ones came with a version of Kubernetes. It is silent about settings of anything else than the network.
 */
export class UnsafeNetworkSysctl implements ICheck {
  public readonly id = 'unsafe-network-sysctl';
  public readonly severity = Severity.INFO;
  public readonly summary = 'a sysctl of the network that kubelets refuse unless they are told otherwise';
  public readonly condition = 'none';
  public readonly harm = 'on a node that does not allow it, the pod fails with SysctlForbidden and never runs';
  public readonly remedy =
    'leave it out, or allow it by allowedUnsafeSysctls of the kubelets, and keep the pod to their nodes';
  public readonly see = 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const { governance } = evidence;
    return podSpecsIn(evidence).flatMap(({ object, path, member, written }) => {
      const isOnNode = governance.isOnNode(member);
      return mappingsAt(written, 'securityContext', 'sysctls').flatMap(([index, sysctl]) => {
        // Kubelets take both separators.
        const name = textAt(sysctl, 'name')?.replaceAll('/', '.');
        if (!name?.startsWith('net.') || (SAFE.has(name) && !isOnNode)) return [];
        const why = isOnNode ? 'its pods are on the network of their node' : 'it is none of those that are safe';
        const field = [...path, 'securityContext', 'sysctls', index];
        const lines = servedByPods(member, evidence, 'may be lost with it');
        return [inspection._at(object, field, `it asks for ${name}, and ${why}`, lines)];
      });
    });
  }
}

/** Those of the network that kubelets grant; the later ones those of newer clusters alone. */
const SAFE: ReadonlySet<string> = new Set([
  'net.ipv4.ip_local_port_range',
  'net.ipv4.tcp_syncookies',
  'net.ipv4.ping_group_range',
  'net.ipv4.ip_unprivileged_port_start',
  'net.ipv4.ip_local_reserved_ports',
  'net.ipv4.tcp_keepalive_time',
  'net.ipv4.tcp_fin_timeout',
  'net.ipv4.tcp_keepalive_intvl',
  'net.ipv4.tcp_keepalive_probes',
  'net.ipv4.tcp_rmem',
  'net.ipv4.tcp_wmem',
  'net.ipv4.tcp_slow_start_after_idle',
  'net.ipv4.tcp_notsent_lowat',
]);
