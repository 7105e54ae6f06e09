import type { ICheck } from '../check';
import { waysTo } from '../entries';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewOf } from '../stakes';

/**
 * Tells of Services of type NodePort with `externalTrafficPolicy: Local`: nodes without a pod of theirs drop connections.
 *
 * It is silent about load balancers, which ask each node whether it has such a pod; about pods of a DaemonSet, which every
 * node has; and about Services without pods.
 */
export class NodePortOnSomeNodes implements ICheck {
  public readonly id = 'node-port-on-some-nodes';
  public readonly severity = Severity.INFO;
  public readonly summary = 'a Service of type NodePort that only nodes with a pod of its own answer';
  public readonly condition = 'none';
  public readonly harm = 'whoever dials another node waits in vain';
  public readonly remedy =
    'leave externalTrafficPolicy out where the address of the client does not matter, or run the pods on every node';
  public readonly see = 'https://kubernetes.io/docs/reference/networking/virtual-ips/#external-traffic-policy';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return evidence.network.services.flatMap((service) => {
      const { object, type, externalTrafficPolicy, ports } = service;
      if (type !== 'NodePort' || externalTrafficPolicy !== 'Local') return [];
      const backends = evidence.addressing.backends(service);
      if (backends.length === 0 || backends.some(({ workload }) => workload.object.kind === 'DaemonSet')) return [];
      const lines = ports.flatMap((port) =>
        waysTo(service, port, evidence)
          .filter(({ origin }) => origin === object)
          .map(({ url }) => `${url} is dropped by nodes without a pod of the Service`),
      );
      const text = 'only nodes with a pod of it answer on its ports';
      return [inspection._at(object, ['spec', 'externalTrafficPolicy'], text, fewOf(lines))];
    });
  }
}
