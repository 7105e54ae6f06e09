import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { type Container, containersOf, type PodSpec, podSpecsIn } from '../pod-specs';
import { declaredTcp } from '../probes';
import { servedByPods } from '../service-stakes';
import { Severity } from '../severity';
import { listAt, mappingsAt, numberAt, textAt, valueIs } from '../written';

/** The first port for which no process needs a privilege. */
const FIRST_FREE = 1024;

/**
 * Tells of containers that declare a TCP port below 1024, and whose process is certainly not root: it may listen there only
 * where the container runtime or a sysctl allows it.
 *
 * It is silent about containers that may run as root, that add the capability NET_BIND_SERVICE, and about pods that set the
 * sysctl net.ipv4.ip_unprivileged_port_start or are on the network of their node.
 */
export class PrivilegedPort implements ICheck {
  public readonly id = 'privileged-port';
  public readonly severity = Severity.INFO;
  public readonly summary = 'a port below 1024 of a container that does not run as root';
  public readonly condition = 'none';
  public readonly harm = 'on some container runtimes the process may not listen there, and the pod crashes';
  public readonly remedy = 'let it listen on a port from 1024, to which the Service leads by targetPort';
  public readonly see = 'https://kubernetes.io/docs/tasks/administer-cluster/sysctl-cluster/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return podSpecsIn(evidence).flatMap((spec) => {
      if (mayBind(spec)) return [];
      return containersOf(spec).flatMap((container) => {
        const low = declaredTcp(container).find(({ number = FIRST_FREE }) => number < FIRST_FREE);
        if (!low || !isNoRoot(spec, container) || addsBinding(container)) return [];
        const text = `container ${container.name} listens on port ${low.number}, and doesn't run as root`;
        const lines = servedByPods(spec.member, evidence, 'may be lost with it');
        return [inspection._at(spec.object, [...container.path, 'ports'], text, lines)];
      });
    });
  }
}

function mayBind({ written, member, pods }: PodSpec): boolean {
  const sysctls = mappingsAt(written, 'securityContext', 'sysctls');
  const isSet = sysctls.some(([, sysctl]) => textAt(sysctl, 'name') === 'net.ipv4.ip_unprivileged_port_start');
  return isSet || !member.workload || pods.some(({ hostNetwork }) => hostNetwork !== false);
}

/** What a container says counts, and what its pod says where it says nothing. */
function isNoRoot({ written: pod }: PodSpec, { written: container }: Container): boolean {
  const context = 'securityContext';
  const user = numberAt(container, context, 'runAsUser') ?? numberAt(pod, context, 'runAsUser');
  if (user !== undefined) return user !== 0;
  const own = valueIs(container, true, context, 'runAsNonRoot');
  const isUnset = !own && !valueIs(container, false, context, 'runAsNonRoot');
  return own || (isUnset && valueIs(pod, true, context, 'runAsNonRoot'));
}

function addsBinding({ written }: Container): boolean {
  const added = listAt(written, 'securityContext', 'capabilities', 'add');
  return added.includes('NET_BIND_SERVICE') || added.includes('ALL');
}
