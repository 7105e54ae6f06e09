import type { ICheck } from '../check';
import { declaredText, selectedBy } from '../container-ports';
import { deadEndTexts, waysTo } from '../entries';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewOf, namesText } from '../stakes';

/**
 * Finds ports of Services that lead to a port by a name which no container of the selected pods gives to a port of that
 * protocol.
 *
 * It is silent where the ports of some pods couldn't be read; and about headless Services without a route, whose clients
 * name the port of the pods themselves.
 */
export class ServicePortNameNotFound implements ICheck {
  public readonly id = 'service-port-name-not-found';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'a targetPort by a name that no container of the pods has';
  public readonly condition = 'the EndpointSlices of the Service lack the port';
  public readonly harm = 'connections to that port of the Service are refused, and routes to it answer with 503';
  public readonly remedy = 'give the port of the container that name, or the Service the name or number that it has';
  public readonly see = 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return evidence.network.services.flatMap((service) => {
      const selected = service.ports.some(({ targetPort }) => typeof targetPort === 'string')
        ? selectedBy(service, evidence)
        : undefined;
      if (!selected) return [];
      return service.ports.flatMap((port, index) => {
        const { targetPort, protocol } = port;
        const isUsed = !service.isHeadless || waysTo(service, port, evidence).length > 0;
        const isThere = selected.pods.some(({ ports }) =>
          ports?.some((each) => each.name === targetPort && each.protocol === protocol),
        );
        if (typeof targetPort !== 'string' || !isUsed || isThere) return [];
        const text = `no container of ${namesText(selected.members)} has a ${protocol} port with the name ${targetPort}; ${declaredText(selected.pods)}`;
        const lines = fewOf(deadEndTexts(service, port, evidence));
        return [inspection._at(service.object, ['spec', 'ports', index, 'targetPort'], text, lines)];
      });
    });
  }
}
