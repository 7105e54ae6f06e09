import { appendTo } from '../append-to';
import type { Network } from '../network/network';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import type { WorkloadFacts } from '../network/workloads';
import { EndpointIndex } from './endpoint-index';
import { LabelIndex, type SelectedWorkload } from './label-index';
import { headlessTargets, mappedTargets } from './pod-targets';
import type { Target } from './target';

/**
 * From the names of Services to pods.
 *
 * Everything is indexed once; each question afterwards costs its answer, however large the cluster is.
 */
export class Addressing {
  /** The addressing of all Services that were read; of the same ones it is made once. */
  public static of(network: Network): Addressing {
    const known = KNOWN.get(network.services);
    if (known?.isOf(network)) return known;
    const made = new Addressing(network);
    KNOWN.set(network.services, made);
    return made;
  }

  private readonly services = new Map<string, ServiceFacts>();
  private readonly labels: LabelIndex;
  private readonly endpoints: EndpointIndex;
  private readonly selected = new Map<ServiceFacts, readonly SelectedWorkload[]>();
  private ofWorkloads?: Map<WorkloadFacts, ServiceFacts[]>;

  private constructor(private readonly network: Pick<Network, 'services' | 'workloads' | 'endpoints'>) {
    const { services, workloads, endpoints } = network;
    for (const service of services) this.services.set(`${service.object.namespace}/${service.object.name}`, service);
    this.labels = LabelIndex.of(workloads);
    this.endpoints = new EndpointIndex(endpoints, workloads);
  }

  /** The Service of this name; undefined where none was read. */
  public service(namespace: string, name: string): ServiceFacts | undefined {
    return this.services.get(`${namespace}/${name}`);
  }

  /** The Services that select pods of a workload, certainly or perhaps, in reading order. */
  public servicesOf(workload: WorkloadFacts): readonly ServiceFacts[] {
    this.ofWorkloads ??= this.byWorkload();
    return this.ofWorkloads.get(workload) ?? [];
  }

  /** The workloads of which a Service selects pods, in reading order; none where its endpoints are written. */
  public backends(service: ServiceFacts): readonly SelectedWorkload[] {
    const known = this.selected.get(service);
    if (known) return known;
    const found = selectsPods(service) ? this.labels.find(service.object.namespace, service.selector) : [];
    this.selected.set(service, found);
    return found;
  }

  /** Where a client arrives who names one port of a Service. */
  public targets(service: ServiceFacts, port: ServicePortFacts): readonly Target[] {
    if (!service.isHeadless || !selectsPods(service)) return this.endpointsOf(service, port);
    return headlessTargets(service, port, this.backends(service));
  }

  /**
   * The endpoints of one port of a Service.
   *
   * What reads EndpointSlices itself, as ingress controllers and gateways do, connects to these. They differ from what
   * other clients reach for headless Services only, whose endpoints have the target port all the same.
   */
  public endpointsOf(service: ServiceFacts, port: ServicePortFacts): readonly Target[] {
    if (service.type === 'ExternalName') return [{ kind: 'name', externalName: service.externalName ?? '' }];
    if (!selectsPods(service)) return this.endpoints.targets(service, port);
    return mappedTargets(service, port, this.backends(service));
  }

  private isOf({ workloads, endpoints }: Network): boolean {
    return workloads === this.network.workloads && endpoints === this.network.endpoints;
  }

  private byWorkload(): Map<WorkloadFacts, ServiceFacts[]> {
    const found = new Map<WorkloadFacts, ServiceFacts[]>();
    for (const service of this.services.values()) {
      for (const { workload } of this.backends(service)) {
        appendTo(found, workload, service);
      }
    }
    return found;
  }
}

const KNOWN = new WeakMap<Network['services'], Addressing>();

/** Whether endpoints are selected. An empty selector is none to Kubernetes, and the selector of a mere name is unused. */
function selectsPods(service: ServiceFacts): service is ServiceFacts & { selector: object } {
  return service.type !== 'ExternalName' && service.selector !== undefined && service.selector.requirements.length > 0;
}
