import type { Labels } from './labels';
import { type Manifest, ofKind } from './manifests';
import type { DeclaredPort, Workload } from './workloads';

export interface ServicePort {
  readonly name?: string;
  readonly port: number;
  readonly targetPort: number | string;
  readonly protocol: string;
}

/** A stable name for the pods its selector finds. One without a selector stands for addresses elsewhere. */
export interface Service {
  readonly name: string;
  readonly namespace: string;
  readonly selector?: Labels;
  readonly headless: boolean;
  readonly ports: ServicePort[];
}

interface ServiceSpec {
  readonly type?: string;
  readonly clusterIP?: string;
  readonly selector?: Labels | null;
  readonly ports?: { name?: string; port: number; targetPort?: number | string; protocol?: string }[] | null;
}

export function servicesOf(manifests: Manifest[]): Service[] {
  return ofKind<ServiceSpec>(manifests, '', 'Service').map(({ name, namespace, spec }) => {
    const selector = spec.selector ?? {};
    const selective = Object.keys(selector).length > 0 && spec.type !== 'ExternalName';
    return {
      name,
      namespace,
      selector: selective ? selector : undefined,
      headless: spec.clusterIP === 'None',
      ports: (spec.ports ?? []).map((port) => ({
        name: port.name,
        port: port.port,
        targetPort: port.targetPort ?? port.port,
        protocol: port.protocol ?? 'TCP',
      })),
    };
  });
}

/** The workloads behind a Service. */
export function behind(service: Service, workloads: Workload[]): Workload[] {
  const selector = Object.entries(service.selector ?? {});
  return workloads.filter(
    (workload) =>
      selector.length > 0 &&
      workload.namespace === service.namespace &&
      selector.every(([key, value]) => workload.labels[key] === value),
  );
}

/** The declared port that a Service's port leads to on that workload. */
export function podPort(port: ServicePort, workload: Workload): DeclaredPort | undefined {
  return workload.ports.find(
    ({ name, number, protocol }) =>
      protocol === port.protocol && (typeof port.targetPort === 'number' ? number : name) === port.targetPort,
  );
}

/** `service api:8080`: how clients may name that port, or undefined where no Service leads to it. */
export function namesOf(services: Service[], workload: Workload, port: DeclaredPort): string | undefined {
  const names = services
    .filter((service) => behind(service, [workload]).length > 0)
    .flatMap((service) =>
      service.ports
        .filter((each) => leadsTo(each, port, workload) && (!service.headless || each.port === port.number))
        .map((each) => `service ${service.name}:${each.port}`),
    );
  return names.length > 0 ? [...new Set(names)].sort().join(', ') : undefined;
}

/** What is amiss with the Services themselves. */
export function serviceProblems(services: Service[], workloads: Workload[]): string[] {
  return services.flatMap((service) => {
    const title = `Service ${service.namespace}/${service.name}`;
    const pods = behind(service, workloads);
    if (service.selector && pods.length === 0) {
      return [`${title} selects no workload`];
    }
    return pods.flatMap((workload) =>
      service.ports.flatMap((port) => {
        const target = podPort(port, workload);
        if (!target) {
          return [
            `${title}: ${workload.id} declares no ${port.protocol} port ${port.targetPort} for its port ${port.port}`,
          ];
        }
        // Nothing translates the port of a headless Service: its clients dial the pod itself.
        return service.headless && target.number !== port.port
          ? [`${title} is headless, so its port ${port.port} does not lead to port ${target.number} of ${workload.id}`]
          : [];
      }),
    );
  });
}

function leadsTo(port: ServicePort, target: DeclaredPort, workload: Workload): boolean {
  const found = podPort(port, workload);
  return found?.number === target.number && found.protocol === target.protocol;
}
