import type { Manifest } from '../manifests';
import type { Shape } from './shape';
import { TIERS, tiers } from './tiers';

/** The same as `tiers`, with an administrator above the teams. */
export const admin: Shape = {
  name: 'admin',
  about: 'As tiers, with five AdminNetworkPolicies and a BaselineAdminNetworkPolicy over all of it.',
  options: [],
  listedUpTo: tiers.listedUpTo,
  draw(size, random) {
    const drawing = tiers.draw(size, random);
    const policies = Array.from({ length: TIERS }, (_, tier) => adminPolicy(tier, random.pick(drawing.namespaces)));
    return { ...drawing, others: [...drawing.others, ...policies, baseline()] };
  },
};

/** Keeps one namespace away from a tier, lets everyone ask for its metrics, and leaves the rest to the teams. */
function adminPolicy(tier: number, closed: string): Manifest {
  const peers = (namespace: Manifest) => [{ namespaces: namespace }];
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'AdminNetworkPolicy',
    metadata: { name: `tier-${tier}` },
    spec: {
      priority: 10 + tier,
      subject: { pods: { namespaceSelector: {}, podSelector: { matchLabels: { tier: `tier-${tier}` } } } },
      ingress: [
        { name: 'closed', action: 'Deny', from: peers({ matchLabels: { team: closed } }) },
        {
          name: 'metrics',
          action: 'Allow',
          from: peers({}),
          ports: [{ portNumber: { protocol: 'TCP', port: 9100 } }],
        },
        { name: 'rest', action: 'Pass', from: peers({}) },
      ],
    },
  };
}

function baseline(): Manifest {
  return {
    apiVersion: 'policy.networking.k8s.io/v1alpha1',
    kind: 'BaselineAdminNetworkPolicy',
    metadata: { name: 'default' },
    spec: { subject: { namespaces: {} }, ingress: [{ action: 'Deny', from: [{ namespaces: {} }] }] },
  };
}
