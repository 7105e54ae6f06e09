import type { Port } from '../../../traffic';
import type { AdminApi } from '../admin-policy';
import { type RuleWords, rulesManifest, subjectManifest } from './manifests';

const WORDS: RuleWords = {
  actions: { accept: 'Allow', deny: 'Deny', pass: 'Pass' },
  ports: ({ ports }) => ({ ports: ports.map(portManifest) }),
};

/**
 * AdminNetworkPolicy, and the one BaselineAdminNetworkPolicy of a cluster, which has no priority.
 *
 * @see https://network-policy-api.sigs.k8s.io/reference/spec/
 */
export const ADMIN_NETWORK_POLICY: AdminApi = {
  apiVersion: 'policy.networking.k8s.io/v1alpha1',
  limits: { rules: 100, peers: 100, ports: 100 },
  kindOf: ({ tier }) => (tier === 'Admin' ? 'AdminNetworkPolicy' : 'BaselineAdminNetworkPolicy'),
  fixedName: ({ tier }) => (tier === 'Admin' ? undefined : 'default'),
  spec: (policy) => ({
    ...(policy.tier === 'Admin' ? { priority: policy.priority } : {}),
    subject: subjectManifest(policy.subject),
    ...rulesManifest(policy, WORDS),
  }),
};

function portManifest({ protocol, first, last }: Port): any {
  return first === last
    ? { portNumber: { protocol, port: first } }
    : { portRange: { protocol, start: first, end: last } };
}
