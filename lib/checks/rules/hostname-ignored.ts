import { attachmentsOf, takenBy } from '../attachments';
import type { ICheck } from '../check';
import type { Evidence, RouteFacts } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { unservedTexts } from '../route-stakes';
import { Severity } from '../severity';

/**
 * Finds hostnames of a route that none of its listeners serves, while others of its hostnames are served: the route is
 * accepted, and nobody tells.
 *
 * It is silent about routes with a parent that wasn't read, which may serve them.
 */
export class HostnameIgnored implements ICheck {
  public readonly id = 'hostname-ignored';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'one of several hostnames of a route, which no listener serves';
  public readonly condition = 'none';
  public readonly harm = 'requests for that hostname are answered with 404, while the route is shown as accepted';
  public readonly remedy = 'give a listener the hostname, or take it from the route';
  public readonly see = 'https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return evidence.network.routes.flatMap((route) => {
      const own = attachmentsOf(route, evidence);
      if (own.length < route.parents.length) return [];
      const taken = own.flatMap(takenBy);
      if (taken.length === 0) return [];
      const served = [...new Set(taken.map(({ listener }) => listener.facts.hostname))];
      return ignored(route, served, evidence).map(([index, hostname]) => {
        const text = `no listener that takes it serves ${hostname}; they serve ${served.join(', ')}`;
        const places = taken.map(({ listener }) => [listener, [hostname]] as const);
        return inspection._at(route.object, ['spec', 'hostnames', index], text, unservedTexts(places, route, evidence));
      });
    });
  }
}

function ignored({ hostnames }: RouteFacts, served: readonly string[], evidence: Evidence): [number, string][] {
  return [...hostnames.entries()].filter(([, hostname]) =>
    served.every((name) => evidence.commonHostname(hostname, name) === undefined),
  );
}
