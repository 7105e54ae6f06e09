import type { ICheck } from '../check';
import type { Evidence, ServiceFacts } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewOf } from '../stakes';

/** Blocks that mean everyone, whatever address a connection comes with. */
const EVERYONE = new Set(['0.0.0.0/0', '::/0']);

/**
 * Tells of Services of type NodePort or LoadBalancer whose pods let clients in by their addresses, and that hide these:
 * unless `externalTrafficPolicy` is `Local`, most connections come with the address of a node.
 *
 * It is silent about policies that let in every address, and about load balancers that are told to
 * keep the addresses.
 */
export class ClientAddressHidden implements ICheck {
  public readonly id = 'client-address-hidden';
  public readonly severity = Severity.INFO;
  public readonly summary = 'a Service that hides the addresses by which a policy lets clients in';
  public readonly condition = 'none';
  public readonly harm = 'clients whose addresses the policy names are denied, or those of every node are let in';
  public readonly remedy = 'write externalTrafficPolicy: Local, or name the clients by loadBalancerSourceRanges';
  public readonly see = 'https://kubernetes.io/docs/tutorials/services/source-ip/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return evidence.network.services.flatMap((service) => {
      const { object, type, externalTrafficPolicy } = service;
      if (type !== 'NodePort' && type !== 'LoadBalancer') return [];
      const lines = externalTrafficPolicy === 'Cluster' ? hiddenTexts(service, evidence) : [];
      if (lines.length === 0) return [];
      const text = 'its policies let clients in by their addresses, which it hides';
      return [inspection._at(object, ['spec', 'type'], text, fewOf(lines))];
    });
  }
}

/** The addresses that policies name for pods of a Service. */
function hiddenTexts(service: ServiceFacts, evidence: Evidence): string[] {
  const { addressing, governance } = evidence;
  return addressing.backends(service).flatMap(({ workload }) => {
    const member = governance.memberOf(workload);
    return governance.closing(member, 'ingress').flatMap(({ object, ingress }) =>
      ingress.flatMap(({ action, facts: { peers } }) => {
        if (action !== 'Allow' || peers === 'everyone') return [];
        return peers.flatMap((peer) => {
          if (peer.kind !== 'block' || EVERYONE.has(peer.block.cidr)) return [];
          return [
            `${peer.block.cidr} -> ${member.name} is allowed by ${evidence.nameOf(object)}, and comes with the address of a node`,
          ];
        });
      }),
    );
  });
}
