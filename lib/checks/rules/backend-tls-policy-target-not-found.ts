import { type TlsTarget, tlsTargetsIn } from '../backend-tls-policies';
import { isMissing } from '../backends';
import type { ICheck } from '../check';
import type { Evidence } from '../facts';
import type { Finding } from '../finding';
import type { Inspection } from '../inspection';
import { Severity } from '../severity';
import { fewOf, firstOf } from '../stakes';
import { tlsTexts } from '../tls-stakes';

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
    const targets = tlsTargetsIn(evidence);
    const covered = new Set(targets.map(({ namespace, service, port }) => keyOf(namespace, service, port)));
    return targets.flatMap((target) => {
      const fault = faultOf(target, evidence);
      if (fault === undefined) return [];
      const lines = uncovered(target, covered, evidence);
      return [inspection._at(target.policy, ['spec', 'targetRefs', target.index], fault, lines)];
    });
  }
}

/** The connections to the Service, or to the one that comes nearest, on ports for which no policy is. */
function uncovered({ namespace, service }: TlsTarget, covered: ReadonlySet<string>, evidence: Evidence): string[] {
  const own = evidence.network.services.filter(({ object }) => object.namespace === namespace).slice(0, LOOKED_AT);
  const near = own.find(({ object: { name } }) => evidence.isNear(name, service));
  const found = evidence.addressing.service(namespace, service) ?? near;
  if (!found || covered.has(keyOf(namespace, found.object.name))) return [];
  const bare = found.ports.filter(
    ({ name }) => name === undefined || !covered.has(keyOf(namespace, found.object.name, name)),
  );
  return fewOf(firstOf(bare).flatMap((port) => tlsTexts(found, port, evidence, 'has no BackendTLSPolicy')));
}

function keyOf(namespace: string, service: string, port = ''): string {
  return `${namespace}/${service} ${port}`;
}

/** How many Services of a namespace are looked at for a name that comes close. */
const LOOKED_AT = 200;

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
