import { type TlsTarget, tlsTargetsOf } from './backend-tls-policies';
import { waysTo } from './entries';
import type { Evidence, Place, ServiceFacts, ServicePort } from './facts';
import { fewOf, firstOf } from './stakes';
import { wayTexts } from './ways-by-origin';

/** The connections that routes make to a port of a Service, by TLS or not. */
export function tlsTexts(service: ServiceFacts, port: ServicePort, evidence: Evidence, saying: string): string[] {
  const ways = waysTo(service, port, evidence).filter(({ origin }) => origin.kind.endsWith('Route'));
  return wayTexts(ways, evidence, saying);
}

/** Those to a Service, or to one of its ports, for which a BackendTLSPolicy is. */
export function tlsTargetTexts({ namespace, service, port: named }: TlsTarget, evidence: Evidence, saying: string) {
  const found = evidence.addressing.service(namespace, service);
  const ports = (found?.ports ?? []).filter(({ name }) => named === undefined || name === named);
  return fewOf(firstOf(ports).flatMap((port) => (found ? tlsTexts(found, port, evidence, saying) : [])));
}

/** Those to all for which one BackendTLSPolicy is. */
export function tlsPolicyTexts(policy: Place, evidence: Evidence, saying: string): string[] {
  const targets = tlsTargetsOf({ ...policy, body: evidence.bodyOf(policy) });
  return fewOf(firstOf(targets).flatMap((target) => tlsTargetTexts(target, evidence, saying)));
}
