import { type TlsTarget, tlsTargetsIn } from '../backend-tls-policies';
import { isMissing } from '../backends';
import type { ICheck } from '../check';
import type { Evidence } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';

/**
 * Finds BackendTLSPolicies for a Service that isn't in their namespace, or for a port that it hasn't. Such a policy
 * counts for Services of its own namespace alone, and calls ports by their names.
 *
 * It is silent about namespaces of which neither Services nor workloads were read, and about Services that a chart or an
 * operator may make.
 */
export class BackendTlsPolicyTargetNotFound implements ICheck {
  public readonly id = 'backend-tls-policy-target-not-found';
  public readonly severity = Severity.ERROR;
  public readonly summary = "a BackendTLSPolicy for a Service that isn't in its namespace, or a port that it hasn't";
  public readonly condition = 'Accepted=False TargetNotFound, at some implementations';
  public readonly harm = 'the backend is asked in clear text';
  public readonly remedy = 'write the policy in the namespace of the Service, with the name of its port as sectionName';
  public readonly see = 'https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/';

  public inspect(inspection: Inspection): Finding[] {
    const { _evidence: evidence } = inspection;
    return tlsTargetsIn(evidence).flatMap((target) => {
      const fault = faultOf(target, evidence);
      return fault === undefined ? [] : [inspection._at(target.policy, ['spec', 'targetRefs', target.index], fault)];
    });
  }
}

function faultOf({ namespace, service, port }: TlsTarget, evidence: Evidence): string | undefined {
  const found = evidence.addressing.service(namespace, service);
  if (!found) {
    if (!isMissing({ namespace, name: service }, evidence)) return undefined;
    const elsewhere = evidence.network.services.find(({ object }) => object.name === service);
    const hint = elsewhere ? `; there is one in namespace ${elsewhere.object.namespace}` : '';
    return `there is no Service ${service} in namespace ${namespace}${hint}`;
  }
  if (port === undefined || found.ports.some(({ name }) => name === port)) return undefined;
  const names = found.ports.flatMap(({ name }) => name ?? []);
  const has = names.length > 0 ? `it has ${names.join(', ')}` : 'its ports have no names';
  return `Service ${namespace}/${service} has no port named "${port}"; ${has}`;
}
