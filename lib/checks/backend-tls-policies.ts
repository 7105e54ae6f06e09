import { type Evidence, GATEWAY_GROUP, groupOf, namespaceOf, type ReadObject } from './facts';
import { mappingsAt, textAt } from './written';

/** One Service, or one of its ports, for which a BackendTLSPolicy is. */
export interface TlsTarget {
  readonly policy: ReadObject;
  readonly index: number;
  readonly namespace: string;
  readonly service: string;
  /** The name of a port; undefined for all of them. */
  readonly port?: string;
}

/** What all BackendTLSPolicies are for. They are in the namespace of their Services. */
export function tlsTargetsIn(evidence: Evidence): TlsTarget[] {
  return tlsPoliciesIn(evidence).flatMap(tlsTargetsOf);
}

/** What one of them is for. */
export function tlsTargetsOf(policy: ReadObject): TlsTarget[] {
  return mappingsAt(policy.body, 'spec', 'targetRefs').flatMap(([index, target]) => {
    const service = textAt(target, 'name');
    if (service === undefined || textAt(target, 'kind') !== 'Service') return [];
    const port = textAt(target, 'sectionName');
    const namespace = namespaceOf(policy);
    return [{ policy, index, namespace, service, ...(port !== undefined && { port }) }];
  });
}

/** All BackendTLSPolicies. */
export function tlsPoliciesIn(evidence: Evidence): ReadObject[] {
  return evidence.ofKinds('BackendTLSPolicy').filter((object) => groupOf(object) === GATEWAY_GROUP);
}
