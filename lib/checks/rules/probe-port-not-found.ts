import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { containersOf, podSpecsIn } from '../pod-specs';
import { declaredTcp, probedPorts } from '../probes';
import { Severity } from '../severity';

/**
 * Finds probes that ask a port by a name which their own container gives to no TCP port. Names of other containers of the
 * pod don't count.
 *
 * It is silent about probes that ask a number, which need no declared port.
 */
export class ProbePortNotFound implements ICheck {
  public readonly id = 'probe-port-not-found';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a probe of a port by a name that its container does not have';
  public readonly condition = 'Ready=False, with an event Unhealthy';
  public readonly harm = 'the probe always fails: the pod gets no requests, or is started again and again';
  public readonly remedy = 'name a port that the container declares, or write its number';
  public readonly see =
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/';

  public inspect(inspection: Inspection): Finding[] {
    return podSpecsIn(inspection._evidence).flatMap((spec) =>
      containersOf(spec).flatMap((container) => {
        // A number may be written as a text.
        const named = probedPorts(container).filter(({ port }) => typeof port === 'string' && !/^\d+$/.test(port));
        if (named.length === 0) return [];
        const names = declaredTcp(container).flatMap(({ name }) => name ?? []);
        return named.flatMap(({ probe, path, port }) => {
          if (names.includes(`${port}`)) return [];
          const has = names.length > 0 ? `it has ${names.join(', ')}` : 'it names none';
          const text = `its ${probe} asks the port ${port}, and container ${container.name} has no TCP port with that name; ${has}`;
          const fate =
            probe === 'readinessProbe'
              ? `no Service leads to ${spec.member.name}`
              : `${spec.member.name} is started again and again`;
          return [inspection._at(spec.object, path, text, [fate])];
        });
      }),
    );
  }
}
