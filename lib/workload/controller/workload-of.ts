import type * as kplus from 'cdk8s-plus-28';
import { ContainerRestartPolicy } from 'cdk8s-plus-28';
import { namespaceOf, ReadOfEach, selectorLabels } from '../../objects';
import { LabelSelector, Port, Protocol, Workload } from '../../traffic';

/**
 * The pods of a cdk8s-plus workload of ours as the network sees them now.
 *
 * Read from the containers as they are, so that a port or a sidecar which is added late counts.
 */
export function workloadOf(pods: kplus.Workload): Workload {
  return WORKLOADS.of(pods);
}

const WORKLOADS = new ReadOfEach(read);

function read(pods: kplus.Workload): Workload {
  const namespace = namespaceOf(pods);
  const sidecars = pods.initContainers.filter(({ restartPolicy }) => restartPolicy === ContainerRestartPolicy.ALWAYS);
  const declared = [...pods.containers, ...sidecars].flatMap((container) =>
    container.ports.map(({ name, number, protocol }) => ({ name, port: portOf(number, protocol) })),
  );
  const { labels = {}, annotations } = pods.podMetadata.toJson() ?? {};
  return Workload.of({
    namespace: namespace ?? 'default',
    name: pods.name,
    labels,
    annotations,
    selector: LabelSelector.of({ labels: selectorLabels(pods.name, namespace) }),
    serviceAccount: pods.serviceAccount?.name,
    ports: declared.map(({ port }) => port),
    // Of two ports of one name, Kubernetes takes the first.
    namedPorts: Object.fromEntries(declared.flatMap(({ name, port }) => (name ? [[name, port]] : [])).reverse()),
  });
}

function portOf(number: number, protocol: kplus.Protocol | undefined): Port {
  return Port._range((protocol ?? Protocol.TCP) as unknown as Protocol, number, number);
}
