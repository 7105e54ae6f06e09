import { Protocol } from '../../../traffic';
import { nameOf } from '../../network/place';
import type { IngressBackendFacts, IngressFacts } from '../../network/routes';
import type { ServicePortFacts } from '../../network/services';
import type { EntryContext, EntryKind } from '../entry-kind';
import { certifies } from '../hostnames';
import { type Arrival, fails, fieldOf, holds, leavesOpen, walk } from '../legs';
import { noPort } from '../route-backends';
import { urlOf } from '../url';
import type { EntryLeg, WayIn } from '../way-in';

/** Requests by HTTP that an ingress controller brings to Services of the Ingress's own namespace. */
export const ingress: EntryKind = {
  name: 'Ingress',
  waysIn: (context) => context.network.ingresses.flatMap((facts) => waysBy(facts, context)),
};

function waysBy(facts: IngressFacts, context: EntryContext): WayIn[] {
  const { object, rules, defaultBackend } = facts;
  const { entry, leg } = context.entries.ingress(facts.className);
  const wayTo = (host: string, path: string, backend: IngressBackendFacts): WayIn => {
    const scheme = facts.hasCloudCertificate || facts.tlsHosts.some((name) => certifies(name, host)) ? 'HTTPS' : 'HTTP';
    const url = urlOf(scheme, host, undefined, path || '/');
    const found = walk(leg, routeLeg(facts, backend), arrivalAt(backend, facts, context));
    return { entry, origin: object, url, ...found };
  };
  return [
    ...rules.flatMap(({ host, paths }) => paths.map(({ path, backend }) => wayTo(host, path, backend))),
    ...(defaultBackend ? [wayTo('', '/', defaultBackend)] : []),
  ];
}

function routeLeg({ object }: IngressFacts, { service, path }: IngressBackendFacts): EntryLeg {
  const field = fieldOf(object, path);
  if (!service)
    return leavesOpen('route', `where a backend of ${nameOf(object)} leads isn't known: it is no Service`, field);
  const port = typeof service.port === 'number' ? service.port : `"${service.port}"`;
  const target = `port ${port} of Service ${object.namespace}/${service.name}`;
  return holds('route', `${nameOf(object)} sends requests to ${target}`, field);
}

function arrivalAt(backend: IngressBackendFacts, { object }: IngressFacts, context: EntryContext): Arrival {
  if (!backend.service) return { legs: [], targets: [] };
  const { name, port } = backend.service;
  const field = fieldOf(object, backend.path);
  const service = context.addressing.service(object.namespace, name);
  if (!service) {
    const text = `Service ${object.namespace}/${name}, to which ${nameOf(object)} leads, isn't among the manifests; correct the name, or add the Service`;
    return { legs: [fails('backend', text, field)], targets: [] };
  }
  if (service.type === 'ExternalName') return context.arrivals.outside(service);
  const found = service.ports.find((candidate) => isMeant(candidate, port));
  if (!found) {
    const asked = typeof port === 'number' ? `TCP port ${port}` : `TCP port named "${port}"`;
    return { legs: [noPort(service, asked, field)], targets: [] };
  }
  const arrival = context.arrivals.at(service, found);
  return {
    ...arrival,
    legs: [holds('backend', `${nameOf(service.object)} has the TCP port ${found.port}`, field), ...arrival.legs],
  };
}

/** HTTP needs TCP: a port that only UDP has gets no requests. */
function isMeant({ name, port, protocol }: ServicePortFacts, asked: number | string): boolean {
  return protocol === Protocol.TCP && (typeof asked === 'number' ? port === asked : name === asked);
}
