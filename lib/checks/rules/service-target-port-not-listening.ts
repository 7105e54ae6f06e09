import type { ICheck } from '../check';
import { declaredText, selectedBy } from '../container-ports';
import { waysTo } from '../entries';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewOf, firstOf, namesText } from '../stakes';

/**
 * Finds ports of Services that lead to a number which no container of the selected pods declares, while each of these pods
 * declares others. What containers declare is only information: a process may listen on more, so it is a warning.
 *
 * It is silent where some of the pods declare no port, or their ports couldn't be read; and about headless Services of
 * which the pods declare the port that clients name.
 */
export class ServiceTargetPortNotListening implements ICheck {
  public readonly id = 'service-target-port-not-listening';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a targetPort by a number that the containers of the pods do not declare, but others';
  public readonly condition = 'none';
  public readonly harm =
    'connections to that port of the Service are refused, unless a process listens there all the same';
  public readonly remedy = 'lead to a port that the containers declare, or declare the one that they listen on';
  public readonly see = 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return evidence.network.services.flatMap((service) => {
      const selected = selectedBy(service, evidence);
      if (!selected || selected.pods.some(({ ports }) => ports?.length === 0)) return [];
      const declared = new Set(
        selected.pods.flatMap(({ ports = [] }) => ports.map(({ protocol, number }) => `${protocol} ${number}`)),
      );
      const names = namesText(selected.members);
      return service.ports.flatMap((port, index) => {
        const { targetPort, protocol } = port;
        const asked = service.isHeadless ? [targetPort, port.port] : [targetPort];
        if (typeof targetPort !== 'number' || asked.some((number) => declared.has(`${protocol} ${number}`))) return [];
        const text = `no container of ${names} declares the ${protocol} port ${targetPort}; ${declaredText(selected.pods)}`;
        const to = `${names} ${protocol} ${targetPort}`;
        const ways = firstOf(waysTo(service, port, evidence));
        const lines = ways.length > 0 ? ways.map(({ url }) => url) : ['anyone'];
        const stakes = lines.map((from) => `${from} -> ${to} would be refused, unless something listens there`);
        const field = ['spec', 'ports', index, 'targetPort'];
        return [inspection._at(service.object, field, text, fewOf(stakes))];
      });
    });
  }
}
