import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { LabelSelector, Port, type PortSet, Protocol, type Workload } from '../../traffic';
import { rendered } from '../pod-template';

/** The label by which a namespace or a Service has its connections pass a waypoint. */
export const USE_WAYPOINT = 'istio.io/use-waypoint';

/** A Service as it is written, as far as a waypoint has to know it. */
export interface WrittenService {
  readonly object: ApiObject;
  readonly name: string;
  /** The pods that it selects; undefined where others say what stands behind it. */
  readonly pods?: LabelSelector;
  /** Its TCP ports, and the ports of the pods behind them, by number or by name. */
  readonly ports: { readonly port: number; readonly target: Port }[];
  /** Whether what is sent to it passes the waypoint of its namespace. */
  readonly isBehind: boolean;
}

/** The Services of some namespaces. */
export function writtenServices(root: IConstruct, namespaces: ReadonlySet<string>): Map<string, WrittenService[]> {
  const found = new Map<string, WrittenService[]>();
  for (const object of root.node.findAll()) {
    if (!ApiObject.isApiObject(object) || object.kind !== 'Service' || object.apiGroup !== 'core') continue;
    const { namespace } = object.metadata;
    if (namespace === undefined || !namespaces.has(namespace)) continue;
    const service = serviceOf(object);
    if (service) found.set(namespace, [...(found.get(namespace) ?? []), service]);
  }
  return found;
}

/** The ports of pods to which a port of a Service leads, with the number of that. */
export function podPorts({ ports }: WrittenService, workload: Workload): { port: number; target: Port }[] {
  return ports.flatMap(({ port, target }) => {
    const meant = workload.resolve(target);
    return meant ? [{ port, target: meant }] : [];
  });
}

/** The ports of a Service that lead to some of these ports of pods. */
export function servicePorts(service: WrittenService, workload: Workload, targets: PortSet): Port[] {
  return podPorts(service, workload)
    .filter(({ target }) => targets.contains(target))
    .map(({ port }) => Port.tcp(port));
}

/** What can't be rendered fails the synth by itself, and what Kubernetes would refuse leads to nobody. */
function serviceOf(object: ApiObject): WrittenService | undefined {
  try {
    return read(object, rendered(object));
  } catch {
    return undefined;
  }
}

function read(object: ApiObject, { metadata, spec }: any): WrittenService | undefined {
  // Its name is another word for that of somebody else.
  if (spec.type === 'ExternalName') return undefined;
  const labels = spec.selector ?? {};
  const tcp = (spec.ports ?? []).filter(({ protocol = Protocol.TCP }: any) => protocol === Protocol.TCP);
  return {
    object,
    name: object.name,
    ...(Object.keys(labels).length === 0 ? {} : { pods: LabelSelector.of({ labels }) }),
    ports: tcp.map(({ port, targetPort = port }: any) => ({
      port,
      target: typeof targetPort === 'number' ? Port.tcp(targetPort) : Port.named(targetPort),
    })),
    // Without an address of its own, its name leads to the addresses of the pods.
    isBehind: spec.clusterIP !== 'None' && metadata?.labels?.[USE_WAYPOINT] !== 'none',
  };
}
