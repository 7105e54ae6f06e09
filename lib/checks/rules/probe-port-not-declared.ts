import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { containersOf, podSpecsIn } from '../pod-specs';
import { declaredTcp, probedPorts } from '../probes';
import { servedByPods } from '../service-stakes';
import { Severity } from '../severity';

/**
 * Tells of probes that ask a number which no container of the pod declares, while their own container declares others. What
 * containers declare is only information: a process may listen on more.
 *
 * It is silent about containers that declare no TCP port, and about numbers that another container of the pod declares.
 */
export class ProbePortNotDeclared implements ICheck {
  public readonly id = 'probe-port-not-declared';
  public readonly severity = Severity.INFO;
  public readonly summary = 'a probe of a port that the containers of the pod do not declare, but others';
  public readonly condition = 'none';
  public readonly harm = 'the probe always fails, unless a process listens there all the same';
  public readonly remedy = 'ask a port that the container declares, or declare the one that it listens on';
  public readonly see =
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return podSpecsIn(evidence).flatMap((spec) => {
      const containers = containersOf(spec);
      const declared = new Set(containers.flatMap(declaredTcp).map(({ number }) => number));
      return containers.flatMap((container) => {
        const own = declaredTcp(container).flatMap(({ number }) => number ?? []);
        if (own.length === 0) return [];
        return probedPorts(container).flatMap(({ probe, path, port }) => {
          const number = Number(port);
          if (Number.isNaN(number) || declared.has(number)) return [];
          const text = `its ${probe} asks the port ${number}, and container ${container.name} declares ${own.join(', ')}`;
          return [inspection._at(spec.object, path, text, servedByPods(spec.member, evidence, 'may be lost with it'))];
        });
      });
    });
  }
}
