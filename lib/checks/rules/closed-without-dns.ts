import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { type NamespacePolicy, understoodPolicies } from '../policies';
import { Severity } from '../severity';

/**
 * Finds namespaces whose pods are all closed on the way out, and of whose policies none lets them ask for names.
 *
 * It is silent where some policy of the namespace opens UDP port 53, or 5353 where the cluster profile says that the DNS
 * pods listen there, be it for a few pods: whoever wrote it thought of it. It is silent as well where a policy isn't
 * understood, or is for all namespaces.
 */
export class ClosedWithoutDns implements ICheck {
  public readonly id = 'closed-without-dns';
  public readonly severity = Severity.WARNING;
  public readonly summary = 'a namespace that is closed on the way out, and in which no policy lets pods ask for names';
  public readonly condition = 'none';
  public readonly harm = 'no name resolves, which looks like every other fault of the network';
  public readonly remedy = 'let the pods reach those of the cluster DNS on UDP and TCP port 53';
  public readonly see =
    'https://kubernetes.io/docs/concepts/services-networking/network-policies/#default-deny-all-egress-traffic';

  public inspect(inspection: Inspection): Finding[] {
    const numbers = (inspection.cluster?.dns.ports ?? []).map(({ first }) => first ?? DNS);
    return [...understoodPolicies(inspection._evidence.network)].flatMap(([namespace, own]) => {
      const closing = own.find(({ isForAll, isolatesEgress }) => isForAll && isolatesEgress);
      if (!closing) return [];
      if (own.some((policy) => opensAny(policy, [DNS, ...numbers]))) return [];
      return [
        inspection._at(closing.object, [], `it closes namespace ${namespace}, where no policy opens UDP port ${DNS}`),
      ];
    });
  }
}

/** The port of name servers. */
const DNS = 53;

function opensAny({ egress }: NamespacePolicy, numbers: readonly number[]): boolean {
  return egress.some(
    ({ action, peers, ports }) =>
      action === 'Allow' &&
      peers.length > 0 &&
      (ports === 'every port' ||
        ports.some(
          (port) =>
            port.protocol === 'UDP' &&
            !('name' in port) &&
            numbers.some((number) => port.first <= number && number <= port.last),
        )),
  );
}
