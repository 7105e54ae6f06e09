import type { ICheck } from '../check';
import type { Evidence, Member, ServiceFacts, ServicePort } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewFrom, firstOf } from '../stakes';

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
    const { _evidence: evidence } = inspection;
    const { addressing, network } = evidence;
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
        const lines = fewFrom(cutTexts(service, port, other, evidence));
        return [inspection._at(service.object, ['spec', 'ports', index, 'port'], text, lines)];
      });
    });
  }
}

/** Who is let out to the port of the pods, and not to that of the Service. */
function* cutTexts(service: ServiceFacts, { protocol, port }: ServicePort, other: number, evidence: Evidence) {
  const { addressing, governance } = evidence;
  const { ports } = governance;
  const { namespace, name } = service.object;
  for (const { workload } of firstOf(addressing.backends(service))) {
    const to = governance.memberOf(workload);
    for (const from of clientsOf(to, evidence)) {
      const isMeant = ports.contains(governance.between(from, to).allowed, ports.range(protocol, other, other));
      const passing = ports.intersection(governance.passes('egress', from, to), ports.range(protocol, port, port));
      yield isMeant && passing === ports.none
        ? `${from.name} -> ${namespace}/service/${name} ${protocol} ${port} is cut, although ${to.name} ${protocol} ${other} is allowed`
        : undefined;
    }
  }
}

/** The workloads that the policies of one let in by name, and that are closed on the way out. */
function* clientsOf(to: Member, { governance }: Evidence): Generator<Member> {
  for (const { ingress } of governance.closing(to, 'ingress')) {
    for (const rule of ingress.filter(({ peers }) => peers !== 'everyone')) {
      for (const member of governance.heldBy(rule)) {
        if (member !== to && governance.closing(member, 'egress').length > 0) yield member;
      }
    }
  }
}
