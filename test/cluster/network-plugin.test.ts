import { NetworkPlugin } from '../../lib/cluster';

const OWN = { name: 'own', enforcesNetworkPolicies: true };

test.each([
  ['calico', NetworkPlugin.calico(), true, true, true],
  ['cilium', NetworkPlugin.cilium(), true, false, false],
  ['kindnet', NetworkPlugin.kindnet(), true, true, true],
  ['flannel', NetworkPlugin.flannel(), false, true, false],
  ['own', NetworkPlugin.of({ name: 'own', enforcesNetworkPolicies: false }), false, true, undefined],
  ['own', NetworkPlugin.of({ ...OWN, matchesNodesByAddress: false }), true, false, undefined],
  ['own', NetworkPlugin.of({ ...OWN, seesClientsOfOwnNode: true }), true, true, true],
])(
  '%s says whether it enforces policies, knows nodes by their addresses, and sees clients',
  (name, plugin, ...facts) => {
    const [enforcesNetworkPolicies, matchesNodesByAddress, seesClientsOfOwnNode] = facts;
    expect({ ...plugin }).toEqual({ name, enforcesNetworkPolicies, matchesNodesByAddress, seesClientsOfOwnNode });
  },
);
