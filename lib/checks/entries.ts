import { appendTo } from './append-to';
import type { Evidence, Place, ServiceFacts, ServicePort, WayIn } from './facts';
import { fewOf, firstOf } from './stakes';

/** The ways in to a port of a Service: by routes and Ingresses, and by the Service itself. */
export function waysTo({ object, ports }: ServiceFacts, port: ServicePort, evidence: Evidence): readonly WayIn[] {
  const known = KNOWN.get(evidence) ?? byPort(evidence);
  KNOWN.set(evidence, known);
  return known.get(object)?.get(ports.indexOf(port)) ?? [];
}

type WaysByPort = Map<Place, Map<number, WayIn[]>>;

const KNOWN = new WeakMap<Evidence, WaysByPort>();

/** The step that leads from a Service to its pods names the Service, and the place of the port in its list. */
function byPort({ waysIn }: Evidence): WaysByPort {
  const found: WaysByPort = new Map();
  for (const way of waysIn) {
    for (const { leg, decidedBy } of way.legs) {
      const field = decidedBy[decidedBy.length - 1];
      const index = field?.path[2];
      if (leg !== 'Service' || !field || typeof index !== 'number') continue;
      const ofService = found.get(field.object) ?? new Map<number, WayIn[]>();
      found.set(field.object, ofService);
      appendTo(ofService, index, way);
    }
  }
  return found;
}

/** What comes of a port of a Service that leads to no pod, for those outside and for those inside. */
export function deadEndTexts(service: ServiceFacts, port: ServicePort, evidence: Evidence): string[] {
  const outside = firstOf(waysTo(service, port, evidence)).map(({ url, origin }) => {
    const fate = /^(?:[A-Z]+ )?https?:/.test(url) ? 'answered with 503' : 'refused';
    return `${url} would be ${fate}, by ${evidence.nameOf(origin)}`;
  });
  const { namespace, name } = service.object;
  return [...outside, `anyone -> ${namespace}/service/${name} ${port.protocol} ${port.port} finds no pod`];
}

/** The same of all its ports. */
export function deadEndsOf(service: ServiceFacts, evidence: Evidence): string[] {
  return fewOf(firstOf(service.ports).flatMap((port) => deadEndTexts(service, port, evidence)));
}
