import type { ICheck } from '../check';
import { waysTo } from '../entries';
import type { Evidence, ServiceFacts, ServicePort } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { isInternal } from '../internal';
import { Severity } from '../severity';
import { fewOf } from '../stakes';

/**
 * Tells of Services of type NodePort or LoadBalancer whose pods no policy governs on the way in: nobody has said who may
 * connect, and everybody may.
 *
 * It is silent where a policy says who may, be it everyone; about load balancers whose `loadBalancerSourceRanges` name
 * their clients, or that are in a private network; and about Services without pods.
 */
export class ExposedWithoutPolicy implements ICheck {
  public readonly id = 'exposed-without-policy';
  public readonly severity = Severity.INFO;
  public readonly summary = 'a Service of type NodePort or LoadBalancer whose pods no policy governs';
  public readonly condition = 'none';
  public readonly harm = 'everyone who reaches a node or the load balancer reaches the pods';
  public readonly remedy =
    'make it a Service of type ClusterIP behind a Gateway, or say who may connect: by a policy, or by loadBalancerSourceRanges';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/service/#publishing-services-service-types';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return evidence.network.services.flatMap((service) => {
      const { object, type, loadBalancerSourceRanges: ranges } = service;
      if (type !== 'NodePort' && type !== 'LoadBalancer') return [];
      if (ranges.length > 0 || isInternal(evidence.bodyOf(object))) return [];
      const lines = service.ports.flatMap((port) => openTexts(service, port, evidence));
      if (lines.length === 0) return [];
      return [
        inspection._at(object, ['spec', 'type'], `it is of type ${type}, and no policy governs its pods`, fewOf(lines)),
      ];
    });
  }
}

function openTexts(service: ServiceFacts, port: ServicePort, evidence: Evidence): string[] {
  const { governance } = evidence;
  return waysTo(service, port, evidence)
    .filter(({ origin }) => origin === service.object)
    .flatMap(({ url, targets }) =>
      targets.flatMap(({ workload, protocol, port: number }) => {
        const member = governance.memberOf(workload);
        if (!governance.isUngoverned(member, 'ingress')) return [];
        return [`anyone -> ${member.name} ${protocol} ${number} is allowed, by ${url}`];
      }),
    );
}
