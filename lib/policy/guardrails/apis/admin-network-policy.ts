import type { Port } from '../../../traffic';
import type { AdminApi, AdminRule } from '../admin-policy';
import { peerManifest, subjectManifest } from './manifests';

/** The actions in the words of this API. */
const ACTIONS = { accept: 'Allow', deny: 'Deny', pass: 'Pass' };

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
  spec: ({ tier, priority, subject, ingress, egress }) => ({
    ...(tier === 'Admin' ? { priority } : {}),
    subject: subjectManifest(subject),
    ...(ingress.length > 0 ? { ingress: ingress.map((rule) => ruleManifest(rule, 'from')) } : {}),
    ...(egress.length > 0 ? { egress: egress.map((rule) => ruleManifest(rule, 'to')) } : {}),
  }),
};

function ruleManifest({ name, action, peers, ports }: AdminRule, side: 'from' | 'to'): any {
  return {
    name,
    action: ACTIONS[action],
    [side]: peers.map((peer) => peerManifest(peer)),
    ...(ports ? { ports: ports.ports.map(portManifest) } : {}),
  };
}

function portManifest({ protocol, first, last }: Port): any {
  return first === last
    ? { portNumber: { protocol, port: first } }
    : { portRange: { protocol, start: first, end: last } };
}
