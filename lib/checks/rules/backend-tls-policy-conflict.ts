import { type TlsTarget, tlsTargetsIn } from '../backend-tls-policies';
import type { ICheck } from '../check';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { tlsTargetTexts } from '../tls-stakes';

/**
 * Finds several BackendTLSPolicies for one port of a Service: the older one wins, which no manifest tells.
 *
 * It is silent about policies for a Service and for one of its ports, of which the narrower one counts.
 */
export class BackendTlsPolicyConflict implements ICheck {
  public readonly id = 'backend-tls-policy-conflict';
  public readonly severity = Severity.ERROR;
  public readonly summary = 'two BackendTLSPolicies for one port of a Service';
  public readonly condition = 'Accepted=False Conflicted';
  public readonly harm = 'one of them is not applied';
  public readonly remedy = 'write one policy for the port, or tell them apart by sectionName';
  public readonly see = 'https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    const targets = tlsTargetsIn(evidence);
    return targets.flatMap((target, index) => {
      const rival = targets.slice(0, index).find((earlier) => isRival(earlier, target));
      if (!rival) return [];
      const port = target.port === undefined ? '' : `port "${target.port}" of `;
      const text = `${port}Service ${target.namespace}/${target.service} has BackendTLSPolicy ${rival.policy.name} already`;
      const lines = tlsTargetTexts(target, evidence, 'has the TLS of one of both');
      return [inspection._at(target.policy, ['spec', 'targetRefs', target.index], text, lines)];
    });
  }
}

/** Another policy for the same; one that was read twice is no rival of itself. */
function isRival(one: TlsTarget, other: TlsTarget): boolean {
  const isOther = one.policy.name !== other.policy.name;
  return isOther && one.namespace === other.namespace && one.service === other.service && one.port === other.port;
}
