import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { podSpecsIn } from '../pod-specs';
import { Severity } from '../severity';

/** That of SSH. */
const SSH = 22;

/**
 * Finds containers that declare TCP port 22, that of SSH, in pods to which any pod of the cluster may connect there.
 *
 * It is silent where policies let in nobody but those whom they name.
 */
export class SshPortOpen implements ICheck {
  public readonly id = 'ssh-port-open';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a container with TCP port 22, that of SSH, to which every pod may connect';
  public readonly condition = 'none';
  public readonly harm = 'whoever runs a pod anywhere in the cluster may try passwords and keys';
  public readonly remedy =
    'leave SSH out of the container, for which there is kubectl exec; or name its clients in a policy';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation';

  public inspect(inspection: Inspection): Finding[] {
    const { governance } = inspection._evidence;
    const { ports } = governance;
    return podSpecsIn(inspection._evidence).flatMap(({ object, path, member, pods }) => {
      const declares = pods.some(({ ports: declared = [] }) =>
        declared.some(({ number, protocol }) => number === SSH && protocol === 'TCP'),
      );
      if (!declares) return [];
      const asked = ports.single(SSH);
      const isOpen =
        governance.isUngoverned(member, 'ingress') ||
        ports.intersection(governance.admittedFromElsewhere(member), asked) !== ports.none;
      if (!isOpen) return [];
      const line = `any pod in any other namespace -> ${member.name} TCP ${SSH} is allowed`;
      return [inspection._at(object, [...path, 'containers'], `it has TCP port ${SSH}, that of SSH`, [line])];
    });
  }
}
