import { NetworkPlugin } from '../../lib/cluster';

test.each([
  ['calico', NetworkPlugin.calico(), true, true],
  ['cilium', NetworkPlugin.cilium(), true, false],
  ['kindnet', NetworkPlugin.kindnet(), true, true],
  ['flannel', NetworkPlugin.flannel(), false, true],
  ['own', NetworkPlugin.of({ name: 'own', enforcesNetworkPolicies: false }), false, true],
  ['own', NetworkPlugin.of({ name: 'own', enforcesNetworkPolicies: true, matchesNodesByAddress: false }), true, false],
])('%s says whether it enforces policies, and knows nodes by their addresses', (name, plugin, enforces, matches) => {
  expect({ ...plugin }).toEqual({ name, enforcesNetworkPolicies: enforces, matchesNodesByAddress: matches });
});
