import type { Port } from '../../../traffic';
import type { AdminApi } from '../admin-policy';
import { type RuleWords, rulesManifest, subjectManifest } from './manifests';

const WORDS: RuleWords = {
  actions: { accept: 'Accept', deny: 'Deny', pass: 'Pass' },
  ports: ({ ports }) => ({ protocols: ports.map(protocol) }),
};

/**
 * ClusterNetworkPolicy: one kind for both tiers, in each of which there may be many.
 *
 * @see https://network-policy-api.sigs.k8s.io/api-overview/
 */
export const CLUSTER_NETWORK_POLICY: AdminApi = {
  apiVersion: 'policy.networking.k8s.io/v1alpha2',
  limits: { rules: 25, peers: 25, ports: 25 },
  kindOf: () => 'ClusterNetworkPolicy',
  fixedName: () => undefined,
  spec: (policy) => ({
    tier: policy.tier,
    priority: policy.priority,
    subject: subjectManifest(policy.subject),
    ...rulesManifest(policy, WORDS),
  }),
};

/** A protocol alone is none to this API: every port of it is a range. */
function protocol({ protocol: name, first, last }: Port): any {
  const destinationPort = first === last ? { number: first } : { range: { start: first, end: last } };
  return { [name.toLowerCase()]: { destinationPort } };
}
