import type { Addressing } from '../addressing/addressing';
import type { Target } from '../addressing/target';
import { nameOf } from '../network/place';
import type { ServiceFacts, ServicePortFacts } from '../network/services';
import { type Arrival, fails, fieldOf, holds, leavesOpen, listText } from './legs';
import type { EntryLeg, EntryTarget } from './way-in';

/** Where requests to ports of Services arrive: each is asked once, however many routes lead to it. */
export class ServiceArrivals {
  private readonly known = new Map<ServicePortFacts, Arrival>();

  constructor(private readonly addressing: Addressing) {}

  /** The pods behind one port of a Service. */
  public at(service: ServiceFacts, port: ServicePortFacts): Arrival {
    const known = this.known.get(port) ?? arrivalOf(service, port, this.addressing.endpointsOf(service, port));
    this.known.set(port, known);
    return known;
  }

  /** A Service that is a name for something outside: no pod is reached, and not everyone follows such a name. */
  public outside(service: ServiceFacts): Arrival {
    const { object, externalName } = service;
    const text = `${nameOf(object)} is a name for ${externalName}, outside the cluster; not every implementation follows it`;
    return { legs: [leavesOpen('Service', text, fieldOf(object, ['spec', 'externalName']))], targets: [] };
  }
}

function arrivalOf(service: ServiceFacts, port: ServicePortFacts, found: readonly Target[]): Arrival {
  return { legs: [serviceLeg(service, port, found)], targets: found.flatMap(entryTarget) };
}

function entryTarget(target: Target): EntryTarget[] {
  if (target.kind !== 'pods') return [];
  const { workload, protocol, port, isCertain } = target;
  return [{ workload, protocol, port, isCertain }];
}

function serviceLeg(service: ServiceFacts, port: ServicePortFacts, found: readonly Target[]): EntryLeg {
  const { object } = service;
  const decidedBy = deciding(service, port);
  const ends = found.filter(({ kind }) => kind !== 'problem').map(endText);
  const problems = found.flatMap((target) => (target.kind === 'problem' ? [target] : []));
  const texts = problems.map(({ problem }) => problem);
  if (ends.length === 0) {
    const fault = problems.every(({ isCertain }) => isCertain) ? fails : leavesOpen;
    return fault('Service', listText(texts), ...decidedBy);
  }
  const text = [`${nameOf(object)} leads its port ${port.port} to ${listText(ends)}`, ...texts.slice(0, 1)].join(
    '; but ',
  );
  if (found.some((target) => target.kind === 'address' || (target.kind === 'pods' && target.isCertain))) {
    return holds('Service', text, ...decidedBy);
  }
  return leavesOpen(
    'Service',
    `${text}, if they have the labels that it selects, which only the cluster adds`,
    ...decidedBy,
  );
}

/** The selector says which pods, the entry of the port says which of their ports. */
function deciding({ object, selector, ports }: ServiceFacts, port: ServicePortFacts): EntryLeg['decidedBy'] {
  const entry = fieldOf(object, ['spec', 'ports', ports.indexOf(port)]);
  return selector ? [fieldOf(object, ['spec', 'selector']), entry] : [entry];
}

function endText(target: Target): string {
  switch (target.kind) {
    case 'pods':
      return `${target.protocol} port ${target.port} of ${nameOf(target.workload.object)}`;
    case 'address':
      return `${target.protocol} port ${target.port} of ${target.address}`;
    case 'name':
      return target.externalName;
    case 'problem':
      return target.problem;
  }
}
