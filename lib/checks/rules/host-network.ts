import type { ICheck } from '../check';
import { declaredText } from '../container-ports';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { podSpecsIn } from '../pod-specs';
import { Severity } from '../severity';

/**
 * Tells of pods on the network of their node. They listen on the addresses of the node itself, and reach what the node
 * reaches; network plugins enforce no NetworkPolicy for them, or only some do.
 *
 * It is silent about pods of the namespace kube-system, where the cluster's own agents are.
 */
export class HostNetwork implements ICheck {
  public readonly id = 'host-network';
  public readonly severity = Severity.INFO;
  public readonly summary = 'pods on the network of their node';
  public readonly condition = 'none';
  public readonly harm =
    'whoever reaches the node reaches their ports, and they reach what listens on the node itself alone';
  public readonly remedy = 'leave hostNetwork out: pods that need one port of the node take it by hostPort';
  public readonly see = 'https://kubernetes.io/docs/concepts/security/pod-security-standards/#baseline';

  public inspect(inspection: Inspection): Finding[] {
    const { governance } = inspection._evidence;
    return podSpecsIn(inspection._evidence).flatMap(({ object, path, member, pods }) => {
      if (member.namespace === 'kube-system' || !governance.isOnNode(member)) return [];
      const line = `whoever reaches a node -> ${member.name}, on the ports of the node; ${declaredText(pods)}`;
      return [inspection._at(object, [...path, 'hostNetwork'], 'its pods are on the network of their node', [line])];
    });
  }
}
