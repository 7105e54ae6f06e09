import type { Port, PortSet } from '../../../traffic';
import type { AdminApi, AdminRule } from '../admin-policy';
import { peerManifest, subjectManifest } from './manifests';

/** The actions in the words of this API. */
const ACTIONS = { accept: 'Accept', deny: 'Deny', pass: 'Pass' };

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
  spec: ({ tier, priority, subject, ingress, egress }) => ({
    tier,
    priority,
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
    ...protocols(ports),
  };
}

function protocols(ports: PortSet | undefined): any {
  return ports ? { protocols: ports.ports.map(protocol) } : {};
}

/** A protocol alone is none to this API: every port of it is a range. */
function protocol({ protocol: name, first, last }: Port): any {
  const destinationPort = first === last ? { number: first } : { range: { start: first, end: last } };
  return { [name.toLowerCase()]: { destinationPort } };
}
