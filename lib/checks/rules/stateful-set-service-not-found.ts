import type { ICheck } from '../check';
import { groupOf, namespaceOf } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { mayBeMade } from '../makers';
import { Severity } from '../severity';
import { textAt } from '../written';

/**
 * Finds StatefulSets whose `serviceName` is no headless Service of their namespace that selects their pods: the pods have
 * no names of their own then.
 *
 * It is silent about StatefulSets without a `serviceName`, about namespaces of which no Service was read, and where a chart
 * or an operator may make the Service.
 */
export class StatefulSetServiceNotFound implements ICheck {
  public readonly id = 'stateful-set-service-not-found';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a StatefulSet whose serviceName is no headless Service for its pods';
  public readonly condition = 'none';
  public readonly harm =
    'the names of the single pods, such as db-0.db, do not resolve, so the members do not find each other';
  public readonly remedy = 'name a Service with clusterIP None and a selector for these pods';
  public readonly see = 'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#stable-network-id';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const { addressing, network } = evidence;
    const sets = evidence.ofKinds('StatefulSet').filter((object) => groupOf(object) === 'apps');
    if (sets.length === 0) return [];
    const shown = new Set(network.services.map(({ object }) => object.namespace));
    const workloads = new Map(network.workloads.map((workload) => [workload.object.path, workload]));
    return sets.flatMap((object) => {
      const name = textAt(object.body, 'spec', 'serviceName');
      const namespace = namespaceOf(object);
      if (name === undefined || !shown.has(namespace)) return [];
      const service = addressing.service(namespace, name);
      const workload = workloads.get(object.path);
      const isForPods = workload === undefined || (service && addressing.servicesOf(workload).includes(service));
      if ((service?.isHeadless && isForPods) || (!service && mayBeMade(namespace, name, evidence))) return [];
      const text = !service
        ? `there is no Service ${name} in namespace ${namespace}`
        : `Service ${namespace}/${name} ${service.isHeadless ? "doesn't select its pods" : 'is not headless'}`;
      const lines = [`anyone -> ${object.name}-0.${name}.${namespace}.svc finds no address`];
      return [inspection._at(object, ['spec', 'serviceName'], text, lines)];
    });
  }
}
