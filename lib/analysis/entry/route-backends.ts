import { Protocol } from '../../traffic';
import type { Addressing } from '../addressing/addressing';
import { Answer } from '../answer';
import { nameOf } from '../network/place';
import type { BackendRefFacts, RouteFacts } from '../network/routes';
import { GATEWAY_GROUP } from '../network/routes';
import type { ServiceFacts } from '../network/services';
import type { Grants } from './grants';
import type { KnownNamespaces } from './known-namespaces';
import { type Arrival, fails, fieldOf, holds, leavesOpen, listText } from './legs';
import type { ServiceArrivals } from './service-arrivals';
import type { EntryLeg } from './way-in';

/** Where the backends of routes lead: the grant, the Service and its port, its pods. */
export class RouteBackends {
  constructor(
    private readonly addressing: Addressing,
    private readonly grants: Grants,
    private readonly namespaces: KnownNamespaces,
    private readonly arrivals: ServiceArrivals,
  ) {}

  /** The steps from a route to the pods of one of its backends. */
  public arrivalAt(backend: BackendRefFacts, route: RouteFacts): Arrival {
    const field = fieldOf(route.object, backend.path);
    const stop = (leg: EntryLeg): Arrival => ({ legs: [leg], targets: [] });
    const { group, kind, namespace, name, port } = backend;
    if (backend.role === 'backend' && backend.weight === 0) {
      const text = `${kind} ${namespace}/${name} has weight 0 in ${nameOf(route.object)}, so it gets no requests`;
      return stop(fails('backend', text, fieldOf(route.object, [...backend.path, 'weight'])));
    }
    const granted = this.grantLeg(backend, route);
    if (granted?.answer === Answer.DENIED) return stop(granted);
    const before = granted ? [granted] : [];
    if (group !== '' || kind !== 'Service') {
      const text = `where ${kind} ${namespace}/${name} leads isn't known: it is no Service`;
      return { legs: [...before, leavesOpen('backend', text, field)], targets: [] };
    }
    if (port === undefined) {
      const text = `the backend Service ${namespace}/${name} of ${nameOf(route.object)} must have a port; give it one of the Service's ports`;
      return { legs: [...before, fails('backend', text, field)], targets: [] };
    }
    const arrival = this.serviceArrival(backend, port, route);
    return { ...arrival, legs: [...before, ...arrival.legs] };
  }

  /** Undefined where none is needed. */
  private grantLeg(backend: BackendRefFacts, { object, kind }: RouteFacts): EntryLeg | undefined {
    if (backend.namespace === object.namespace) return undefined;
    const target = `${backend.kind} ${backend.namespace}/${backend.name}`;
    const grant = this.grants.find({ group: GATEWAY_GROUP, kind, namespace: object.namespace }, backend);
    if (grant) {
      const text = `${nameOf(grant)} lets ${kind}s of namespace ${object.namespace} refer to ${target}`;
      return holds('grant', text, fieldOf(grant, ['spec']));
    }
    const field = fieldOf(object, backend.path);
    if (!this.namespaces.has(backend.namespace)) {
      const text = `${nameOf(object)} refers to ${target}, of whose namespace nothing is among the manifests, so whether a ReferenceGrant there lets it isn't known`;
      return leavesOpen('grant', text, field);
    }
    const text = `no ReferenceGrant in namespace ${backend.namespace} lets ${kind}s of namespace ${object.namespace} refer to ${target}; write one there`;
    return fails('grant', text, field);
  }

  private serviceArrival({ namespace, name, path }: BackendRefFacts, port: number, route: RouteFacts): Arrival {
    const field = fieldOf(route.object, path);
    const service = this.addressing.service(namespace, name);
    if (!service) {
      const isElsewhere = namespace !== route.object.namespace && !this.namespaces.has(namespace);
      const text = `Service ${namespace}/${name}, to which ${nameOf(route.object)} leads, isn't among the manifests`;
      const leg = isElsewhere
        ? leavesOpen('backend', text, field)
        : fails('backend', `${text}; correct the name, or add the Service`, field);
      return { legs: [leg], targets: [] };
    }
    if (service.type === 'ExternalName') return this.arrivals.outside(service);
    const protocol = route.kind === 'UDPRoute' ? Protocol.UDP : Protocol.TCP;
    const found = service.ports.find((candidate) => candidate.port === port && candidate.protocol === protocol);
    if (!found) return { legs: [noPort(service, `${protocol} port ${port}`, field)], targets: [] };
    const arrival = this.arrivals.at(service, found);
    const text = `${nameOf(service.object)} has the ${protocol} port ${port}`;
    return { ...arrival, legs: [holds('backend', text, field), ...arrival.legs] };
  }
}

/** The step for a Service that hasn't the port that is asked of it. */
export function noPort({ object, ports }: ServiceFacts, asked: string, field: EntryLeg['decidedBy'][number]): EntryLeg {
  const there = ports.map(({ name, protocol, port }) => `${protocol} ${port}${name ? ` ("${name}")` : ''}`);
  const has = there.length > 0 ? `it has ${listText(there)}` : 'it has none';
  return fails('backend', `${nameOf(object)} has no ${asked}; ${has}`, field);
}
