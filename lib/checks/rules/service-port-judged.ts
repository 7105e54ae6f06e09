import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds Services whose port differs from that of their pods, for a network plugin that judges by the port of the Service.
 *
 * It is silent where no policy was read, where nobody says which plugin it is, and about headless Services, whose port
 * nobody connects to.
 */
export class ServicePortJudged implements ICheck {
  public readonly id = 'service-port-judged';
  public readonly severity = Severity.ERROR;
  public readonly summary =
    'a Service port that differs from the port of the pods, where the network plugin judges by both';
  public readonly condition = 'none';
  public readonly harm =
    'connections to the Service are cut, although the policies of both sides allow the port of the pods';
  public readonly remedy = 'give the Service the same port as its pods';
  public readonly see = 'https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports';

  public inspect(inspection: Inspection): Finding[] {
    const plugin = inspection.cluster?.networkPlugin;
    const { addressing, network } = inspection._evidence;
    if (!plugin?.judgesServiceAddresses || network.policies.length === 0) return [];
    return network.services.flatMap((service) => {
      if (service.isHeadless || service.selector === undefined) return [];
      return service.ports.flatMap((port, index) => {
        const targets = addressing
          .targets(service, port)
          .flatMap((target) => (target.kind === 'pods' ? target.port : []));
        const [other] = targets.filter((number) => number !== port.port);
        if (other === undefined) return [];
        const text = `its port ${port.port} leads to port ${other} of the pods, and ${plugin.name} judges by both`;
        return [inspection._at(service.object, ['spec', 'ports', index, 'port'], text)];
      });
    });
  }
}
